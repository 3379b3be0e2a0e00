import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Button, Card, Form } from '../../../src/cards/card.ts'
import type { PlatformEvent } from '../../../src/platforms/platform.ts'
import { accountRef, conversationRef, messageRef } from '../../../src/platforms/slack/ids.ts'
import { blockKit } from '../../../src/platforms/slack/limits.ts'
import type { SlackPerson } from '../../servers/slack/person.ts'
import { openSlack } from './open-platform.ts'

const MINUTE = 60_000
let slack: Awaited<ReturnType<typeof openSlack>>
let mitch: SlackPerson
let ada: SlackPerson
let channel: string

beforeEach(async () => {
  slack = await openSlack()
  mitch = slack.person('Mitch')
  ada = slack.person('Ada')
  channel = conversationRef({ team: 'T1', channel: slack.general })
})
afterEach(() => slack.close())

const last = <T extends PlatformEvent['type']>(type: T) =>
  slack.hooks.events.findLast((event): event is Extract<PlatformEvent, { type: T }> => event.type === type)
const button = (more: Partial<Button> = {}): Button => ({
  action: 'ping.not-now',
  subject: 'r1.p1',
  label: 'Not now',
  ...more,
})
const withButtons = (...buttons: Button[]): Card => ({
  blocks: [
    { type: 'text', spans: ['Can you help?'] },
    { type: 'buttons', buttons },
  ],
})
const form = (more: Partial<Form> = {}): Form => ({
  title: 'What do you suggest?',
  submit: 'Send',
  fields: [{ name: 'text', label: 'Your suggestion', type: 'text', required: false, maxLength: 1500 }],
  ...more,
})
const must = <T>(outcome: { ok: true; value: T } | { ok: false; failure: object }): T => {
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.failure))
  return outcome.value
}
let effects = 0
const send = async (card: Card, to: Parameters<typeof slack.platform.send>[1] = { conversation: channel }) =>
  must(await slack.platform.send(`i${++effects}`, to, card, { notify: false }))
const tsOf = (who: SlackPerson) => who.reads(slack.general).at(-1)!.ts
const say = (text: string): Card => ({ blocks: [{ type: 'text', spans: [text] }] })
const texts = (who: SlackPerson, thread?: string) => who.reads(slack.general, thread).map(({ text }) => text)

describe('forms', () => {
  test('open within three seconds of the press, before anybody decides', async () => {
    await send(withButtons(button({ action: 'ping.help', label: 'I can help', form: form() })))
    await ada.presses(slack.general, tsOf(ada), 'I can help')
    expect(ada.form()?.title.text).toBe('What do you suggest?')
    expect(slack.hooks.events).toEqual([])
  })

  test('one that opens too late tells its reader to try again, and the bot nothing', async () => {
    await send(withButtons(button({ action: 'ping.help', label: 'I can help', form: form() })))
    slack.server.faults.next('views.open', { type: 'error', error: 'expired_trigger_id' })
    await ada.presses(slack.general, tsOf(ada), 'I can help')
    expect(ada.form()).toBeUndefined()
    expect(texts(ada).at(-1)).toContain('did not get through')
  })

  test('say what is wrong at the field, and stay open', async () => {
    await ada.runs(slack.general, '/volunteer')
    expect(ada.form()?.blocks.map(({ block_id }) => block_id)).toEqual(['topics', 'places'])
    const refused = await ada.submits({ topics: ' , ' })
    expect(refused).toMatchObject({
      payload: { response_action: 'errors', errors: { places: expect.stringMatching(/topic|ask you about/) } },
    })
    expect(ada.form()).toBeDefined()
    await ada.submits({ topics: 'bikes', places: 'Winnipeg' })
    expect(ada.form()).toBeUndefined()
    expect(last('form-submitted')).toMatchObject({
      account: accountRef('T1', ada.id),
      action: 'volunteer',
      subject: 'me',
      values: { topics: 'bikes', places: 'Winnipeg' },
    })
  })

  test('a title that Slack would refuse is said whole above the fields', async () => {
    const title = 'What would you like to change about it?'
    await send(withButtons(button({ action: 'ping.help', label: 'I can help', form: form({ title }) })))
    await ada.presses(slack.general, tsOf(ada), 'I can help')
    expect(ada.form()?.title.text.length).toBeLessThanOrEqual(blockKit.title)
    expect(ada.form()?.blocks[0]).toMatchObject({ type: 'section', text: { text: title } })
  })

  test('behind a menu open as well', async () => {
    const report = button({
      action: 'ping.report',
      label: 'Block or report',
      form: slack.settings.commandForm!('ping.report'),
    })
    await send({ blocks: [{ type: 'menu', label: '⋯', items: [button(), report] }] })
    await ada.presses(slack.general, tsOf(ada), 'Block or report')
    await ada.submits({ what: 'block' })
    expect(last('form-submitted')).toMatchObject({ action: 'ping.report', subject: 'r1.p1', values: { what: 'block' } })
    await ada.presses(slack.general, tsOf(ada), 'Not now')
    expect(last('button-pressed')).toMatchObject({ action: 'ping.not-now', subject: 'r1.p1' })
  })
})

