import type { Card } from '../../src/cards/card.ts'
import type { Failure, Hooks, Limits, Outcome, Platform, PlatformEvent, SendTo } from '../../src/platforms/platform.ts'
import { cardText } from '../../src/platforms/web/card-text.ts'

export interface PaperMessage {
  id: string
  to: SendTo
  text: string
  ref: string
  removed?: boolean
}

/** What is done to the platform: "send", "openDm" … and where. */
export type Trouble = (what: string, where: string) => Failure | Error | 'lost answer' | undefined

export interface PaperPlatform extends Platform {
  /** What arrived, in order. */
  readonly shown: PaperMessage[]
  /** Every call, as "send paper:d:ada". */
  readonly calls: string[]
  /** Decides which calls go wrong; none at first. */
  trouble: Trouble
  /** Tells the bot something. */
  tells(event: PlatformEvent): Promise<void>
  /** What people wrote, by reference. */
  readonly written: Map<string, { author: string; text: string; at: number }>
}

/** A platform on paper, that does what the test says: for trouble that a real one makes seldom. */
export function createPaperPlatform(limits: Partial<Limits> = {}, name = 'paper'): PaperPlatform {
  let hooks: Hooks
  const shown: PaperMessage[] = []
  const calls: string[] = []
  const written: PaperPlatform['written'] = new Map()
  const whereIs = (to: SendTo) => ('interaction' in to ? to.interaction : to.conversation)

  function attempt<T>(what: string, where: string, work: () => T): Outcome<T> {
    calls.push(`${what} ${where}`)
    const trouble = paper.trouble(what, where)
    if (trouble === 'lost answer') {
      work()
      throw new Error('the line broke')
    }
    if (trouble instanceof Error) throw trouble
    return trouble ? { ok: false, failure: trouble } : { ok: true, value: work() }
  }

  const paper: PaperPlatform = {
    name,
    limits: {
      privateReply: true,
      interactionLife: 15 * 60_000,
      text: 4000,
      buttonsARow: 5,
      formFields: 5,
      home: false,
      sendsASecond: 1000,
      repeat: 'read-back',
      ...limits,
    },
    shown,
    calls,
    written,
    trouble: () => undefined,
    dmLink: undefined,
    tells: (event) => hooks.accept(event),
    async start(given) {
      hooks = given
    },
    async stop() {},
    send: async (id, to, card: Card) =>
      attempt('send', whereIs(to), () => {
        const ref = `${name}:m:${shown.length + 1}`
        shown.push({ id, to, text: cardText(card), ref })
        return ref
      }),
    edit: async (message, card) =>
      attempt('edit', message, () => {
        const found = shown.find(({ ref }) => ref === message)
        if (found) found.text = cardText(card)
      }),
    remove: async (message) =>
      attempt('remove', message, () => {
        const found = shown.find(({ ref }) => ref === message)
        if (found) found.removed = true
      }),
    openThread: async (_, message) => attempt('openThread', message, () => message.replace(':m:', ':t:')),
    openDm: async (account) => attempt('openDm', account, () => account.replace(':a:', ':d:')),
    async findSent(effectId) {
      calls.push(`findSent ${effectId}`)
      return shown.find(({ id }) => id === effectId)?.ref ?? 'none'
    },
    fetchMessage: async (message) => {
      const found = written.get(message)
      const fetched = attempt('fetchMessage', message, () => found)
      if (!fetched.ok) return fetched
      return fetched.value ? { ok: true, value: fetched.value } : { ok: false, failure: { type: 'gone' } }
    },
    readers: async (_, accounts) => new Set(accounts),
    person: async (account) => ({
      account,
      name: account.slice(`${name}:a:`.length),
      admin: account === `${name}:a:olive`,
    }),
    linkTo: () => undefined,
    topic: async () => undefined,
    channels: async () => [],
    isInvited: async () => true,
    pacedWith: (conversation) => conversation,
    refreshHomes: async () => {},
    conversationName: async (conversation) =>
      conversation.startsWith(`${name}:c:`) && name !== 'paper'
        ? `#${conversation.slice(`${name}:c:`.length)}`
        : undefined,
  }
  return paper
}
