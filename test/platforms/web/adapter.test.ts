import { describe, expect, test } from 'vitest'
import { firstChannels } from '../../../src/platforms/web/first-channels.ts'
import { channelNamed } from '../../../src/platforms/web/ids.ts'
import { createHooks, createMemoryKeep } from './memory-hooks.ts'
import { openWebPlatform } from './open-platform.ts'

const general = 'web:c:general'
const says = (text: string) => ({ blocks: [{ type: 'text' as const, spans: [text] }] })

describe('what people do', () => {
  test('a name is one person, and the first to come administers', async () => {
    const { client, platform } = await openWebPlatform()
    const mitch = await client.signIn('Mitch', { timeZone: 'America/Winnipeg', locale: 'en-CA' })
    const ada = await client.signIn('Ada')
    expect(await client.signIn('mitch ')).toBe(mitch)
    expect(await platform.person(mitch)).toEqual({
      account: mitch,
      name: 'Mitch',
      admin: true,
      locale: 'en',
      timeZone: 'America/Winnipeg',
    })
    expect((await platform.person(ada))?.admin).toBe(false)
  })

  test('whoever the settings name administers, also who came before they were named', async () => {
    const keep = createMemoryKeep()
    const first = await openWebPlatform({}, createHooks(keep))
    const [, ada, eve] = [
      await first.client.signIn('Mitch'),
      await first.client.signIn('Ada'),
      await first.client.signIn('Eve'),
    ]
    const { platform } = await openWebPlatform({ organiserNames: ['ada'] }, createHooks(keep))
    expect([(await platform.person(ada))?.admin, (await platform.person(eve))?.admin]).toEqual([true, false])
  })

  test("the moderators' channel is read by those alone who are named for it", async () => {
    const channels = firstChannels({ name: '#Mods', members: ['Ada'] })
    const { client, platform } = await openWebPlatform({ channels })
    const [mitch, ada] = [await client.signIn('Mitch'), await client.signIn('Ada')]
    const theirs = channelNamed('#Mods')
    expect(client.conversations(ada).channels.map(({ channel }) => channel)).toContain(theirs)
    expect(await platform.readers(theirs, [mitch, ada])).toEqual(new Set([ada]))
    expect(client.conversations(mitch).channels.map(({ name }) => name)).toEqual(['general', 'help', 'random'])
  })

  test("a moderators' channel may be one of the usual ones; it is theirs alone then", () => {
    expect(firstChannels({ name: 'random', members: ['Ada'] }).map(({ name, members }) => [name, members])).toEqual([
      ['general', undefined],
      ['help', undefined],
      ['random', ['Ada']],
    ])
  })

  test.each(['', '   ', 'askaround', 'a\u202eb', 'x'.repeat(41)])('the name %j is refused', async (name) => {
    const { client } = await openWebPlatform()
    await expect(client.signIn(name)).rejects.toThrow()
  })

  test('coming and leaving are told', async () => {
    const { client, hooks, platform } = await openWebPlatform()
    const mitch = await client.signIn('Mitch')
    await client.leave(mitch)
    expect(hooks.events.map(({ type }) => type)).toEqual(['member-joined', 'member-left'])
    expect(await platform.readers(general, [mitch])).toEqual(new Set())
    expect(await platform.openDm(mitch)).toEqual({ ok: false, failure: { type: 'closed-dms' } })
  })

  test('only its author changes a message, and nobody writes where they may not read', async () => {
    const { client, platform } = await openWebPlatform()
    const [mitch, ada] = [await client.signIn('Mitch'), await client.signIn('Ada')]
    const secret = await platform.createChannel({ name: 'board', members: ['Mitch'] })
    const message = await client.postMessage(mitch, secret, 'the numbers')
    await expect(client.editMessage(ada, message, 'other numbers')).rejects.toThrow('Only its author')
    await expect(client.deleteMessage(ada, message)).rejects.toThrow('Only its author')
    await expect(client.postMessage(ada, secret, 'hello')).rejects.toThrow('cannot write here')
    await expect(client.chooseMessage(ada, message)).rejects.toThrow('gone')
    expect(await client.messages(secret, ada)).toEqual([])
    expect(client.conversations(ada).channels.map(({ name }) => name)).not.toContain('board')
  })

  test('a message whose thread goes on keeps its place without its words', async () => {
    const { client, platform } = await openWebPlatform()
    const mitch = await client.signIn('Mitch')
    const message = await client.postMessage(mitch, general, 'private after all')
    await platform.openThread('e1', message, 'A thread')
    await client.deleteMessage(mitch, message)
    const [shown] = await client.messages(general, mitch)
    expect(shown).toMatchObject({ removed: true, text: '', thread: { title: 'A thread', replies: 0 } })
    expect(await platform.fetchMessage(message)).toEqual({ ok: false, failure: { type: 'gone' } })
  })

  test('a thread counts its messages, and older ones are read page by page', async () => {
    const { client, platform } = await openWebPlatform()
    const mitch = await client.signIn('Mitch')
    const root = await client.postMessage(mitch, general, 'root')
    const thread = await platform.openThread('e1', root, 'A thread')
    if (!thread.ok) throw new Error('no thread')
    const sent = await Promise.all(
      Array.from({ length: 130 }, (_, i) => client.postMessage(mitch, thread.value, `reply ${i}`)),
    )
    const last = await client.messages(thread.value, mitch, { limit: 30 })
    const earlier = await client.messages(thread.value, mitch, { before: last[0]!.message, limit: 200 })
    expect([...earlier, ...last].map(({ message }) => message)).toEqual(sent)
    expect((await client.messages(general, mitch))[0]?.thread?.replies).toBe(130)
  })
})

