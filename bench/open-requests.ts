import type { Button, Card } from '../src/cards/card.ts'
import type { PlatformEvent, SendTo } from '../src/platforms/platform.ts'
import { accountOf, CHANNEL, requestText, SPACE, type Town, together } from './town.ts'

export interface OpenRequest {
  requestId: string
  asker: string
  thread: string
  pings: { pingId: string; account: string }[]
}

let number = 0
/** What every event carries. */
export const newEvent = () => ({ id: `count:e:${++number}`, at: Date.now(), space: SPACE })
const newInteraction = (account: string, conversation: string) => ({
  ...newEvent(),
  account,
  conversation,
  interaction: `count:i:${number}`,
})

export const buttonsOf = ({ blocks }: Card): Button[] =>
  blocks.flatMap((block) => (block.type === 'buttons' ? block.buttons : []))

/** Has `count` askers post, take the offer, and waits until the first wave of each is out. Askers are no volunteers. */
export async function openRequests(town: Town, count: number, first = 0): Promise<OpenRequest[]> {
  const open = new Map<string, OpenRequest>()
  const offered = new Map<string, string>()
  const { platform } = town
  platform.onSend = (to: SendTo, card: Card) => {
    for (const { action, subject } of buttonsOf(card)) {
      if (action === 'offer.accept' && 'conversation' in to && to.onlyFor) offered.set(to.onlyFor, subject)
      if (action === 'ping.not-now' && 'conversation' in to)
        open
          .get(subject.split('.')[0]!)
          ?.pings.push({ pingId: subject, account: `count:a:${to.conversation.slice(8)}` })
    }
  }
  await together(count, 64, async (i) => {
    const author = `count:a:asker${first + i}`
    const message = `count:m:post${first + i}`
    const text = requestText(first + i)
    platform.texts.set(message, { author, text, at: Date.now() })
    await town.accept({
      ...newEvent(),
      type: 'message-posted',
      message,
      author,
      text,
      conversation: CHANNEL,
      where: 'channel',
    })
  })
  await town.loop.settle()
  await together(count, 64, async (i) => {
    const asker = `count:a:asker${first + i}`
    const requestId = offered.get(asker)
    if (!requestId) return
    open.set(requestId, { requestId, asker, thread: `count:t:post${first + i}`, pings: [] })
    await town.accept(press(asker, CHANNEL, 'offer.accept', requestId))
  })
  await town.loop.settle()
  platform.onSend = () => {}
  return [...open.values()]
}

export const press = (account: string, conversation: string, action: string, subject: string): PlatformEvent => ({
  ...newInteraction(account, conversation),
  type: 'button-pressed',
  action,
  subject,
})

export const submit = (
  account: string,
  conversation: string,
  action: string,
  subject: string,
  values: Record<string, string>,
): PlatformEvent => ({ ...newInteraction(account, conversation), type: 'form-submitted', action, subject, values })

export const writeInThread = (author: string, { thread }: OpenRequest, text: string): PlatformEvent => ({
  ...newEvent(),
  type: 'message-posted',
  message: `count:m:said${number}`,
  author,
  text,
  conversation: thread,
  where: 'thread',
  channel: CHANNEL,
})

/** No request; one in four gets a second look, which is as many as where people talk. */
export const chat = (i: number) => ({
  ...newEvent(),
  type: 'message-posted' as const,
  message: `count:m:chat${number}`,
  author: accountOf(i),
  text: [
    'Good morning all',
    'haha that was a lovely evening',
    `Is anyone else cold in here on floor ${i}, or is it just me?`,
    'Thanks, it works now.',
  ][i % 4]!,
  conversation: CHANNEL,
  where: 'channel' as const,
})