describe('private answers', () => {
  test('to a press in a thread stand in that thread', async () => {
    const root = await mitch.says(slack.general, 'need a ladder')
    const thread = conversationRef({ team: 'T1', channel: slack.general, thread: root })
    await send(withButtons(button()), { conversation: thread })
    const ts = ada.reads(slack.general, root).at(-1)!.ts
    await ada.presses(slack.general, ts, 'Not now')
    expect(last('button-pressed')).toMatchObject({ conversation: thread })
    await send(say('all right'), { interaction: last('button-pressed')!.interaction })
    expect(texts(ada, root).at(-1)).toBe('all right')
    expect(texts(mitch, root).join()).not.toContain('all right')
  })

  test('to a form go where its button was pressed', async () => {
    await send(withButtons(button({ action: 'ping.suggest', label: 'I can help', form: form() })))
    await ada.presses(slack.general, tsOf(ada), 'I can help')
    await ada.submits({ text: 'ask Joel' })
    await send(say('shared'), { interaction: last('form-submitted')!.interaction })
    expect(texts(ada).at(-1)).toBe('shared')
    expect(texts(mitch).join()).not.toContain('shared')
  })

  test('are too late after half an hour', async () => {
    await mitch.runs(slack.general, '/requests')
    const { interaction } = last('command-run')!
    expect(slack.platform.limits.interactionLife).toBe(30 * MINUTE)
    await slack.clock.advanceTo(slack.clock.now() + 30 * MINUTE + 1)
    expect(await slack.platform.send('late', { interaction }, say('too late'), { notify: false })).toEqual({
      ok: false,
      failure: { type: 'gone' },
    })
  })
})

describe('an offer that one person alone sees', () => {
  const offer = () =>
    send(withButtons(button({ action: 'offer.decline', subject: 'r1', label: 'No thanks' })), {
      conversation: channel,
      onlyFor: accountRef('T1', mitch.id),
    })

  test('cannot be changed before it was pressed, and it says so', async () => {
    const message = await offer()
    for (const outcome of [await slack.platform.edit(message, say('changed')), await slack.platform.remove(message)])
      expect(outcome).toEqual({ ok: false, failure: { type: 'forbidden' } })
  })

  test('is changed and taken away by the token of a press on it', async () => {
    const message = await offer()
    await mitch.presses(slack.general, tsOf(mitch), 'No thanks')
    expect(last('button-pressed')).toMatchObject({ action: 'offer.decline', subject: 'r1', conversation: channel })
    must(await slack.platform.edit(message, say('changed')))
    expect(texts(mitch)).toEqual(['changed'])
    must(await slack.platform.remove(message))
    expect(texts(mitch)).toEqual([])
  })

  test('goes only to somebody in the channel', async () => {
    slack.workspace.channels.get(slack.general)!.members.delete(mitch.id)
    const to = { conversation: channel, onlyFor: accountRef('T1', mitch.id) }
    expect(await slack.platform.send('e', to, say('psst'), { notify: false })).toEqual({
      ok: false,
      failure: { type: 'forbidden' },
    })
  })
})