describe('commands', () => {
  test('options are read, with references for channels and members', async () => {
    const { client, hooks } = await openWebPlatform()
    const mitch = await client.signIn('Mitch')
    await client.runCommand(mitch, general, '/ask could I borrow a ladder')
    await client.runCommand(mitch, general, '/askaround watch #help offer')
    await client.runCommand(mitch, general, '/askaround organiser @mitch')
    expect(hooks.events.slice(1)).toMatchObject([
      {
        type: 'command-run',
        command: 'ask',
        values: { text: 'could I borrow a ladder' },
        channel: general,
        account: mitch,
      },
      { command: 'askaround', values: { subcommand: 'watch', channel: 'web:c:help', mode: 'offer' } },
      { command: 'askaround', values: { subcommand: 'organiser', member: mitch } },
    ])
  })

  test('what cannot be meant is answered with what to type', async () => {
    const { client, hooks } = await openWebPlatform()
    const mitch = await client.signIn('Mitch')
    await expect(client.runCommand(mitch, general, '/aks a ladder')).rejects.toThrow('Did you mean /ask?')
    await expect(client.runCommand(mitch, general, '/askaround watch #nowhere')).rejects.toThrow('no channel #nowhere')
    await expect(client.runCommand(mitch, general, '/askaround organiser @nobody')).rejects.toThrow(
      'Nobody called nobody',
    )
    expect(hooks.events).toHaveLength(1)
  })
})

describe('commands with a form', () => {
  test('/volunteer alone opens its form at once, and nothing is told before it is sent', async () => {
    const { client, hooks } = await openWebPlatform()
    const mitch = await client.signIn('Mitch')
    const { form, action } = await client.runCommand(mitch, general, '/volunteer')
    expect(form?.fields.map(({ name }) => name)).toEqual(['topics', 'places'])
    expect(hooks.events.slice(1)).toEqual([])
    await client.submitCommandForm(mitch, general, action!, { topics: ' bikes ', places: '', other: 'x' })
    expect(hooks.events.slice(1)).toMatchObject([
      {
        type: 'form-submitted',
        action: 'volunteer',
        subject: 'me',
        values: { topics: 'bikes', places: '' },
        account: mitch,
        conversation: general,
        interaction: expect.any(String),
      },
    ])
  })

  test('/privacy erase asks by its form; /volunteer with words and /privacy alone are run', async () => {
    const { client, hooks } = await openWebPlatform()
    const mitch = await client.signIn('Mitch')
    expect(await client.runCommand(mitch, general, '/privacy erase')).toMatchObject({ action: 'privacy.erase' })
    expect(hooks.events).toHaveLength(1)
    expect(await client.runCommand(mitch, general, '/volunteer bikes')).toEqual({})
    expect(await client.runCommand(mitch, general, '/privacy')).toEqual({})
    expect(hooks.events.slice(1)).toMatchObject([{ command: 'volunteer' }, { command: 'privacy' }])
  })

  test('what does not fit is refused before the bot hears of it', async () => {
    const { client, hooks } = await openWebPlatform()
    const mitch = await client.signIn('Mitch')
    const submit = (action: string) => client.submitCommandForm(mitch, general, action, { topics: ' ' })
    await expect(submit('volunteer')).rejects.toMatchObject({ problems: { topics: 'problem.field-missing' } })
    for (const action of ['ping.help', 'profile.stop', 'toString'])
      await expect(submit(action)).rejects.toThrow('no longer there')
    expect(hooks.events).toHaveLength(1)
  })

  test('nobody sends one from where they may not read', async () => {
    const { client, platform } = await openWebPlatform()
    const mitch = await client.signIn('Mitch')
    const secret = await platform.createChannel({ name: 'board', members: ['Ada'] })
    await expect(client.submitCommandForm(mitch, secret, 'volunteer', { topics: 'bikes' })).rejects.toThrow(
      'cannot write here',
    )
  })
})

