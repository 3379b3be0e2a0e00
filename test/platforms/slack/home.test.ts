import { afterEach, beforeEach, expect, test } from 'vitest'
import type { SlackPerson } from '../../servers/slack/person.ts'
import { openWholeBot, type WholeBot } from './open-whole-bot.ts'

// The App Home keeps to the truth while it stands open.

let bot: WholeBot
let jonathan: SlackPerson
let mitch: SlackPerson
beforeEach(async () => {
  bot = await openWholeBot()
  const people = await bot.aWatchedChannelWithVolunteers()
  jonathan = people.jonathan
  mitch = people.mitch
})
afterEach(() => bot.close())

const shown = (who: SlackPerson) => JSON.stringify(who.home() ?? '')
const published = (who?: SlackPerson) =>
  bot.server.callsOf('views.publish').filter(({ given }) => !who || given.user_id === who.id)

test('what waits for me, my profile and my requests change there by themselves', async () => {
  await jonathan.opensHome()
  await mitch.opensHome()
  await bot.settle()
  expect(shown(jonathan)).not.toContain('fix a bicycle wheel?')

  await bot.asks(mitch, 'Does anyone know how to fix a bicycle wheel?')
  expect(shown(jonathan)).toContain('fix a bicycle wheel?')
  expect(shown(jonathan)).toContain('Not now')
  expect(shown(mitch)).toContain('fix a bicycle wheel?')

  const dm = bot.dmOf(jonathan)
  await jonathan.presses(dm, bot.lastOf(jonathan, dm).ts, 'Not now')
  await bot.settle()
  expect(shown(jonathan)).not.toContain('Not now')

  await jonathan.runs(bot.general, '/pause 1 week')
  await bot.settle()
  expect(shown(jonathan)).toContain('Ask me again')
})

test('a request that ends by itself is gone from the page of its asker', async () => {
  await bot.asks(mitch, 'Does anyone know how to fix a bicycle wheel before 11 am today?')
  await mitch.opensHome()
  await bot.settle()
  expect(shown(mitch)).toContain('Open, ')
  await bot.clock.advanceTo(bot.clock.now() + 65 * 60_000)
  await bot.settle()
  expect(shown(mitch)).not.toContain('Open, ')
})

test('who might help sees that a request opened, and that it is over, a little later', async () => {
  const ada = bot.person('Ada')
  await ada.runs(bot.general, '/volunteer')
  await ada.submits({ topics: 'bicycles, wheels', places: 'Winnipeg' })
  await ada.runs(bot.general, '/pause 1 week')
  await ada.opensHome()
  await bot.settle()
  const root = await bot.asks(mitch, 'Does anyone know how to fix a bicycle wheel?')
  await bot.settle(60)
  expect(shown(ada)).toContain('fix a bicycle wheel?')
  await mitch.deletes(bot.general, root)
  await bot.settle(70)
  expect(shown(ada)).not.toContain('fix a bicycle wheel?')
})

test('nobody who never opened it gets one, and a storm of changes makes at most one in five seconds', async () => {
  await jonathan.opensHome()
  await bot.settle()
  const before = published().length
  const began = bot.clock.now()
  for (let i = 0; i < 20; i++) await jonathan.runs(bot.general, i % 2 ? '/pause 1 week' : '/pause 2 weeks')
  await bot.asks(mitch, 'Does anyone know how to fix a bicycle wheel?')
  await bot.settle(20)
  expect(published(mitch)).toEqual([])
  const made = published(jonathan).length - before
  expect(made).toBeGreaterThan(0)
  expect(made).toBeLessThanOrEqual((bot.clock.now() - began) / 5000 + 1)
})

test('whoever erased themselves is not met again by a page that nobody asked for', async () => {
  await jonathan.opensHome()
  await bot.settle()
  await jonathan.runs(bot.general, '/privacy erase')
  await jonathan.submits({ confirm: 'erase' })
  await bot.settle()
  const { store } = bot.running.bot
  const account = `slack:a:T1.${jonathan.id}`
  expect(await store.memberByAccount(account, 'slack-T1')).toBeUndefined()
  const before = published(jonathan).length
  const ada = bot.person('Ada')
  await ada.runs(bot.general, '/volunteer')
  await ada.submits({ topics: 'bicycles, wheels', places: 'Winnipeg' })
  await bot.asks(mitch, 'Does anyone know how to fix a bicycle wheel?')
  await bot.settle(70)
  expect(published(jonathan)).toHaveLength(before)
  expect(await store.memberByAccount(account, 'slack-T1')).toBeUndefined()
})
