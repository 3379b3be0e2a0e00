import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Card, Form } from '../../../src/cards/card.ts'
import { accountRef, channelRef, interactionRef, spaceRef, threadRef } from '../../../src/platforms/discord/ids.ts'
import { limits } from '../../../src/platforms/discord/limits.ts'
import type { PlatformEvent } from '../../../src/platforms/platform.ts'
import type { DiscordPerson } from '../../servers/discord/person.ts'
import { openDiscord } from './open-platform.ts'

type Opened = Awaited<ReturnType<typeof openDiscord>>
let opened: Opened
let ada: DiscordPerson
let channel: string
beforeEach(async () => {
  opened = await openDiscord()
  ada = opened.discord.joins('Ada')
  channel = channelRef(opened.discord.guild, opened.general)
  await opened.settled()
})
afterEach(() => opened.close())

const CALLBACK = 'POST /interactions/:interaction/:token/callback'
const callbacks = () =>
  opened.discord.rest.received.filter(({ route }) => route === CALLBACK).map(({ body }) => body as { type: number })
const say = (text: string): Card => ({ blocks: [{ type: 'text', spans: [text] }] })
const told = <T extends PlatformEvent['type']>(type: T) =>
  opened.hooks.events.filter((event): event is Extract<PlatformEvent, { type: T }> => event.type === type)
const seen = () => ada.reads(opened.general).map(({ text }) => text)
const kept = async (prefix: string) => (await opened.hooks.keep.list(prefix)).length

async function post(card: Card): Promise<string> {
  const sent = await opened.platform.send('posted', { conversation: channel }, card, { notify: false })
  if (!sent.ok) throw new Error(sent.failure.type)
  return sent.value.split('.').at(-1)!
}
const button = (action: string, subject: string, label: string, form?: Form): Card => ({
  blocks: [
    { type: 'text', spans: ['Well?'] },
    { type: 'buttons', buttons: [{ action, subject, label, ...(form ? { form } : {}) }] },
  ],
})

describe('an interaction is acknowledged when it is stored, and not before', () => {
  test('while the record is being written, Discord waits', async () => {
    const message = await post(button('ping.not-now', 'r1.p1', 'Not now'))
    const stored = Promise.withResolvers<void>()
    const { accept } = opened.hooks
    let before: number | undefined
    opened.hooks.accept = async (event) => {
      before = callbacks().length
      stored.resolve()
      return accept(event)
    }
    await opened.restart()
    await ada.presses(opened.general, message, 'Not now')
    await stored.promise
    expect(before).toBe(0)
    expect(callbacks()).toEqual([{ type: 6 }])
  })

  test('what could not be stored is said to whoever pressed, and nothing else', async () => {
    const message = await post(button('ping.not-now', 'r1.p1', 'Not now'))
    opened.hooks.refusing = true
    await ada.presses(opened.general, message, 'Not now')
    await opened.settled()
    expect(seen().at(-1)).toContain('Please try again in a minute')
    expect(opened.discord.owner.reads(opened.general)).toHaveLength(1)
  })

  test('what Discord does not wait for any more is answered with nothing', async () => {
    const { accept } = opened.hooks
    opened.hooks.accept = async (event) => {
      await opened.clock.advanceTo(opened.clock.now() + 4000)
      return accept(event)
    }
    await opened.restart()
    void ada.runs(opened.general, 'requests')
    await opened.settled()
    const [run] = told('command-run')
    expect(await opened.platform.send('a1', { interaction: run!.interaction }, say('late'), { notify: false })).toEqual(
      {
        ok: false,
        failure: { type: 'gone' },
      },
    )
  })
})

