import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Card } from '../../src/cards/card.ts'
import type { Keep, Platform, PlatformEvent, SendTo } from '../../src/platforms/platform.ts'
import { keptOf } from '../../src/shared/ids.ts'

/** A started platform with people on it, for the suite that every platform passes. */
export interface OpenedPlatform {
  platform: Platform
  /** What the bot took, in order, every delivery counted. */
  events: PlatformEvent[]
  /** While on, the bot takes no event. */
  refuse(on: boolean): void
  /** What the platform does by itself in time, or when it reconnects: deliver again what was not taken. */
  redeliver(): Promise<void>
  people: PeopleDriver
  /** What the adapter keeps; absent where that is the chat itself. */
  keep?: Keep
  close(): Promise<void>
}

/** Does what people do on the platform. Everything resolves once the bot was told. */
export interface PeopleDriver {
  /** A channel called "general" that everybody reads. */
  channel: string
  /** A channel that only this account and the bot read. */
  privateChannel(account: string): Promise<string>
  setTopic(channel: string, topic: string): Promise<void>
  join(name: string): Promise<string>
  /** `replyTo`: as people answer to one message there. */
  post(account: string, conversation: string, text: string, replyTo?: string): Promise<string>
  edit(account: string, message: string, text: string): Promise<void>
  remove(account: string, message: string): Promise<void>
  press(account: string, message: string, action: string, subject: string): Promise<void>
  submit(
    account: string,
    message: string,
    action: string,
    subject: string,
    values: Record<string, string>,
  ): Promise<void>
  run(account: string, conversation: string, command: string): Promise<void>
  /** "Ask around about this" in a message's menu. */
  choose(account: string, message: string): Promise<void>
  closeDms(account: string): Promise<void>
  /** What this person sees there, threads in a direct conversation included, in order: the text as shown, and whom the message notifies. */
  seen(account: string, conversation: string): Promise<{ message: string; text: string; notified: string[] }[]>
}

