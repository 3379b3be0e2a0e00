import { afterEach, expect, test } from 'vitest'
import type { PlatformEvent } from '../../../src/platforms/platform.ts'
import { createSlackPlatform } from '../../../src/platforms/slack/adapter.ts'
import { accountRef, conversationRef, messageRef } from '../../../src/platforms/slack/ids.ts'
import { createPerson } from '../../servers/slack/person.ts'
import { createHooks } from '../web/memory-hooks.ts'
import { openSlack } from './open-platform.ts'

let closers: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const close of closers) await close()
  closers = []
})

type Posted = Extract<PlatformEvent, { type: 'message-posted' }>
const posted = (events: PlatformEvent[]) => events.filter((event): event is Posted => event.type === 'message-posted')

/** The process ends; people go on; another process begins with what was kept. */
async function whileAway(people: (slack: Awaited<ReturnType<typeof openSlack>>) => Promise<void>, before = people) {
  const hooks = createHooks()
  const slack = await openSlack({ mode: 'http', hooks })
  closers.push(() => slack.server.close())
  if (before !== people) await before(slack)
  const toldBefore = hooks.events.length
  await slack.platform.stop()
  await people(slack)
  slack.server.delivery.giveUp()
  const again = createSlackPlatform(slack.settings)
  closers.unshift(() => again.stop())
  await slack.connect(again)
  return { slack, again, hooks, caughtUp: posted(hooks.events.slice(toldBefore)) }
}

test('what was said in channels, request threads and direct messages while the process was away is told, once and in order', async () => {
  let ladder = ''
  let dm = ''
  const { slack, hooks, caughtUp } = await whileAway(
    async ({ general, workspace, server }) => {
      const [mitch] = [...workspace.users.values()].filter(({ name }) => name === 'Mitch')
      const person = createPerson(server, workspace, mitch!)
      await person.says(general, 'second')
      await person.says(general, 'I have one', { thread: ladder })
      await person.says(dm, 'what now')
      await person.says(general, 'third')
    },
    async ({ person, general, platform }) => {
      const mitch = person('Mitch')
      ladder = await mitch.says(general, 'need a ladder')
      const team = 'T1'
      await platform.openThread('t1', messageRef({ team, channel: general, ts: ladder }), 'Ladder')
      await mitch.says(general, 'mine is lent', { thread: ladder })
      const opened = await platform.openDm(accountRef(team, mitch.id))
      dm = opened.ok ? opened.value.split('.')[1]! : ''
      await mitch.says(dm, 'hello')
    },
  )
  expect(caughtUp.map(({ text, where }) => [where, text])).toEqual([
    ['channel', 'second'],
    ['channel', 'third'],
    ['dm', 'what now'],
    ['thread', 'I have one'],
  ])
  expect(caughtUp.find(({ where }) => where === 'thread')).toMatchObject({
    channel: conversationRef({ team: 'T1', channel: slack.general }),
    root: messageRef({ team: 'T1', channel: slack.general, ts: ladder }),
  })
  const ids = posted(hooks.events).map(({ id }) => id)
  // Slack tries again as well; it is the same event.
  await slack.server.delivery.redeliver()
  expect(new Set(posted(hooks.events).map(({ id }) => id))).toEqual(new Set(ids))
})

test('what was said before Askaround came is none of its business', async () => {
  const hooks = createHooks()
  const slack = await openSlack({ mode: 'http', hooks, start: false })
  closers.push(slack.close)
  const mitch = slack.person('Mitch')
  void mitch.says(slack.general, 'long ago')
  await slack.connect()
  expect(hooks.events).toEqual([])
})

test('a message that could not be stored is read again, and those after it are not skipped', async () => {
  const hooks = createHooks()
  const { accept } = hooks
  let refused = 'need a ladder'
  hooks.accept = async (event) => {
    if (event.type === 'message-posted' && event.text === refused) throw new Error('the record cannot be written')
    return accept(event)
  }
  const slack = await openSlack({ mode: 'http', hooks })
  closers.push(() => slack.server.close())
  const mitch = slack.person('Mitch')
  await mitch.says(slack.general, 'first')
  await mitch.says(slack.general, 'need a ladder')
  await mitch.says(slack.general, 'last')
  await slack.platform.stop()
  refused = ''
  const again = createSlackPlatform(slack.settings)
  closers.unshift(() => again.stop())
  await slack.connect(again)
  expect(posted(hooks.events).map(({ text }) => text)).toContain('need a ladder')
})

test('what is older than a week is let be: whether it was taken is not known any more', async () => {
  const hooks = createHooks()
  const slack = await openSlack({ mode: 'http', hooks })
  closers.push(() => slack.server.close())
  const mitch = slack.person('Mitch')
  await mitch.says(slack.general, 'taken')
  await slack.platform.stop()
  const away = async (text: string) => {
    const said = mitch.says(slack.general, text)
    slack.server.delivery.giveUp()
    await said
  }
  await away('eight days ago')
  await slack.clock.advanceTo(slack.clock.now() + 2 * 24 * 3_600_000)
  await away('six days ago')
  await slack.clock.advanceTo(slack.clock.now() + 6 * 24 * 3_600_000)
  const again = createSlackPlatform(slack.settings)
  closers.unshift(() => again.stop())
  await slack.connect(again)
  expect(new Set(posted(hooks.events).map(({ text }) => text))).toEqual(new Set(['taken', 'six days ago']))
})

