import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Card } from '../../../src/cards/card.ts'
import { accountRef, channelRef, messageRef, spaceRef } from '../../../src/platforms/discord/ids.ts'
import { openDiscord } from './open-platform.ts'

type Opened = Awaited<ReturnType<typeof openDiscord>>
const hello: Card = { blocks: [{ type: 'text', spans: ['hello'] }] }
const SEND = '2048'
const THREADS = String(1n << 35n)

let opened: Opened
beforeEach(async () => {
  opened = await openDiscord({ introducesItself: true })
  await opened.settled()
})
afterEach(() => opened.close())

const read = () => {
  const { owner } = opened.discord
  return owner.reads(owner.dm()).map(({ text }) => text)
}
let effects = 0
const send = () =>
  opened.platform.send(
    `effect-${++effects}`,
    { conversation: channelRef(opened.discord.guild, opened.general) },
    hello,
    { notify: false },
  )
const deny = async (bits: string) => {
  const { discord, general } = opened
  discord.changesPermissions(general, bits ? [{ id: discord.guild, type: 0, allow: '0', deny: bits }] : [])
  await opened.settled()
}

test('whose a server is that the bot came into is told once', async () => {
  const { discord, hooks } = opened
  const told = () => hooks.events.filter(({ type }) => type === 'bot-added')
  const added = { space: spaceRef(discord.guild), account: accountRef(discord.owner.id) }
  expect(told()).toEqual([expect.objectContaining(added)])
  await opened.restart()
  expect(told()).toHaveLength(1)
})

test('a missing permission is named to the owner with its channel, once, and again when it was there in between', async () => {
  const missing = read
  await deny(SEND)
  expect(await send()).toMatchObject({ failure: { type: 'forbidden' } })
  expect(missing()).toEqual([expect.stringMatching(/#general of Winnipeg Helps.*: Send Messages\./)])
  await send()
  await opened.restart()
  await send()
  expect(missing()).toHaveLength(1)
  await deny('')
  await send()
  await deny(SEND)
  await send()
  expect(missing()).toHaveLength(2)
})

test('so is one that keeps the bot from opening a thread', async () => {
  const { discord, general, platform } = opened
  const root = discord.joins('Mitch').says(general, 'need a ladder')
  await deny(THREADS)
  const message = messageRef(discord.guild, general, root)
  expect(await platform.openThread('t1', message, 'Ladder')).toMatchObject({ failure: { type: 'forbidden' } })
  expect(read().at(-1)).toContain('Create Public Threads')
})

test('what is refused for another reason accuses no permission', async () => {
  opened.discord.rest.fault('POST /channels/:channel/messages', { status: 403, code: 160005 })
  await send()
  expect(read()).toEqual([])
})