/** What Askaround relies on, whatever the platform. */
export function platformContract(name: string, open: () => Promise<OpenedPlatform>) {
  describe(`${name} keeps the platform contract`, () => {
    let opened: OpenedPlatform
    let platform: Platform
    let people: PeopleDriver
    let mitch: string
    let ada: string
    let effects = 0

    beforeEach(async () => {
      opened = await open()
      platform = opened.platform
      people = opened.people
      mitch = await people.join('Mitch')
      ada = await people.join('Ada')
    })
    afterEach(() => opened.close())

    const say = (text: string): Card => ({ blocks: [{ type: 'text', spans: [text] }] })
    const send = (to: SendTo, card: Card, notify = false) =>
      platform.send(`effect-${++effects}`, to, card, { notify }).then(must)
    const texts = async (account: string, conversation: string) =>
      (await people.seen(account, conversation)).map(({ text }) => text)
    const told = <T extends PlatformEvent['type']>(type: T) =>
      opened.events.filter((event): event is Extract<PlatformEvent, { type: T }> => event.type === type)
    const shows = (text: string) => expect.stringContaining(text)

    describe('what the bot says', () => {
      test('a message is sent, edited in place and removed', async () => {
        const message = await send({ conversation: people.channel }, say('first words'))
        expect(await texts(ada, people.channel)).toEqual([shows('first words')])
        must(await platform.edit(message, say('other words')))
        expect(await texts(ada, people.channel)).toEqual([shows('other words')])
        must(await platform.remove(message))
        expect(await texts(ada, people.channel)).toEqual([])
      })

      test('repeating a send whose answer was lost shows one message', async () => {
        const to = { conversation: people.channel }
        const first = await platform.send('lost-answer', to, say('once'), { notify: false }).then(must)
        const found = platform.limits.repeat === 'safe' ? 'none' : await platform.findSent('lost-answer', to)
        if (found === 'none')
          expect(must(await platform.send('lost-answer', to, say('once'), { notify: false }))).toBe(first)
        expect(await texts(ada, people.channel)).toEqual([shows('once')])
      })

      test('two sends of the same effect at once show one message', async () => {
        if (platform.limits.repeat !== 'safe') return
        const to = { conversation: people.channel }
        const sends = ['a', 'b'].map(() => platform.send('racing', to, say('once'), { notify: false }))
        const [a, b] = (await Promise.all(sends)).map(must)
        expect(a).toBe(b)
        expect(await texts(ada, people.channel)).toHaveLength(1)
      })

      test('findSent finds what was sent, and never claims what was not', async () => {
        const to = { conversation: people.channel }
        expect(['none', 'cannot-know']).toContain(await platform.findSent('never-sent', to))
        const sent = await platform.send('was-sent', to, say('here'), { notify: false }).then(must)
        expect([sent, 'cannot-know']).toContain(await platform.findSent('was-sent', to))
      })

      test('a message has one thread, however often it is opened', async () => {
        const root = await people.post(mitch, people.channel, 'need a ladder')
        const thread = must(await platform.openThread('t1', root, 'Ladder'))
        expect(must(await platform.openThread('t2', root, 'Ladder'))).toBe(thread)
        await send({ conversation: thread }, say('in the thread'))
        expect((await texts(ada, thread)).at(-1)).toEqual(shows('in the thread'))
        expect(await texts(ada, people.channel)).toEqual([shows('need a ladder')])
      })

      test('a direct message is read by its receiver alone', async () => {
        const dm = must(await platform.openDm(ada))
        expect(must(await platform.openDm(ada))).toBe(dm)
        await send({ conversation: dm }, say('for Ada'), true)
        expect(await texts(ada, dm)).toEqual([shows('for Ada')])
        expect(await texts(mitch, dm)).toEqual([])
      })

      test('what follows a direct message hangs on it, and is said even when that was taken away', async () => {
        const dm = must(await platform.openDm(ada))
        const ping = await send({ conversation: dm }, say('can you help'), true)
        const other = await send({ conversation: dm }, say('something else'))
        const note = await send({ conversation: dm, replyTo: ping }, say('it was handled'))
        const seen = await people.seen(ada, dm)
        expect(seen.map(({ text }) => text)).toEqual(
          expect.arrayContaining([shows('can you help'), shows('something else'), shows('it was handled')]),
        )
        expect(await texts(mitch, dm)).toEqual([])
        must(await platform.edit(note, say('it was handled, thank you')))
        must(await platform.remove(other))
        must(await platform.remove(ping))
        await send({ conversation: dm, replyTo: other }, say('said all the same'))
        expect((await texts(ada, dm)).join()).toContain('said all the same')
      })

      test('where the platform has private replies, only their reader sees them', async () => {
        if (!platform.limits.privateReply) return
        const message = await send({ conversation: people.channel, onlyFor: mitch }, say('between us'))
        expect(await texts(mitch, people.channel)).toEqual([shows('between us')])
        expect(await texts(ada, people.channel)).toEqual([])
        const removed = await platform.remove(message)
        // Not every platform can take back what it showed to one person; then it says so.
        if (removed.ok) expect(await texts(mitch, people.channel)).toEqual([])
        else expect(removed).toEqual({ ok: false, failure: { type: 'forbidden' } })
      })

      test('the words of a message are read as they stand now', async () => {
        const message = await people.post(mitch, people.channel, 'first words')
        await people.edit(mitch, message, 'better words')
        expect(must(await platform.fetchMessage(message))).toMatchObject({ author: mitch, text: 'better words' })
      })
    })

    describe('what cannot be done is a value', () => {
      test('closed direct messages', async () => {
        await people.closeDms(ada)
        const opened = await platform.openDm(ada)
        const sent = opened.ok
          ? await platform.send('to-closed', { conversation: opened.value }, say('hello'), { notify: true })
          : opened
        expect(sent).toEqual({ ok: false, failure: { type: 'closed-dms' } })
      })

      test('what is gone', async () => {
        const message = await people.post(mitch, people.channel, 'never mind')
        await people.remove(mitch, message)
        const gone = { ok: false, failure: { type: 'gone' } }
        expect(await platform.fetchMessage(message)).toEqual(gone)
        expect(await platform.openThread('t1', message, 'Gone')).toEqual(gone)
        const own = await send({ conversation: people.channel }, say('soon gone'))
        await platform.remove(own)
        expect(await platform.edit(own, say('too late'))).toEqual(gone)
      })

      test("other people's words are not the bot's to edit", async () => {
        const message = await people.post(mitch, people.channel, 'my own words')
        expect(await platform.edit(message, say('not his words'))).toEqual({
          ok: false,
          failure: { type: 'forbidden' },
        })
        expect(await texts(ada, people.channel)).toEqual([shows('my own words')])
      })
    })

    describe('what people say is text', () => {
      const hostile = [
        '@everyone @here <@U1> <!channel> @Ada',
        '<script>alert(1)</script> <img src=x onerror=alert(1)> &lt;b&gt;',
        '[a bank](https://evil.example) <https://evil.example|a bank>',
        '> quote\n*bold* _it_ ~no~ `code` ```block``` ||spoiler|| # heading',
        '\u202Ereversed "quoted" \'single\'',
      ]
      test.each(hostile)('%j is shown verbatim and pings nobody', async (text) => {
        const card: Card = {
          blocks: [
            { type: 'quote', author: { type: 'person', name: 'Mitch', account: mitch }, text },
            { type: 'text', spans: ['said ', { type: 'strong', text: text.replaceAll('\n', ' ') }] },
          ],
        }
        await send({ conversation: people.channel }, card)
        const [shown] = await people.seen(ada, people.channel)
        for (const line of text.split('\n')) expect(shown?.text).toContain(line)
        expect(shown?.notified).toEqual([])
      })
    })

    describe('what the bot is told', () => {
      test('messages with their author, place and words', async () => {
        const message = await people.post(mitch, people.channel, 'need a ladder')
        const thread = must(await platform.openThread('t1', message, 'Ladder'))
        const reply = await people.post(ada, thread, 'I have one')
        const dm = must(await platform.openDm(ada))
        const aside = await people.post(ada, dm, 'what now')
        const known = { conversation: people.channel, where: 'channel' }
        expect(told('message-posted')).toMatchObject([
          { message, author: mitch, text: 'need a ladder', ...known },
          {
            message: reply,
            author: ada,
            text: 'I have one',
            where: 'thread',
            conversation: thread,
            channel: people.channel,
          },
          { message: aside, author: ada, text: 'what now', where: 'dm', conversation: dm },
        ])
      })

      test('which direct message a reply answers', async () => {
        const dm = must(await platform.openDm(ada))
        const pings = [
          await send({ conversation: dm }, say('can you help'), true),
          await send({ conversation: dm }, say('and with this'), true),
        ]
        await send({ conversation: dm, replyTo: pings[0]! }, say('it was handled'))
        const reply = await people.post(ada, dm, 'try Joel', pings[0])
        await people.post(ada, dm, 'which one')
        const [first, second] = told('message-posted')
        expect(first).toMatchObject({ where: 'dm', conversation: dm, message: reply, replyTo: { message: pings[0] } })
        expect(second).toMatchObject({ where: 'dm', conversation: dm, text: 'which one' })
        expect(second).not.toHaveProperty('replyTo')
      })

      test('edits and deletions', async () => {
        const message = await people.post(mitch, people.channel, 'first words')
        await people.edit(mitch, message, 'better words')
        await people.remove(mitch, message)
        expect(told('message-edited')).toMatchObject([{ message, text: 'better words' }])
        expect(told('message-deleted')).toMatchObject([{ message }])
      })

      test('edits and deletions of what was written to the bot', async () => {
        const dm = must(await platform.openDm(ada))
        const message = await people.post(ada, dm, 'ask Joel')
        await people.edit(ada, message, 'ask Jo')
        await people.remove(ada, message)
        expect(told('message-edited')).toMatchObject([{ message, text: 'ask Jo' }])
        expect(told('message-deleted')).toMatchObject([{ message }])
      })

      test('who joined', () => {
        expect(told('member-joined').map(({ account }) => account)).toEqual([mitch, ada])
      })

      test("nothing of the bot's own words", async () => {
        const message = await send({ conversation: people.channel }, say('hello'))
        await platform.edit(message, say('hello again'))
        await platform.remove(message)
        const types = ['message-posted', 'message-edited', 'message-deleted'] as const
        expect(types.flatMap((type) => told(type))).toEqual([])
      })

      test('a press carries who pressed what about whom, and can be answered privately', async () => {
        const message = await send({ conversation: people.channel }, withButtons)
        await people.press(ada, message, 'ping.decline', 'p1')
        const [press] = told('button-pressed')
        expect(press).toMatchObject({
          account: ada,
          action: 'ping.decline',
          subject: 'p1',
          conversation: people.channel,
        })
        await send({ interaction: press!.interaction }, say('between us'))
        expect((await texts(ada, people.channel)).at(-1)).toEqual(shows('between us'))
        expect((await texts(mitch, people.channel)).join()).not.toContain('between us')
      })

      test('a form carries its values, and nothing is told before it is sent', async () => {
        const message = await send({ conversation: people.channel }, withButtons)
        await people.submit(ada, message, 'ping.suggest', 'p1', { words: 'ask Joel', how: 'later' })
        expect(told('button-pressed')).toEqual([])
        expect(told('form-submitted')).toMatchObject([
          { account: ada, action: 'ping.suggest', subject: 'p1', values: { words: 'ask Joel', how: 'later' } },
        ])
      })

      test('a command carries its options and can be answered privately', async () => {
        await people.run(mitch, people.channel, '/ask could I borrow a ladder')
        const [run] = told('command-run')
        expect(run).toMatchObject({ account: mitch, command: 'ask', values: { text: 'could I borrow a ladder' } })
        expect(run?.channel).toBe(people.channel)
        await send({ interaction: run!.interaction }, say('between us'))
        expect(await texts(ada, people.channel)).toEqual([])
      })

      test('"Ask around about this" carries the chosen message and who chose it', async () => {
        const message = await people.post(mitch, people.channel, 'the door is stuck')
        await people.choose(ada, message)
        expect(told('message-chosen')).toMatchObject([
          { account: ada, message, author: mitch, text: 'the door is stuck', channel: people.channel },
        ])
      })

      test('every event has an id of its own', async () => {
        for (const text of ['one', 'two', 'two']) await people.post(mitch, people.channel, text)
        await people.run(mitch, people.channel, '/requests')
        await people.run(mitch, people.channel, '/requests')
        expect(new Set(opened.events.map(({ id }) => id)).size).toBe(opened.events.length)
      })

      test('what was not taken is delivered again, under the same id, until it is', async () => {
        opened.refuse(true)
        const message = await people.post(mitch, people.channel, 'anyone there')
        await opened.redeliver()
        expect(told('message-posted')).toEqual([])
        opened.refuse(false)
        await opened.redeliver()
        await opened.redeliver()
        const taken = told('message-posted')
        expect(taken).toMatchObject([{ message, text: 'anyone there' }])
        expect(new Set(taken.map(({ id }) => id)).size).toBe(1)
      })
    })

    describe('who reads what', () => {
      test('only those who may read a channel are its readers', async () => {
        const closed = await people.privateChannel(mitch)
        expect(await platform.readers(people.channel, [mitch, ada])).toEqual(new Set([mitch, ada]))
        expect(await platform.readers(closed, [mitch, ada])).toEqual(new Set([mitch]))
        expect(await platform.readers(people.channel, [])).toEqual(new Set())
      })

      test('a person has a name', async () => {
        expect(await platform.person(ada)).toMatchObject({ account: ada, name: 'Ada' })
      })
    })

    test('what is kept about somebody is found when they are erased, and nothing of them is kept elsewhere', async () => {
      const { keep } = opened
      if (!keep) return
      const dm = must(await platform.openDm(ada))
      await people.post(ada, dm, 'hello')
      const message = await send({ conversation: dm }, withButtons)
      await people.press(ada, message, 'ping.decline', 'p1')
      await people.run(ada, people.channel, '/requests')
      const user = ada.slice(ada.search(/[^:.]+$/))
      const names = ({ key, value }: { key: string; value: string }) =>
        [dm, user].some((id) => `${key} ${value}`.includes(id))
      const about = (await keep.list('')).filter(names)
      expect(about.length).toBeGreaterThan(0)
      expect(about.filter(({ key }) => !key.startsWith(keptOf(ada)))).toEqual([])
      // What erasing does to them is the store's contract; here that nothing brings them back.
      await keep.put(Object.fromEntries(about.map(({ key }) => [key, undefined])))
      await people.post(mitch, people.channel, 'good morning')
      expect((await keep.list('')).filter(names)).toEqual([])
    })

    test('its limits leave room for what Askaround says', () => {
      const { limits } = platform
      expect(limits.text).toBeGreaterThanOrEqual(2000)
      expect(limits.buttonsARow).toBeGreaterThanOrEqual(4)
      expect(limits.formFields).toBeGreaterThanOrEqual(5)
      expect(limits.interactionLife).toBeGreaterThanOrEqual(15 * 60_000)
      expect(limits.sendsASecond).toBeGreaterThan(0)
    })

    test('a channel that it is in is one that it was let into, and is called what people call it', async () => {
      expect(await platform.isInvited(people.channel)).toBe(true)
      expect(await platform.conversationName(people.channel)).toBe('#general')
    })

    test('the channels of a space are told, and what stands over each as it is now', async () => {
      await people.post(mitch, people.channel, 'hello')
      const { space } = told('message-posted')[0]!
      expect(await platform.channels(space)).toContainEqual({ channel: people.channel, name: '#general' })
      for (const topic of ['Ask away', 'Ask for anything']) {
        await people.setTopic(people.channel, topic)
        expect(await platform.topic(people.channel)).toBe(topic)
      }
    })

    test('a channel keeps its own pace, and a thread the pace of its channel or its own', async () => {
      const root = await people.post(mitch, people.channel, 'need a ladder')
      const thread = must(await platform.openThread('t1', root, 'Ladder'))
      expect(platform.pacedWith(people.channel)).toBe(people.channel)
      expect([people.channel, thread]).toContain(platform.pacedWith(thread))
    })

    test('references name their platform', async () => {
      const message = await send({ conversation: people.channel }, say('hello'))
      for (const ref of [message, people.channel, mitch]) expect(ref.startsWith(`${platform.name}:`)).toBe(true)
    })
  })
}

/** One button that decides at once, one that opens a form. */
const withButtons: Card = {
  blocks: [
    { type: 'text', spans: ['Can you help?'] },
    {
      type: 'buttons',
      buttons: [
        {
          action: 'ping.suggest',
          subject: 'p1',
          label: 'I can help',
          style: 'primary',
          form: {
            title: 'What do you suggest?',
            submit: 'Send',
            fields: [
              { name: 'words', label: 'Your suggestion', type: 'text', required: true, maxLength: 500 },
              {
                name: 'how',
                label: 'When',
                type: 'choice',
                required: true,
                options: [
                  { value: 'now', label: 'Now' },
                  { value: 'later', label: 'Later' },
                ],
              },
            ],
          },
        },
        { action: 'ping.decline', subject: 'p1', label: 'Not now' },
      ],
    },
  ],
}

function must<T>(outcome: { ok: true; value: T } | { ok: false; failure: { type: string } }): T {
  if (!outcome.ok) throw new Error(`failed: ${outcome.failure.type}`)
  return outcome.value
}