describe('a private answer', () => {
  test('is seen by one person, in place of "thinking", and can be changed and taken back', async () => {
    await ada.runs(opened.general, 'requests')
    await opened.settled()
    const to = { interaction: told('command-run')[0]!.interaction }
    const sent = await opened.platform.send('a1', to, say('for you'), { notify: false })
    expect(seen()).toEqual(['for you'])
    expect(opened.discord.owner.reads(opened.general)).toEqual([])
    if (!sent.ok) throw new Error(sent.failure.type)
    await opened.platform.edit(sent.value, say('for you, again'))
    expect(seen()).toEqual(['for you, again'])
    await opened.platform.remove(sent.value)
    expect(seen()).toEqual([])
  })

  test("is given also when the bot's fifty requests of this second are used up, for it does not count towards them", async () => {
    await ada.runs(opened.general, 'requests')
    await opened.settled()
    await Promise.all(Array.from({ length: 60 }, () => opened.platform.fetchMessage('discord:m:@me.1.1')))
    const to = { interaction: told('command-run')[0]!.interaction }
    expect(await opened.platform.send('a1', to, say('for you'), { notify: false })).toMatchObject({ ok: true })
  })

  test('that is ready before Discord was told that the command was taken waits for that', async () => {
    const { accept } = opened.hooks
    let answered: ReturnType<typeof opened.platform.send> | undefined
    opened.hooks.accept = async (event) => {
      await accept(event)
      if (event.type !== 'command-run') return
      answered = opened.platform.send('a1', { interaction: event.interaction }, say('for you'), { notify: false })
      // Time enough for an answer that does not wait.
      for (let turn = 0; turn < 500; turn++) await new Promise((resolve) => setImmediate(resolve))
    }
    await opened.restart()
    await ada.runs(opened.general, 'requests')
    await opened.settled()
    expect(await answered).toMatchObject({ ok: true })
    expect(seen()).toEqual(['for you'])
  })

  test('can be given by the next process', async () => {
    await ada.runs(opened.general, 'requests')
    await opened.settled()
    const to = { interaction: told('command-run')[0]!.interaction }
    await opened.restart()
    await opened.platform.send('a1', to, say('for you'), { notify: false })
    expect(seen()).toEqual(['for you'])
  })

  test('is late after fifteen minutes: the token is forgotten, and the bot itself stays signed in', async () => {
    await ada.runs(opened.general, 'requests')
    await opened.settled()
    const { interaction } = told('command-run')[0]!
    expect(await kept('i/')).toBe(1)
    await opened.clock.advanceTo(opened.clock.now() + limits.interactionLife)
    expect(await kept('i/')).toBe(0)
    const late = await opened.platform.send('a1', { interaction }, say('late'), { notify: false })
    expect(late).toEqual({ ok: false, failure: { type: 'gone' } })
    expect(
      await opened.platform.send('a2', { conversation: channel }, say('still here'), { notify: false }),
    ).toMatchObject({ ok: true })
  })

  test('refused for its token alone does not cost the bot its own', async () => {
    await ada.runs(opened.general, 'requests')
    await opened.settled()
    opened.discord.rest.fault('PATCH /webhooks/:application/:token/messages/:message', { status: 401, code: 50027 })
    const { interaction } = told('command-run')[0]!
    const refused = await opened.platform.send('a1', { interaction }, say('late'), { notify: false })
    expect(refused).toEqual({ ok: false, failure: { type: 'gone' } })
    await post(say('still here'))
    expect(opened.fatal).toEqual([])
  })

  test('that is longer than Discord takes is attached whole', async () => {
    await ada.runs(opened.general, 'privacy', { what: 'export' })
    await opened.settled()
    const text = Array.from({ length: 900 }, (_, i) => `"line ${i}": true`).join('\n')
    const card: Card = { blocks: [...say('All that is stored').blocks, { type: 'quote', author: 'Ada', text }] }
    const to = { interaction: told('command-run')[0]!.interaction }
    expect(await opened.platform.send('a1', to, card, { notify: false })).toMatchObject({ ok: true })
    expect(seen().at(-1)).toContain('All that is stored')
    const [file] = opened.discord.rest.received.flatMap(({ files }) => files)
    expect(file).toEqual({ name: 'askaround.txt', text: `All that is stored\nAda:\n${text}` })
  })

  test('puts each button below what it is about, and cuts what is too much', async () => {
    await ada.runs(opened.general, 'requests')
    await opened.settled()
    const blocks = Array.from({ length: 30 }, (_, i) => button('request.solved', `r${i}`, `Solve ${i}`).blocks).flat()
    const to = { interaction: told('command-run')[0]!.interaction }
    expect(await opened.platform.send('a1', to, { blocks }, { notify: false })).toMatchObject({ ok: true })
    expect(ada.reads(opened.general).at(-1)!.buttons.slice(0, 2)).toEqual(['Solve 0', 'Solve 1'])
  })
})

