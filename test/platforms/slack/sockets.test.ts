import { afterEach, beforeEach, expect, test } from 'vitest'
import { createSlackPlatform } from '../../../src/platforms/slack/adapter.ts'
import type { SlackPerson } from '../../servers/slack/person.ts'
import { openSlack } from './open-platform.ts'

let slack: Awaited<ReturnType<typeof openSlack>>
let mitch: SlackPerson

beforeEach(async () => {
  slack = await openSlack()
  mitch = slack.person('Mitch')
})
afterEach(() => slack.close())

const told = () => slack.hooks.events.flatMap((event) => (event.type === 'message-posted' ? [event.text] : []))
const delivery = () => slack.server.delivery

test('two sockets are open, and messages come by either', async () => {
  expect(delivery().sockets()).toHaveLength(2)
  for (const text of ['one', 'two', 'three']) await mitch.says(slack.general, text)
  expect(told()).toEqual(['one', 'two', 'three'])
})

test.each(['warning', 'refresh_requested'] as const)(
  'when Slack recycles a socket (%s), another takes its place and nothing is missed',
  async (reason) => {
    const [first] = delivery().sockets()
    const read = slack.server.callsOf('conversations.history').length
    delivery().recycle(first!, reason)
    await mitch.says(slack.general, 'in between')
    await expect
      .poll(
        () =>
          delivery()
            .sockets()
            .filter((socket) => socket !== first).length,
      )
      .toBe(2)
    await mitch.says(slack.general, 'afterwards')
    expect(told()).toEqual(['in between', 'afterwards'])
    expect(slack.server.callsOf('conversations.history')).toHaveLength(read)
  },
)

test('when both are gone at once, what was said meanwhile is read as soon as there is one again', async () => {
  await mitch.says(slack.general, 'before')
  slack.server.faults.next('apps.connections.open', { type: 'status', status: 503 }, 2)
  for (const socket of delivery().sockets()) socket.terminate()
  await expect.poll(() => slack.clock.next() !== undefined && delivery().sockets().length === 0).toBe(true)
  const said = mitch.says(slack.general, 'nobody listens')
  await expect.poll(() => slack.lines.filter((line) => line.includes('trying again')).length).toBe(2)
  await slack.clock.advanceTo(slack.clock.now() + 2000)
  await delivery().untilConnected(2)
  await expect.poll(told).toEqual(['before', 'nobody listens'])
  delivery().giveUp()
  await said
  await delivery().redeliver()
  const ids = slack.hooks.events.map(({ id }) => id)
  // Slack delivers it as well, under the same id: the record knows it.
  expect(new Set(ids).size).toBe(2)
})

test('Slack being away for long neither ends the process nor is asked without end', async () => {
  slack.server.faults.next('apps.connections.open', { type: 'cut' }, 6)
  for (const socket of delivery().sockets()) socket.terminate()
  const warned = () => slack.lines.filter((line) => line.includes('trying again')).length
  for (const [waited, number] of [
    [0, 2],
    [1000, 4],
    [2000, 6],
  ] as const) {
    await slack.clock.advanceTo(slack.clock.now() + waited)
    await expect.poll(warned).toBe(number)
  }
  await slack.clock.advanceTo(slack.clock.now() + 4000)
  await delivery().untilConnected(2)
  expect(delivery().sockets()).toHaveLength(2)
})

test('when Slack says that sockets are asked for too often, it is asked again when it said', async () => {
  slack.server.faults.next('apps.connections.open', { type: 'rate-limit', seconds: 40 })
  const [first] = delivery().sockets()
  first!.terminate()
  const { clock } = slack
  await expect.poll(() => clock.next()).toBe(clock.now() + 40_000)
  await mitch.says(slack.general, 'by the other one')
  expect(told()).toEqual(['by the other one'])
  await clock.advanceTo(clock.now() + 40_000)
  await delivery().untilConnected(2)
  expect(delivery().sockets()).toHaveLength(2)
})

test('a start that asks for sockets too soon after another waits as long as Slack says, and misses nothing', async () => {
  await mitch.says(slack.general, 'before')
  await slack.platform.stop()
  slack.server.faults.next('apps.connections.open', { type: 'rate-limit', seconds: 40 }, 2)
  const again = createSlackPlatform(slack.settings)
  await again.start(slack.hooks)
  expect(delivery().sockets()).toHaveLength(0)
  void mitch.says(slack.general, 'nobody listens')
  await slack.clock.advanceTo(slack.clock.now() + 40_000)
  await delivery().untilConnected(2)
  await expect.poll(() => new Set(told())).toEqual(new Set(['before', 'nobody listens']))
  await again.stop()
})
