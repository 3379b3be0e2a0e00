import type { Limits } from '../platform.ts'

export const limits: Limits = {
  // Only an answer to an interaction can be seen by one person alone.
  privateReply: false,
  interactionLife: 15 * 60_000,
  text: 2000,
  buttonsARow: 5,
  formFields: 5,
  home: false,
  sendsASecond: 1,
  // A nonce is enforced for a few minutes only; after that the message is looked for.
  repeat: 'read-back',
}

/** Characters of text in a message of the new layout, which private answers have. */
export const longestAnswer = 4000
export const mostComponents = 40
export const mostRows = 5
export const longestLabel = 80
/** Of a form's title and of its labels. */
export const longestTitle = 45
export const longestHint = 100
export const longestThreadName = 100
export const mostChoices = 25