describe('forms', () => {
  const form: Form = {
    title: 'What do you suggest?',
    submit: 'Send',
    fields: [
      { name: 'text', label: 'Your suggestion', type: 'text', required: false, maxLength: 1500, value: 'as before' },
      {
        name: 'how',
        label: 'How',
        type: 'choice',
        required: true,
        value: 'thread',
        options: [
          { value: 'thread', label: 'In the thread' },
          { value: 'x'.repeat(300), label: 'Long' },
        ],
      },
    ],
  }

  test('open as the first answer, without a decision, as they stood on the message', async () => {
    const message = await post(button('ping.help', 'r1.p1', 'I can help', form))
    await ada.presses(opened.general, message, 'I can help')
    await opened.settled()
    expect(callbacks().map(({ type }) => type)).toEqual([9])
    expect(told('button-pressed')).toEqual([])
    expect(told('form-submitted')).toEqual([])
    expect(ada.form()).toMatchObject({ title: 'What do you suggest?' })
    await ada.fills({})
    await opened.settled()
    expect(told('form-submitted')).toMatchObject([
      { action: 'ping.help', subject: 'r1.p1', values: { text: 'as before', how: 'thread' } },
    ])
  })

  test('that do not fit are told nobody: what is wrong is said, and they open again as they were filled in', async () => {
    const message = await post(button('ping.help', 'r1.p1', 'I can help', form))
    await ada.presses(opened.general, message, 'I can help')
    await ada.fills({ text: ' ', how: 'In the thread' })
    await opened.settled()
    expect(told('form-submitted')).toEqual([])
    const again = ada.reads(opened.general).at(-1)!
    expect(again.text).toContain('Please write what you suggest')
    await ada.presses(opened.general, again.id, again.buttons[0]!)
    await ada.fills({ text: 'ask Joel' })
    await opened.settled()
    expect(told('form-submitted')).toMatchObject([{ values: { text: 'ask Joel', how: 'thread' } }])
  })

  test('whose message the bot does not know any more say so', async () => {
    const message = await post(button('ping.help', 'r1.p1', 'I can help', form))
    for (const { key } of await opened.hooks.keep.list('f/')) await opened.hooks.keep.put({ [key]: undefined })
    await ada.presses(opened.general, message, 'I can help')
    expect(seen().at(-1)).toContain('/help')
  })

  test('of a command open at once, and are answered privately', async () => {
    await ada.runs(opened.general, 'volunteer')
    expect(ada.form()).toMatchObject({ title: expect.any(String) })
    await ada.fills({ topics: 'ladders', places: 'Winnipeg' })
    await opened.settled()
    const [sent] = told('form-submitted')
    expect(sent).toMatchObject({
      action: 'volunteer',
      subject: 'me',
      values: { topics: 'ladders', places: 'Winnipeg' },
    })
    await opened.platform.send('a1', { interaction: sent!.interaction }, say('welcome'), { notify: false })
    expect(seen()).toEqual(['welcome'])
  })

  test('behind a menu open as well', async () => {
    const menu: Card = {
      blocks: [
        {
          type: 'menu',
          label: '⋯',
          items: [
            { action: 'ping.why', subject: 'r1.p1', label: 'Why me' },
            { action: 'ping.report', subject: 'r1.p1', label: 'Report', form },
          ],
        },
      ],
    }
    const message = await post(menu)
    await ada.presses(opened.general, message, 'Report')
    expect(ada.form()).toMatchObject({ title: 'What do you suggest?' })
    await ada.presses(opened.general, message, 'Why me')
    await opened.settled()
    expect(told('button-pressed')).toMatchObject([{ action: 'ping.why', subject: 'r1.p1' }])
  })
})

