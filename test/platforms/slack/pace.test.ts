import { expect, test } from 'vitest'
import { accountRef, conversationRef } from '../../../src/platforms/slack/ids.ts'
import { openSlack } from './open-platform.ts'
import { openWholeBot } from './open-whole-bot.ts'

test('a storm in the threads of one channel goes out at one message a second, and all of it goes out', async () => {
  const bot = await openWholeBot()
  await bot.aWatchedChannelWithVolunteers()
  const askers = ['Mitch', 'Ada', 'Bea', 'Cy', 'Dot'].map((name) => bot.person(name))
  const posts = await Promise.all(
    askers.map((who) => who.says(bot.general, 'Does anyone know how to fix a bicycle wheel?')),
  )
  await bot.settle(20)
  const before = bot.server.callsOf('chat.postMessage').length
  await Promise.all(askers.map((who) => who.presses(bot.general, bot.lastOf(who).ts, 'Ask around')))
  await bot.settle(20)
  const said = bot.server
    .callsOf('chat.postMessage')
    .slice(before)
    .filter(({ given }) => given.channel === bot.general)
  expect(new Set(said.map(({ given }) => given.thread_ts))).toEqual(new Set(posts))
  const times = said.map(({ at }) => at)
  for (const [i, at] of times.slice(1).entries()) expect(at - times[i]!).toBeGreaterThanOrEqual(1000)
  await bot.close()
})

test('once Slack said when to try again, that method of that workspace is left alone until then, and others are not', async () => {
  const slack = await openSlack()
  const mitch = slack.person('Mitch')
  const general = conversationRef({ team: 'T1', channel: slack.general })
  const other = conversationRef({ team: 'T1', channel: slack.workspace.addChannel('other').id })
  const send = (id: string, conversation: string) =>
    slack.platform.send(id, { conversation }, { blocks: [{ type: 'text', spans: [id] }] }, { notify: false })
  const until = slack.clock.now() + 30_000
  const asked = () => slack.server.calls.length
  slack.server.faults.next('chat.postMessage', { type: 'rate-limit', seconds: 30 })
  const limited = { ok: false, failure: { type: 'rate-limited', at: until } }
  expect(await send('e1', general)).toEqual(limited)

  const before = asked()
  await slack.clock.advanceTo(until - 1)
  expect(await send('e2', other)).toEqual(limited)
  expect(asked()).toBe(before)
  expect(await slack.platform.openDm(accountRef('T1', mitch.id))).toMatchObject({ ok: true })
  await slack.clock.advanceTo(until)
  expect(await send('e2', other)).toMatchObject({ ok: true })
  await slack.close()
})
