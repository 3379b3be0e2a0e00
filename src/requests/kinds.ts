/** What a request asks for. Kinds share one transition; they differ only in this table. */
export const kinds = ['info', 'referral', 'recommendation', 'thing', 'hands', 'problem', 'wish', 'support'] as const
export type Kind = (typeof kinds)[number]

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

export interface KindRules {
  /** How long a wave may take before the next one goes, in ms, when the community has no usual time yet. */
  wait: number
  /** How long a request stays open when it names no deadline, in ms. */
  life: number
  /** Who may be pinged: every volunteer, or only those who volunteered to listen. */
  pings: 'volunteers' | 'listeners'
  /** When the asker is asked "Did it work out?", in ms after the request was solved or expired. */
  followUpAfter: number
  /** Whether a new volunteer or offer wakes the request again. */
  standing: boolean
}

const rules: KindRules = {
  wait: 20 * MINUTE,
  life: 2 * DAY,
  pings: 'volunteers',
  followUpAfter: DAY,
  standing: false,
}

export const kindRules: Record<Kind, KindRules> = {
  info: { ...rules, wait: 10 * MINUTE, life: DAY },
  referral: { ...rules, wait: 15 * MINUTE, life: 3 * DAY, followUpAfter: 2 * DAY },
  recommendation: { ...rules, wait: 30 * MINUTE, life: 3 * DAY, followUpAfter: 3 * DAY },
  thing: { ...rules, wait: 20 * MINUTE, life: 2 * DAY },
  hands: { ...rules, wait: 30 * MINUTE, life: 7 * DAY },
  problem: { ...rules, wait: 10 * MINUTE, life: DAY },
  wish: { ...rules, wait: DAY, life: 42 * DAY, followUpAfter: 3 * DAY, standing: true },
  support: { ...rules, wait: 10 * MINUTE, life: DAY, pings: 'listeners' },
}
