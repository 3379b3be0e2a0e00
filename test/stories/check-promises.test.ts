import { expect, it } from 'vitest'
import { checkPromises, type Volunteering, type World } from './check-promises.ts'
import type { Said } from './said-and-told.ts'

const HOUR = 3_600_000
const noon = Date.parse('2026-07-01T12:00:00Z')
const ada = 'web:a:ada'
const eager: Volunteering = {
  weeklyLimit: 2,
  quietHours: { from: '22:00', to: '08:00' },
  timeZone: 'UTC',
  pausedUntil: 0,
}
const world: World = {
  volunteer: (account) => (account === ada ? eager : undefined),
  did: () => new Set(['offer.accept']),
  wrote: (_, text) => text === 'a wheel, please',
  mayRead: (_, place) => place === 'web:t:help.1',
}

const ping = (
  id: string,
  at: number,
  changes: { why?: string; thread?: string; waits?: boolean; words?: string } = {},
): Said => ({
  at,
  how: 'sent',
  message: id,
  conversation: 'web:d:ada',
  reader: ada,
  dm: true,
  card: {
    blocks: [
      {
        type: 'quote',
        author: { type: 'person', name: 'Kai', account: 'web:a:kai' },
        text: changes.words ?? 'a wheel, please',
      },
      { type: 'note', spans: [changes.why ?? 'I ask you because you offered bicycles.'] },
      {
        type: 'fields',
        fields: [
          {
            label: 'To',
            value: [{ type: 'link', text: 'the thread', to: { conversation: changes.thread ?? 'web:t:help.1' } }],
          },
        ],
      },
      {
        type: 'buttons',
        buttons: changes.waits === false ? [] : [{ action: 'ping.not-now', subject: `${id}.p1`, label: 'Not now' }],
      },
    ],
  },
})
const over = (id: string, at: number): Said => ({ ...ping(id, at, { waits: false }), how: 'edited' })
const found = (said: Said[], changed: Partial<World> = {}) =>
  checkPromises(said, { ...world, ...changed }).map(({ promise }) => promise)

it('finds nothing where every promise was kept', () => {
  const said = [ping('a', noon), over('a', noon + HOUR), ping('b', noon + HOUR), over('b', noon + 2 * HOUR)]
  expect(found(said)).toEqual([])
})

it('finds a ping to somebody who does not volunteer, or pauses', () => {
  expect(found([ping('a', noon)], { volunteer: () => undefined })).toEqual([
    'a ping to somebody who does not volunteer',
  ])
  const paused = { ...eager, pausedUntil: noon + HOUR }
  expect(found([ping('a', noon)], { volunteer: () => paused })).toEqual(['a ping to somebody who pauses'])
})

it('finds the ping above the weekly limit, and forgives it a week later', () => {
  const three = (gap: number) =>
    [0, 1, 2].flatMap((i) => [ping(`p${i}`, noon + i * gap), over(`p${i}`, noon + i * gap + 1)])
  expect(found(three(HOUR))).toEqual(['more pings in seven days than the weekly limit'])
  expect(found(three(4 * 24 * HOUR))).toEqual([])
})

it('finds a second live ping, and none where the first was over at that moment', () => {
  expect(found([ping('a', noon), ping('b', noon + HOUR), over('a', noon + 2 * HOUR)])).toEqual(['a second live ping'])
  expect(found([ping('a', noon), ping('b', noon)])).toEqual(['a second live ping'])
})

it('finds a ping in quiet hours, over midnight, in the reader’s own zone', () => {
  expect(found([ping('a', noon + 11 * HOUR)])).toEqual(['a ping in quiet hours'])
  expect(found([ping('a', noon)], { volunteer: () => ({ ...eager, timeZone: 'Asia/Tokyo' }) })).toEqual([])
  expect(found([ping('a', noon + 2 * HOUR)], { volunteer: () => ({ ...eager, timeZone: 'Asia/Tokyo' }) })).toEqual([
    'a ping in quiet hours',
  ])
})

it('finds a ping without a reason, and one about what its reader may not read', () => {
  expect(found([ping('a', noon, { why: 'Hello.' })])).toEqual(['a ping without a reason'])
  expect(found([ping('a', noon, { why: 'I ask you because you volunteered.' })])).toEqual(['a ping without a reason'])
  expect(found([ping('a', noon, { thread: 'web:t:crew.1' })])).toEqual(['a ping about what its reader may not read'])
})

it('finds words in quotes that nobody wrote', () => {
  expect(found([ping('a', noon, { words: 'A wheel, please.' })])).toEqual(['words in quotes that nobody wrote'])
})

it('finds what stands where others read it', () => {
  const inChannel = (text: string, action: string): Said => ({
    at: noon,
    how: 'sent',
    message: 'n',
    conversation: 'web:c:help',
    card: {
      blocks: [
        { type: 'text', spans: [text] },
        { type: 'buttons', buttons: [{ action, subject: 'r', label: 'x' }] },
      ],
    },
  })
  expect(found([inChannel('I have a note for you.', 'note.open')])).toEqual([])
  expect(found([inChannel('I have a note about bicycles.', 'note.open')])).toEqual(['a note that reveals something'])
  expect(found([inChannel('Shall I ask around?', 'offer.accept')])).toEqual(['something private where others read it'])
})

it('finds somebody called by name who did not agree, and a message to somebody who did nothing', () => {
  const calls: Said = {
    at: noon,
    how: 'sent',
    message: 'c',
    conversation: 'web:t:help.1',
    card: {
      blocks: [
        { type: 'text', spans: ['Meet ', { type: 'person', name: 'Joel', account: 'web:a:joel', notify: true }] },
      ],
    },
  }
  expect(found([calls])).toEqual([])
  expect(found([calls], { did: () => new Set(['referral.no']) })).toEqual(['somebody called by name who did not agree'])
  const dm: Said = { ...calls, reader: 'web:a:joel', dm: true }
  expect(found([dm], { did: () => new Set(['posted:channel']) })).toEqual(['a message to somebody who did nothing'])
})
