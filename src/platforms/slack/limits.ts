import type { Limits } from '../platform.ts'

export const limits: Limits = {
  privateReply: true,
  /** A response_url takes five answers in half an hour. */
  interactionLife: 30 * 60_000,
  text: 3000,
  buttonsARow: 5,
  formFields: 5,
  home: true,
  sendsASecond: 1,
  repeat: 'read-back',
}

/** What Block Kit takes, in characters unless the name says otherwise (docs.slack.dev/reference/block-kit). */
export const blockKit = {
  blocks: 50,
  blocksOfHome: 100,
  elements: 25,
  contextText: 3000,
  label: 75,
  buttonValue: 2000,
  optionValue: 150,
  overflowOptions: 5,
  selectOptions: 100,
  checkboxes: 10,
  title: 24,
  inputLength: 3000,
  /** Slack shortens longer ones in notifications. */
  fallbackText: 4000,
} as const

/** Cuts to what Slack takes, with a mark that something is missing. */
export const cut = (text: string, most: number) => (text.length <= most ? text : `${text.slice(0, most - 1)}…`)
