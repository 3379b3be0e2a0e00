import type { Limits } from '../platform.ts'

export const limits: Limits = {
  privateReply: true,
  interactionLife: 15 * 60_000,
  text: 4000,
  buttonsARow: 5,
  formFields: 5,
  home: false,
  sendsASecond: 1000,
  repeat: 'safe',
}

export const longestName = 40