describe('commands', () => {
  test('take the channels and people that Slack marks', async () => {
    await mitch.runs(slack.general, `/askaround watch <#${slack.general}|general> offer`)
    expect(last('command-run')?.values).toEqual({ subcommand: 'watch', channel, mode: 'offer' })
    await mitch.runs(slack.general, `/askaround organiser <@${ada.id}|ada>`)
    expect(last('command-run')?.values).toEqual({ subcommand: 'organiser', member: accountRef('T1', ada.id) })
  })

  test('take the channel at the other end of a mirror, here or elsewhere', async () => {
    const other = slack.workspace.addChannel('marketing').id
    await mitch.runs(slack.general, `/askaround mirror <#${slack.general}|general> <#${other}|>`)
    const there = conversationRef({ team: 'T1', channel: other })
    expect(last('command-run')?.values).toEqual({ subcommand: 'mirror', channel, other: there })
    await mitch.runs(slack.general, `/askaround mirror <#${slack.general}|general> discord #help`)
    expect(last('command-run')?.values).toEqual({ subcommand: 'mirror', channel, other: 'discord #help' })
  })

  test('read escaped words as they were typed', async () => {
    await mitch.runs(slack.general, '/ask a cable &lt; 2 m &amp; <https://example.org>')
    expect(last('command-run')?.values).toEqual({ text: 'a cable < 2 m & https://example.org' })
  })

  test('that cannot be meant are answered at once, to their author alone', async () => {
    expect(await mitch.runs(slack.general, '/askaround whatch #help')).toMatchObject({
      payload: { response_type: 'ephemeral', text: expect.stringContaining('Did you mean /askaround watch?') },
    })
    expect(slack.hooks.events).toEqual([])
  })

  test('in a direct message name no channel', async () => {
    const dm = slack.workspace.im(mitch.id).id
    await mitch.runs(dm, '/profile')
    expect(last('command-run')).toMatchObject({
      command: 'profile',
      conversation: conversationRef({ team: 'T1', channel: dm }),
    })
    expect(last('command-run')).not.toHaveProperty('channel')
  })

  test('which do not work in threads have a shortcut or a button: in the menu of a message', async () => {
    const root = await mitch.says(slack.general, 'the door is stuck')
    const reply = await mitch.says(slack.general, 'and the window', { thread: root })
    await ada.choosesMessage(slack.general, reply, 'ask-about-message')
    expect(last('message-chosen')).toMatchObject({
      message: messageRef({ team: 'T1', channel: slack.general, ts: reply, thread: root }),
      author: accountRef('T1', mitch.id),
      account: accountRef('T1', ada.id),
      channel,
    })
  })

  test('which do not work in threads have a shortcut or a button: ask from anywhere, naming the channel', async () => {
    await mitch.choosesShortcut('ask')
    await mitch.submits({ text: 'a ladder', channel: slack.general })
    expect(last('command-run')).toMatchObject({ command: 'ask', values: { text: 'a ladder' }, channel })
    await send(say('here it is'), { interaction: last('command-run')!.interaction })
    expect(texts(mitch)).toEqual(['here it is'])
    expect(texts(ada)).toEqual([])
  })
})

describe('the App Home', () => {
  test('is asked for when it is opened, and shown to its owner with a button for each command', async () => {
    await mitch.opensHome()
    const { interaction, account } = last('button-pressed')!
    expect(account).toBe(accountRef('T1', mitch.id))
    expect(last('button-pressed')).toMatchObject({ action: 'home.show', subject: 'me' })
    await send(withButtons(button({ action: 'profile.stop', subject: 'me', label: 'Stop' })), { interaction })
    expect(JSON.stringify(mitch.home())).toContain('Can you help?')
    expect(ada.home()).toBeUndefined()
    for (const { name, subcommands } of slack.settings.commands)
      if (!subcommands) expect(JSON.stringify(mitch.home())).toContain(`"/${name}"`)
  })

  test('runs commands by their buttons and answers there', async () => {
    await mitch.opensHome()
    await send(say('hello'), { interaction: last('button-pressed')!.interaction })
    await mitch.pressesAtHome('/requests')
    expect(last('command-run')).toMatchObject({ command: 'requests', values: {} })
    await send(say('none yet'), { interaction: last('command-run')!.interaction })
    expect(JSON.stringify(mitch.home())).toContain('none yet')
    await mitch.pressesAtHome('/ask')
    await mitch.submits({ text: 'a ladder', channel: slack.general })
    expect(last('command-run')).toMatchObject({ command: 'ask', values: { text: 'a ladder' }, channel })
  })
})