describe('commands', () => {
  const CREATE = 'POST /applications/:application/commands'
  const created = () => opened.discord.rest.received.filter(({ route }) => route === CREATE).length

  test('are tried again when Discord does not take them at the start, and everybody is served meanwhile', async () => {
    await opened.restart(() => {
      opened.discord.world.commands.clear()
      opened.discord.rest.fault('GET /applications/:application/commands', { status: 503 })
    })
    ada.says(opened.general, 'need a ladder')
    await opened.settled()
    expect(told('message-posted')).toHaveLength(1)
    expect(opened.discord.world.commands.size).toBe(0)
    await opened.clock.advanceTo(opened.clock.now() + 5 * 60_000)
    expect(opened.discord.world.commands.get('global')?.map(({ name }) => name)).toContain('ask')
  })

  test('are registered by difference: nothing when nothing changed, else what did', async () => {
    const first = created()
    expect(first).toBeGreaterThan(5)
    await opened.restart()
    expect(created()).toBe(first)
    const registered = opened.discord.world.commands.get('global')!
    Object.assign(registered.find(({ name }) => name === 'ask')!, { description: 'changed by hand' })
    registered.push({ ...registered[0]!, id: '1', name: 'old' })
    await opened.restart()
    expect(created()).toBe(first + 1)
    expect(opened.discord.world.commands.get('global')!.map(({ name }) => name)).not.toContain('old')
  })

  test('come with references in place of channels and people, and with the channel above a thread', async () => {
    const root = ada.says(opened.general, 'need a ladder')
    ada.opensThread(opened.general, root, 'Ladder')
    await opened.settled()
    await ada.runs(root, 'askaround', { subcommand: 'watch', channel: opened.general, mode: 'offer' })
    await ada.runs(opened.general, 'askaround', { subcommand: 'organiser', member: ada.id })
    await ada.runs(opened.general, 'askaround', { subcommand: 'limit', pings: '3' })
    await opened.settled()
    expect(told('command-run')).toMatchObject([
      {
        values: { subcommand: 'watch', channel, mode: 'offer' },
        conversation: threadRef(opened.discord.guild, root),
        channel,
      },
      { values: { subcommand: 'organiser', member: accountRef(ada.id) }, space: spaceRef(opened.discord.guild) },
      { values: { subcommand: 'limit', pings: '3' } },
    ])
  })

  test('run in a direct message belong to the server where that person was last active', async () => {
    await ada.runs(opened.general, 'requests')
    const { channel: dm } = ada.writesToBot('hi')
    await ada.runs(dm, 'requests')
    await opened.settled()
    const run = told('command-run').at(-1)!
    expect(run).toMatchObject({ space: spaceRef(opened.discord.guild), conversation: `discord:d:${dm}` })
    expect(run.channel).toBeUndefined()
    expect(run.interaction).toBe(interactionRef(run.id.split('.').at(-1)!))
  })

  test('offer topics and places while they are typed, after the ones that stand there', async () => {
    const asked: unknown[] = []
    const own = await openDiscord({
      suggest: async (typing) => {
        asked.push(typing)
        return ['winnipeg beach', 'winnipeg']
      },
    })
    const bob = own.discord.joins('Bob')
    await own.settled()
    expect(await bob.types(own.general, 'volunteer', 'places', 'Brandon, winn')).toEqual([
      { name: 'Brandon, winnipeg beach', value: 'Brandon, winnipeg beach' },
      { name: 'Brandon, winnipeg', value: 'Brandon, winnipeg' },
    ])
    expect(asked).toEqual([
      { what: 'places', start: 'winn', account: accountRef(bob.id), spaces: [spaceRef(own.discord.guild)] },
    ])
    await own.close()
  })

  test('"Ask around about this" wants what a person wrote', async () => {
    const message = await post(say('my own words'))
    await ada.chooses(opened.general, message, 'Ask around about this')
    await opened.settled()
    expect(told('message-chosen')).toEqual([])
    expect(seen().at(-1)).toContain('choose what a person wrote')
  })
})
