import { afterEach, beforeEach, expect, test } from 'vitest'
import type { SlackPerson } from '../../servers/slack/person.ts'
import { openWholeBot, type WholeBot } from './open-whole-bot.ts'

let bot: WholeBot
let olga: SlackPerson
let mitch: SlackPerson
beforeEach(async () => {
  bot = await openWholeBot()
  const people = await bot.aWatchedChannelWithVolunteers()
  olga = people.olga
  mitch = people.mitch
})
afterEach(() => bot.close())

const wheel = 'Does anyone know how to fix a bicycle wheel?'

test.each(['public', 'private'] as const)(
  'a %s channel that is watched before Askaround is in it: the organiser is told at once, and it listens once it is invited',
  async (kind) => {
    const { id } = bot.workspace.addChannel('bikes', kind, [olga.id, mitch.id])
    bot.workspace.channels.get(id)!.members.delete(bot.workspace.botUser)
    await olga.runs(bot.general, `/askaround watch <#${id}|bikes>`)
    await bot.settle()
    expect(bot.lastOf(olga).text).toContain('/invite @Askaround')
    await mitch.says(id, wheel)
    await bot.settle()
    expect(bot.read(mitch, id).join()).not.toContain('before you say yes')

    await olga.invitesAskaround(id)
    await mitch.says(id, wheel)
    await bot.settle()
    expect(bot.read(mitch, id).join()).toContain('before you say yes')
    await olga.runs(bot.general, '/askaround status')
    await bot.settle()
    expect(bot.lastOf(olga).text).not.toContain('/invite')
  },
)

test('what is said between the invitation and a start is read, what was said before it is not', async () => {
  const { id } = bot.workspace.addChannel('bikes', 'public', [olga.id, mitch.id])
  bot.workspace.channels.get(id)!.members.delete(bot.workspace.botUser)
  await olga.runs(bot.general, `/askaround watch <#${id}|bikes>`)
  const ada = bot.person('Ada')
  await ada.says(id, wheel)
  await bot.settle()
  await olga.invitesAskaround(id)
  await bot.settle()
  await bot.stop()
  const said = mitch.says(id, wheel)
  bot.server.delivery.giveUp()
  await said
  await bot.start()
  await bot.until(() => bot.read(mitch, id).join().includes('before you say yes'))
  expect(bot.read(ada, id).join()).not.toContain('before you say yes')
})