describe('what lasts', () => {
  test('a restart loses nothing and gives no number twice', async () => {
    const keep = createMemoryKeep()
    const first = await openWebPlatform({}, createHooks(keep))
    const mitch = await first.client.signIn('Mitch')
    const message = await first.client.postMessage(mitch, general, 'before')
    await first.platform.send('e1', { conversation: general, onlyFor: mitch }, says('only you'), { notify: false })
    const seen = await first.client.messages(general, mitch)

    const second = await openWebPlatform({}, createHooks(keep))
    expect(await second.client.messages(general, mitch)).toEqual(seen)
    expect(await second.platform.findSent('e1', { conversation: general })).toBe(seen[1]!.message)
    const after = await second.client.postMessage(mitch, general, 'after')
    expect(new Set([message, after, ...seen.map((shown) => shown.message)]).size).toBe(3)
  })

  test('an event that a dying process did not hand over is delivered by the next, under the same id', async () => {
    const keep = createMemoryKeep()
    const dying = createHooks(keep)
    const first = await openWebPlatform({}, dying)
    const mitch = await first.client.signIn('Mitch')
    dying.refusing = true
    const message = await first.client.postMessage(mitch, general, 'anyone?')
    const hooks = createHooks(keep)
    await openWebPlatform({}, hooks)
    expect(hooks.events).toMatchObject([{ type: 'message-posted', message, text: 'anyone?' }])
  })

  test('a bot that cannot take events gets them as soon as it can, without anybody asking', async () => {
    const { client, hooks, clock } = await openWebPlatform()
    const mitch = await client.signIn('Mitch')
    hooks.refusing = true
    await client.postMessage(mitch, general, 'one')
    await client.postMessage(mitch, general, 'two')
    await clock.advanceTo(clock.now() + 10_000)
    hooks.refusing = false
    await clock.advanceTo(clock.now() + 60_000)
    expect(hooks.events.slice(1)).toMatchObject([{ text: 'one' }, { text: 'two' }])
  })

  test('a message costs one write', async () => {
    const keep = createMemoryKeep()
    const { client } = await openWebPlatform({}, createHooks(keep))
    const mitch = await client.signIn('Mitch')
    const before = keep.writes
    for (let i = 0; i < 100; i++) await client.postMessage(mitch, general, `message ${i}`)
    expect(keep.writes - before).toBeLessThanOrEqual(110)
  })

  test('a token for a private answer lapses', async () => {
    const { client, hooks, clock, platform } = await openWebPlatform()
    const mitch = await client.signIn('Mitch')
    await client.runCommand(mitch, general, '/requests')
    const event = hooks.events.at(-1)!
    if (!('interaction' in event)) throw new Error('no interaction')
    await clock.advanceTo(clock.now() + platform.limits.interactionLife)
    const answer = await platform.send('e1', { interaction: event.interaction }, says('too late'), { notify: false })
    expect(answer).toEqual({ ok: false, failure: { type: 'gone' } })
  })
})
