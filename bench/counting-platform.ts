import type { Card } from '../src/cards/card.ts'
import type { Hooks, Platform, SendTo } from '../src/platforms/platform.ts'

export interface CountingPlatform extends Platform {
  readonly counts: { sent: number; edited: number; threads: number }
  /** The text behind a message that is posted as `post` says. */
  texts: Map<string, { author: string; text: string; at: number }>
  /** Called for each card that is sent. */
  onSend: (to: SendTo, card: Card, ref: string) => void
  hooks: Hooks
}

/** A platform that takes everything at once and only counts, so that what is measured is the bot. */
export function createCountingPlatform(): CountingPlatform {
  const counts = { sent: 0, edited: 0, threads: 0 }
  const texts: CountingPlatform['texts'] = new Map()
  const done = <T>(value: T) => ({ ok: true as const, value })
  const platform: CountingPlatform = {
    name: 'count',
    counts,
    texts,
    onSend: () => {},
    hooks: undefined as unknown as Hooks,
    limits: {
      privateReply: true,
      interactionLife: 15 * 60_000,
      text: 4000,
      buttonsARow: 5,
      formFields: 5,
      home: false,
      sendsASecond: 1000,
      repeat: 'safe',
    },
    async start(hooks) {
      platform.hooks = hooks
    },
    async stop() {},
    async send(_effectId, to, card) {
      const ref = `count:m:${++counts.sent}`
      platform.onSend(to, card, ref)
      return done(ref)
    },
    async edit() {
      counts.edited++
      return done(undefined)
    },
    remove: async () => done(undefined),
    async openThread(_effectId, message) {
      counts.threads++
      return done(`count:t:${message.slice(8)}`)
    },
    openDm: async (account) => done(`count:d:${account.slice(8)}`),
    findSent: async () => 'none',
    async fetchMessage(message) {
      const found = texts.get(message)
      return found ? done(found) : { ok: false, failure: { type: 'gone' } }
    },
    readers: async (_channel, accounts) => new Set(accounts),
    person: async (account) => ({ account, name: account.slice(8), admin: false }),
    isInvited: async () => true,
    pacedWith: (conversation) => conversation,
    refreshHomes: async () => {},
    linkTo: () => undefined,
    topic: async () => undefined,
    channels: async () => [],
    conversationName: async (conversation) => `#${conversation.slice(8)}`,
    dmLink: undefined,
  }
  return platform
}