test('a long gap is read page by page, and a limit on reading is waited for', async () => {
  const hooks = createHooks()
  const slack = await openSlack({ mode: 'http', hooks })
  closers.push(() => slack.server.close())
  await slack.platform.stop()
  const ada = slack.person('Ada')
  await slack.clock.advanceTo(slack.clock.now() + 1000)
  const lines = Array.from({ length: 450 }, (_, i) => `line ${i}`)
  await Promise.all(lines.map((line) => ada.says(slack.general, line)))
  slack.server.faults.next('conversations.history', { type: 'rate-limit', seconds: 20 })
  const again = createSlackPlatform(slack.settings)
  closers.unshift(() => again.stop())
  const connected = slack.connect(again)
  const limited = slack.clock.now() + 20_000
  await expect.poll(() => slack.clock.next()).toBe(limited)
  expect(hooks.events).toEqual([])
  await slack.clock.advanceTo(limited)
  await connected
  expect(posted(hooks.events).map(({ text }) => text)).toEqual(lines)
})

test.each(['socket', 'http'] as const)(
  'what Slack left out because there was too much of it is read, by %s',
  async (mode) => {
    const slack = await openSlack({ mode })
    closers.push(slack.close)
    const mitch = slack.person('Mitch')
    await mitch.says(slack.general, 'first')
    slack.workspace.channels
      .get(slack.general)!
      .messages.push({ ts: slack.workspace.nextTs(), user: mitch.id, text: 'left out' })
    await slack.server.delivery.deliver('events_api', {
      ...{ type: 'app_rate_limited', token: 'verification-token', team_id: 'T1', api_app_id: 'A0ASK' },
      minute_rate_limited: 1518467820,
    })
    await expect.poll(() => posted(slack.hooks.events).map(({ text }) => text)).toContain('left out')
  },
)

test('a message that comes while a gap is still being read does not close the gap', async () => {
  const hooks = createHooks()
  const slack = await openSlack({ mode: 'http', hooks })
  closers.push(() => slack.server.close())
  const mitch = slack.person('Mitch')
  await mitch.says(slack.general, 'before')
  await slack.platform.stop()
  await mitch.says(slack.general, 'while away')
  // The second process dies before it has read what was said.
  slack.server.faults.next('conversations.history', { type: 'rate-limit', seconds: 60 })
  const second = createSlackPlatform(slack.settings)
  await second.start(hooks)
  slack.server.delivery.sendTo(`http://127.0.0.1:${second.port}/slack/events`)
  await mitch.says(slack.general, 'afterwards')
  await second.stop()
  const third = createSlackPlatform(slack.settings)
  closers.unshift(() => third.stop())
  await slack.connect(third)
  expect(posted(hooks.events).map(({ text }) => text)).toContain('while away')
})

test('a direct message that somebody began is read again too', async () => {
  let dm = ''
  const { caughtUp } = await whileAway(
    async ({ server, workspace }) => {
      const [mitch] = [...workspace.users.values()].filter(({ name }) => name === 'Mitch')
      await createPerson(server, workspace, mitch!).says(dm, 'still there?')
    },
    async ({ person, workspace }) => {
      const mitch = person('Mitch')
      dm = workspace.im(mitch.id).id
      await mitch.says(dm, 'hello')
    },
  )
  expect(caughtUp.map(({ text }) => text)).toEqual(['still there?'])
})

test('what became of messages that matter while the process was away is told: edits, deletions, and nothing of what is out of reach', async () => {
  let edited = ''
  let deleted = ''
  let untouched = ''
  let aside = ''
  const hooks = createHooks()
  const slack = await openSlack({ mode: 'http', hooks })
  closers.push(() => slack.server.close())
  const mitch = slack.person('Mitch')
  const closed = slack.workspace.addChannel('closed', 'private', [mitch.id])
  edited = await mitch.says(slack.general, 'need a ladder')
  deleted = await mitch.says(slack.general, 'need a drill')
  untouched = await mitch.says(slack.general, 'need a saw')
  const reply = await mitch.says(slack.general, 'a long one', { thread: edited })
  aside = await mitch.says(closed.id, 'need a rope')
  const refOf = (ts: string, channel = slack.general, thread?: string) =>
    messageRef({ team: 'T1', channel, ts, ...(thread ? { thread } : {}) })
  hooks.follows = [
    ...[edited, deleted, untouched].map((ts) => refOf(ts)),
    refOf(reply, slack.general, edited),
    refOf(aside, closed.id),
  ]
  await slack.platform.stop()
  const before = hooks.events.length
  const away = [
    mitch.edits(slack.general, edited, 'need a long ladder'),
    mitch.deletes(slack.general, deleted),
    mitch.edits(slack.general, reply, 'a very long one'),
  ]
  slack.server.delivery.giveUp()
  await Promise.all(away)
  closed.members.delete(slack.workspace.botUser)

  const again = createSlackPlatform(slack.settings)
  closers.unshift(() => again.stop())
  await slack.connect(again)
  const told = () => [...new Map(hooks.events.slice(before).map((event) => [event.id, event])).values()]
  const whatBecame = told()
  expect(whatBecame).toMatchObject([
    { type: 'message-edited', message: refOf(edited), text: 'need a long ladder' },
    { type: 'message-deleted', message: refOf(deleted) },
    { type: 'message-edited', message: refOf(reply, slack.general, edited), text: 'a very long one' },
  ])
  // Slack tries again as well: it is the same event.
  await slack.server.delivery.redeliver()
  expect(told()).toHaveLength(whatBecame.length)
})
