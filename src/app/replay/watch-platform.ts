import type { Card } from '../../cards/card.ts'
import type { Platform } from '../../platforms/platform.ts'

/** A card that arrived. `onlyFor`: nobody else sees it. */
export interface SentCard {
  message: string
  /** Absent for the answer to an interaction. */
  conversation?: string
  onlyFor?: string
  card: Card
}

export interface Watcher {
  sent(sent: SentCard): void
  edited(message: string, card: Card): void
  removed(message: string): void
  threadOpened(message: string, thread: string): void
}

/** The same platform, which tells the watchers all that the bot had it show. */
export function watchPlatform<P extends Platform>(platform: P, watchers: Watcher[]): P {
  const shown = new Set<string>()
  const tell = (what: (watcher: Watcher) => void) => watchers.forEach(what)
  /** Whose interactions the answers go to. */
  const interacting = new Map<string, string>()
  const watched: Pick<Platform, 'start' | 'send' | 'edit' | 'remove' | 'openThread'> = {
    start: (hooks) =>
      platform.start({
        ...hooks,
        accept(event) {
          if ('interaction' in event) interacting.set(event.interaction, event.account)
          return hooks.accept(event)
        },
      }),
    async send(effectId, to, card, options) {
      const sent = await platform.send(effectId, to, card, options)
      // The same effect again shows nothing new.
      if (!sent.ok || shown.has(effectId)) return sent
      shown.add(effectId)
      const onlyFor = 'interaction' in to ? interacting.get(to.interaction) : to.onlyFor
      const place = 'conversation' in to ? { conversation: to.conversation } : {}
      tell((watcher) => watcher.sent({ message: sent.value, card, ...place, ...(onlyFor && { onlyFor }) }))
      return sent
    },
    async edit(message, card) {
      const edited = await platform.edit(message, card)
      if (edited.ok) tell((watcher) => watcher.edited(message, card))
      return edited
    },
    async remove(message) {
      const removed = await platform.remove(message)
      if (removed.ok) tell((watcher) => watcher.removed(message))
      return removed
    },
    async openThread(effectId, message, title) {
      const opened = await platform.openThread(effectId, message, title)
      if (opened.ok) tell((watcher) => watcher.threadOpened(message, opened.value))
      return opened
    },
  }
  return Object.assign(Object.create(platform) as P, watched)
}
