import { createCountingPlatform } from './counting-platform.ts'
import { buttonsOf, newEvent, openRequests, press } from './open-requests.ts'
import { showMeasured, showTable } from './show-table.ts'
import { CHANNEL, openTown, quantile, requestText } from './town.ts'

/**
 * From the asker's yes to the first ping handed to the platform, by members with evidence: the press is stored, the words are
 * fetched and understood, the thread opens, helpers are chosen, the wave is stored, the ping is rendered and sent; one after the other.
 */
const TIMES = 60

async function measure(members: number) {
  const platform = createCountingPlatform()
  const town = await openTown({ members, platform })
  await openRequests(town, 20)
  const times: number[] = []
  for (let i = 0; i < TIMES; i++) {
    const asker = `count:a:late${i}`
    const message = `count:m:late${i}`
    const text = requestText(i * 3)
    platform.texts.set(message, { author: asker, text, at: Date.now() })
    let requestId: string | undefined
    let pinged: () => void = () => {}
    const firstPing = new Promise<void>((resolve) => {
      pinged = resolve
    })
    platform.onSend = (_, card) => {
      for (const { action, subject } of buttonsOf(card)) {
        if (action === 'offer.accept') requestId = subject
        if (action === 'ping.not-now') pinged()
      }
    }
    await town.accept({
      ...newEvent(),
      type: 'message-posted',
      message,
      author: asker,
      text,
      conversation: CHANNEL,
      where: 'channel',
    })
    await town.loop.settle()
    if (!requestId) throw new Error(`No offer was made for: ${text}`)
    const began = performance.now()
    await Promise.all([town.accept(press(asker, CHANNEL, 'offer.accept', requestId)), firstPing])
    times.push(performance.now() - began)
    await town.loop.settle()
  }
  await town.close()
  return {
    members,
    'median ms': quantile(times, 0.5).toFixed(1),
    'p90 ms': quantile(times, 0.9).toFixed(1),
    'most ms': Math.max(...times).toFixed(1),
  }
}

const table = []
for (const members of [1000, 10_000, 50_000]) table.push(await measure(members))
showTable('First ping', table)
const { 'median ms': median, 'p90 ms': p90 } = table[1]!
showMeasured('a confirmed offer to the first ping, 10,000 members', `${median} ms median, ${p90} ms p90`)
