import type { Button, Card } from '../../src/cards/card.ts'
import type { Hooks, Platform, PlatformEvent, SendTo } from '../../src/platforms/platform.ts'
import type { Clock } from '../../src/shared/clock.ts'
import type { Store } from '../../src/storage/store.ts'

/** One thing that the platform was sent, as it was sent. */
export interface Said {
  at: number
  how: 'sent' | 'edited' | 'removed'
  message: string
  conversation: string
  /** The one account that can read it; absent: everybody in the conversation. */
  reader?: string
  /** A direct message. */
  dm?: boolean
  /** The private answer to a command, press or form. */
  answer?: boolean
  card?: Card
}

/** A thread that the bot opened on a message. */
interface Opened {
  message: string
  thread: string
}

export interface Overheard {
  said: Said[]
  opened: Opened[]
  told: PlatformEvent[]
}

/** The process may be made to die: from then on nothing that it asked of the platform ever answers. */
export interface Life {
  dead: boolean
  /** Times at which the process and the platform touched, so far. */
  touches: number
  dieAt?: number
  die(): void
}

const never = new Promise<never>(() => {})

/**
 * The platform, overheard: what it is sent and what it tells is written down. Where the life says so, the process dies right after.
 * @param dmOf whose conversation with the bot it is, undefined for any other
 */
export function overhear(
  platform: Platform,
  heard: Overheard,
  life: Life,
  clock: Clock,
  dmOf: (conversation: string) => string | undefined,
): Platform {
  const { said, opened, told } = heard
  async function touch<T>(work: () => Promise<T>): Promise<T> {
    if (life.dead) return never
    const result = await work()
    life.touches++
    if (life.dieAt === life.touches) life.die()
    return life.dead ? never : result
  }
  const whoIsAt = (to: SendTo): Pick<Said, 'conversation' | 'reader' | 'dm' | 'answer'> => {
    if ('conversation' in to) {
      const dm = dmOf(to.conversation)
      const reader = to.onlyFor ?? dm
      return { conversation: to.conversation, ...(reader ? { reader } : {}), ...(dm ? { dm: true } : {}) }
    }
    const asked = told.find((event) => 'interaction' in event && event.interaction === to.interaction)
    if (!asked || !('account' in asked) || !('conversation' in asked)) throw new Error('an answer to nobody')
    return { conversation: asked.conversation, reader: asked.account, answer: true }
  }
  const before = (message: string) => said.findLast((each) => each.message === message)!

  const watched: Platform = Object.create(platform, Object.getOwnPropertyDescriptors(platform))
  return Object.assign(watched, {
    start: (hooks: Hooks) =>
      platform.start({
        ...hooks,
        accept: (event: PlatformEvent) =>
          touch(async () => {
            if (!told.some(({ id }) => id === event.id)) told.push(event)
            await hooks.accept(event)
          }),
      }),
    send: (...[id, to, card, options]: Parameters<Platform['send']>) =>
      touch(async () => {
        const outcome = await platform.send(id, to, card, options)
        // Slack names no private answer; any other message is sent once.
        if (outcome.ok && ('interaction' in to || !said.some(({ message }) => message === outcome.value)))
          said.push({ at: clock.now(), how: 'sent', message: outcome.value, card, ...whoIsAt(to) })
        return outcome
      }),
    edit: (...[message, card]: Parameters<Platform['edit']>) =>
      touch(async () => {
        const outcome = await platform.edit(message, card)
        if (outcome.ok) said.push({ ...before(message), at: clock.now(), how: 'edited', card })
        return outcome
      }),
    remove: (message: string) =>
      touch(async () => {
        const outcome = await platform.remove(message)
        const { card: _, ...shown } = before(message)
        if (outcome.ok) said.push({ ...shown, at: clock.now(), how: 'removed' })
        return outcome
      }),
    openThread: (...[id, message, title]: Parameters<Platform['openThread']>) =>
      touch(async () => {
        const outcome = await platform.openThread(id, message, title)
        if (outcome.ok) opened.push({ message, thread: outcome.value })
        return outcome
      }),
    openDm: (account: string) => touch(() => platform.openDm(account)),
    fetchMessage: (message: string) => touch(() => platform.fetchMessage(message)),
  })
}

/** The record as one process has it: nothing that it asks once it is dead is ever answered. What was under way may still come through. */
export const untilDeath = (store: Store, life: Life): Store =>
  new Proxy(store, {
    get: (queries, name) => (life.dead ? () => new Promise(() => {}) : Reflect.get(queries, name)),
  })

/** All buttons and menu items of a card. */
export const buttonsOf = (card: Card | undefined): Button[] =>
  (card?.blocks ?? []).flatMap((block) =>
    block.type === 'buttons' ? block.buttons : block.type === 'menu' ? block.items : [],
  )
