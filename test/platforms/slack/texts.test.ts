import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { PlatformEvent } from '../../../src/platforms/platform.ts'
import { readText } from '../../../src/platforms/slack/read-text.ts'
import { escapeText } from '../../servers/slack/workspace.ts'
import { openSlack } from './open-platform.ts'

const names = {
  user: async (id: string) => (id === 'U1' ? 'Ada' : undefined),
  channel: async (id: string) => (id === 'C1' ? 'help' : undefined),
}

const rich = (...elements: object[]) => ({ blocks: [{ type: 'rich_text', elements }] })
const section = (...elements: object[]) => ({ type: 'rich_text_section', elements })
const words = (text: string, style?: object) => ({ type: 'text', text, ...(style ? { style } : {}) })

describe('what people write in Slack, as Askaround reads it', () => {
  test.each<[string, Parameters<typeof readText>[0], string]>([
    ['plain words', { text: 'need a ladder' }, 'need a ladder'],
    ['signs that Slack escapes', { text: 'a &lt; b &amp;&amp; c &gt; d' }, 'a < b && c > d'],
    ['words that look escaped', { text: '&amp;lt;' }, '&lt;'],
    ['a mention', { text: 'ask <@U1>' }, 'ask @Ada'],
    ['a mention of somebody unknown', { text: 'ask <@U9>' }, 'ask @somebody'],
    ['a channel', { text: 'see <#C1|help>' }, 'see #help'],
    ['a channel whose name Slack leaves out', { text: 'see <#C1|>' }, 'see #help'],
    ['everybody', { text: '<!here> and <!channel>' }, '@here and @channel'],
    ['a group', { text: '<!subteam^S1|@bakers>' }, '@bakers'],
    ['a bare link', { text: '<https://example.org/a?b=1&amp;c=2>' }, 'https://example.org/a?b=1&c=2'],
    ['a link that Slack shortened', { text: '<http://example.org|example.org>' }, 'http://example.org'],
    ['a link under other words', { text: '<https://example.org|my page>' }, 'my page (https://example.org)'],
    ['an address', { text: '<mailto:a@b.org|a@b.org>' }, 'a@b.org'],
    ['a moment', { text: '<!date^1762948800^{date}|12 Nov>' }, '12 Nov'],
    ['marks that nobody can tell from typed ones', { text: '*so* _it_ ~is~ `x`' }, '*so* _it_ ~is~ `x`'],
    ['a custom emoji', { text: ':partyparrot:' }, ':partyparrot:'],

    ['bold', rich(section(words('very ', {}), words('urgent', { bold: true }))), 'very urgent'],
    ['typed stars', rich(section(words('2 *really* 3'))), '2 *really* 3'],
    ['code', rich(section(words('run '), words('npm i', { code: true }))), 'run `npm i`'],
    ['a block of code', rich({ type: 'rich_text_preformatted', elements: [words('a\nb')] }), '```\na\nb\n```'],
    [
      'a quote',
      rich({ type: 'rich_text_quote', elements: [words('one\ntwo')] }, section(words('no'))),
      '> one\n> two\nno',
    ],
    [
      'a list',
      rich(section(words('bring:\n')), {
        type: 'rich_text_list',
        style: 'bullet',
        elements: [section(words('rope')), section(words('tape'))],
      }),
      'bring:\n• rope\n• tape',
    ],
    [
      'a numbered list within another',
      rich({
        type: 'rich_text_list',
        style: 'ordered',
        indent: 1,
        elements: [section(words('a')), section(words('b'))],
      }),
      '  1. a\n  2. b',
    ],
    [
      'a link in rich text',
      rich(section({ type: 'link', url: 'https://example.org', text: 'my page' })),
      'my page (https://example.org)',
    ],
    [
      'people and channels',
      rich(section({ type: 'user', user_id: 'U1' }, words(' in '), { type: 'channel', channel_id: 'C1' })),
      '@Ada in #help',
    ],
    ['an emoji', rich(section({ type: 'emoji', name: 'mechanic', unicode: '1f469-200d-1f527' })), '👩‍🔧'],
    ['an emoji of their own', rich(section({ type: 'emoji', name: 'partyparrot' })), ':partyparrot:'],
    ['everybody in rich text', rich(section({ type: 'broadcast', range: 'here' })), '@here'],
  ])('%s', async (_, written, read) => {
    expect(await readText(written, names)).toBe(read)
  })

  test('plain text comes through letter by letter', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'grapheme' }), async (text) => {
        const typed = text.replace(/\n+$/, '')
        expect(await readText({ text: escapeText(text) }, names)).toBe(text)
        if (typed) expect(await readText(rich(section(words(typed))), names)).toBe(typed)
      }),
    )
  })
})

describe('by way of Slack', () => {
  let slack: Awaited<ReturnType<typeof openSlack>>
  beforeAll(async () => {
    slack = await openSlack()
  })
  afterAll(() => slack.close())

  test('what somebody types is what the bot is told and what it reads again', async () => {
    const mitch = slack.person('Mitch')
    for (const text of ['a < b & c > d', '<@U1> <!channel>', '*bold* _it_ `code` &lt;', 'line\n\n• list 👩‍🔧']) {
      await mitch.says(slack.general, text)
      const told = slack.hooks.events.at(-1) as Extract<PlatformEvent, { type: 'message-posted' }>
      expect(told.text).toBe(text)
      expect(await slack.platform.fetchMessage(told.message)).toMatchObject({ value: { text } })
    }
  })

  test('mentions and channels are told by name', async () => {
    const mitch = slack.person('Mitch')
    const ada = slack.person('Ada')
    await mitch.says(slack.general, `ask <@${ada.id}> in <#${slack.general}>`, { raw: true })
    expect(slack.hooks.events.at(-1)).toMatchObject({ text: 'ask @Ada in #general' })
  })
})
