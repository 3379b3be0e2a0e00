import { afterEach, beforeEach, expect, test } from 'vitest'
import { conversationRef, spaceRef } from '../../../src/platforms/slack/ids.ts'
import { createPerson, type SlackPerson } from '../../servers/slack/person.ts'
import { openWholeBot, type WholeBot } from './open-whole-bot.ts'

let bot: WholeBot
let olga: SlackPerson
beforeEach(async () => {
  bot = await openWholeBot((workspace, server) => {
    olga = createPerson(server, workspace, workspace.addUser({ name: 'Olga', admin: true, owner: true }))
    workspace.addChannel('helpers')
    workspace.addChannel('mods', 'private')
  })
  await introduced()
})
afterEach(() => bot.close())

/** Her conversation with the bot, with the threads in it. */
const shown = () => {
  const place = bot.dmOf(olga)
  return olga.reads(place).flatMap((root) => [root, ...olga.reads(place, root.ts).slice(1)])
}
const dm = () => shown().map(({ text }) => text)
const withButton = (label: string) => shown().findLast(({ text }) => text.includes(`[${label}]`))!
/** Whose a workspace is, is found out in the background. */
const introduced = () =>
  expect
    .poll(
      async () => {
        await bot.settle(1)
        return dm()
      },
      { timeout: 20_000 },
    )
    .toHaveLength(1)
const community = async () => (await bot.running.bot.store.communityBySpace(spaceRef('T1')))!
const ref = (name: string) =>
  conversationRef({ team: 'T1', channel: [...bot.workspace.channels.values()].find((one) => one.name === name)!.id })

/** Opens the form of the newest message that has it, and fills it in. */
async function setsUp(form: Record<string, string>, button = 'Set up') {
  await olga.presses(bot.dmOf(olga), withButton(button).ts, button)
  await olga.submits({ mode: 'offer', ...form })
  await bot.settle()
}

test('the first start: the owner of the workspace is asked by direct message, once, and one form sets it up', async () => {
  expect(dm()[0]).toContain('I am in Lantern now.')
  expect(dm()[0]).toContain('I listen nowhere yet')
  await bot.stop()
  await bot.start()
  await bot.settle()
  expect(dm()).toHaveLength(1)

  await setsUp({ channels: '#general, helpers', moderators: '#mods', greeter: olga.id })
  expect(await community()).toMatchObject({
    channels: [
      { channel: ref('general'), mode: 'offer' },
      { channel: ref('helpers'), mode: 'offer' },
    ],
    moderatorsChannel: ref('mods'),
    // She named herself.
    greeters: [{ memberId: expect.any(String), agreed: true }],
  })
  expect(dm().join('\n')).toContain('Set up. It is now:')
  await olga.presses(bot.dmOf(olga), withButton('Our town').ts, 'Our town')
  await olga.submits({ places: 'Brandon, MB' })
  await bot.settle()
  expect(await community()).toMatchObject({ places: [expect.any(String)], timeZone: 'America/Winnipeg' })
  await olga.presses(bot.dmOf(olga), withButton('Post the card').ts, 'Post the card')
  await bot.settle()
  expect(bot.lastOf(olga).text).toContain("[I'd like to help]")

  const mitch = bot.person('Mitch')
  await mitch.says(bot.general, 'Does anyone know how to fix a bicycle wheel?')
  await bot.settle()
  expect(bot.lastOf(mitch).text).toContain('I know of nobody here who may know this.')
})

test('a name that is none comes back with all that was typed, and nothing of it is taken', async () => {
  await setsUp({ channels: '#general, #halp' })
  expect(dm().at(-1)).toContain('halp')
  expect((await community()).channels).toEqual([])
  await setsUp({ channels: '#general' }, 'Correct it')
  expect((await community()).channels).toEqual([{ channel: ref('general'), mode: 'offer' }])
})

test('an empty name is refused in the form itself', async () => {
  await olga.presses(bot.dmOf(olga), withButton('Set up').ts, 'Set up')
  const refused = await olga.submits({ channels: ' , ', mode: 'offer' })
  expect(JSON.stringify(refused)).toContain('Name at least one channel')
  expect(olga.form()).toBeDefined()
})

test('later, /askaround setup opens it filled in with how it is', async () => {
  await setsUp({ channels: 'general' })
  await olga.runs(bot.general, '/askaround setup')
  await bot.settle()
  await olga.presses(bot.general, bot.lastOf(olga).ts, 'Set up')
  expect(JSON.stringify(olga.form())).toContain('#general')
  await olga.submits({ channels: '#helpers', mode: 'desk' })
  await bot.settle()
  expect(await community()).toMatchObject({ channels: [{ channel: ref('helpers'), mode: 'desk' }] })
  expect(bot.lastOf(olga).text).toContain('is no help desk yet')
})
