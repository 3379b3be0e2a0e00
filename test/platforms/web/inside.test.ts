import { afterEach, beforeEach, expect, test } from 'vitest'
import type { WebPlatform } from '../../../src/platforms/web/adapter.ts'
import { foundSpace } from '../../../src/platforms/web/found-space.ts'
import type { InsideEntry } from '../../../src/platforms/web/inside.ts'
import type { Sandbox } from '../../../src/platforms/web/sandbox.ts'
import { createHooks, createMemoryKeep } from './memory-hooks.ts'
import { openWebPlatform } from './open-platform.ts'

const hostile = '<img src=x onerror=alert(1)> "><script>alert(1)</script>'
const at = Date.UTC(2025, 10, 12, 11, 59, 30)
const reasons = [{ says: `offers ${hostile}`, share: 0.8 }]
const entries: InsideEntry[] = [
  { key: 4, at, is: 'step', title: hostile, done: 1, steps: 8, says: hostile },
  {
    ...{ key: 3, at, is: 'moment', came: hostile, says: hostile, asker: hostile, byAsker: false },
    changes: [{ what: hostile, from: hostile, to: hostile }],
    effects: [
      { what: `send ${hostile}`, minor: false, state: 'owed' },
      { what: 'bring up to date', minor: true, state: 'done' },
      { what: 'let go', at: at + 600_000, minor: true, state: 'again', because: hostile, nextAt: at + 4000 },
    ],
  },
  {
    ...{ key: 2, at, is: 'choice', asker: hostile, text: hostile, wave: 1, prior: { answered: 1, asked: 3 } },
    chosen: [{ name: hostile, reasons, chance: 1 / 3, answered: 0, asked: 0, nth: 1, limit: 2 }],
    passedOver: [
      { name: 'Bea', mayKnow: true, why: 'has quiet hours now', reasons },
      { name: 'Cid', mayKnow: false, why: 'is not known to know about it', reasons: [] },
    ],
    ...{ chance: 1 / 3, target: 0.8, most: 5, stop: hostile, newDms: { left: 8, inTenMinutes: 8, aDay: 60 } },
    next: { says: hostile, at: at + 900_000 },
  },
  {
    ...{ key: 1, at, is: 'post', by: hostile, channel: hostile, text: hostile, score: 0.97, offersFrom: 0.56 },
    ...{
      verdict: hostile,
      signals: [
        { name: hostile, weight: 2.5 },
        { name: 'answers somebody', weight: -0.9 },
      ],
    },
  },
]

let platform: WebPlatform
let cookie: string

beforeEach(async () => {
  const keep = createMemoryKeep()
  await foundSpace(keep, {
    id: 'sample',
    channels: [{ name: 'talks' }],
    people: [{ name: 'Mitch Harlow', about: '', admin: false, timeZone: 'UTC', locale: 'en', joinedAt: 0 }],
    threads: [],
  })
  const nothing = async () => undefined
  const sandbox: Sandbox = {
    remove: nothing,
    ahead: () => 0,
    stands: nothing,
    isReal: nothing,
    leap: nothing,
    inside: { read: async () => entries },
    player: { stories: [], playing: () => undefined, play: nothing, pause() {}, resume() {}, step: nothing, stop() {} },
  }
  ;({ platform } = await openWebPlatform({ listen: { host: '127.0.0.1', port: 0 }, sandbox }, createHooks(keep)))
  cookie = cookieOf(await post('/sign-in', 'account=web:a:mitch-harlow', ''))
})
afterEach(() => platform.stop())

const cookieOf = (answer: Response) => answer.headers.get('set-cookie')!.split(';')[0]!
const get = (path: string, sent = cookie) =>
  fetch(`${platform.address}${path}`, { headers: { cookie: sent }, redirect: 'manual' })
const post = (path: string, body: string, sent = cookie, headers = {}) =>
  fetch(`${platform.address}${path}`, {
    method: 'POST',
    body,
    redirect: 'manual',
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      origin: platform.address!,
      cookie: sent,
      referer: `${platform.address}/as/mitch-harlow/c/talks`,
      ...headers,
    },
  })
const page = async (sent = cookie) => (await get('/as/mitch-harlow/c/talks', sent)).text()

test('it is folded away at first: neither it nor its styles are part of the page', async () => {
  const shown = await page()
  expect(shown).toContain('Look inside')
  expect(shown).not.toMatch(/class="pane inside"|inside\.css|inside\.js/)
})

test('without a script it is opened and folded away by a form, and stays so in this browser until it is closed', async () => {
  const opened = await post('/as/mitch-harlow/sandbox/inside', 'open=yes')
  expect([opened.status, opened.headers.get('location')]).toEqual([303, '/as/mitch-harlow/c/talks'])
  expect(opened.headers.get('set-cookie')).toMatch(/^askaround-inside=open; Path=\/as; HttpOnly; SameSite=Lax$/)
  const shown = await page(`${cookie}; ${cookieOf(opened)}`)
  expect(shown).toContain('class="pane inside"')
  expect(shown).toMatch(/<link rel="stylesheet" href="[^"]+\/inside\.css">/)
  const closed = await post('/as/mitch-harlow/sandbox/inside', 'open=no')
  expect(closed.headers.get('set-cookie')).toMatch(/^askaround-inside=; Max-Age=0/)
  expect(await page(`${cookie}; ${cookieOf(closed)}`)).not.toContain('class="pane inside"')
})

test('whatever it shows is text, and nothing in it needs what the page forbids', async () => {
  const shown = await (await get('/as/mitch-harlow/sandbox/inside')).text()
  expect(shown).toContain('&lt;img src=x onerror=alert(1)&gt;')
  expect(shown).not.toMatch(/<img|<script| on\w+="|<style|style="/)
})

test('it says in words what its pictures and marks say', async () => {
  const text = (await (await get('/as/mitch-harlow/sandbox/inside')).text())
    .replace(/<svg.*?<\/svg>|<span aria-hidden="true">.*?<\/span>/gs, '')
    .replace(/<[^>]+>/g, '')
    .replace(/\s+/g, ' ')
  for (const said of [
    /Looks 97 % like a request\. Askaround speaks up from 56 % on\./,
    /answers somebody ?−0\.9/,
    /may say yes: 33 %/,
    /Ping 1 of 2 this week/,
    /At least one says yes: 33 %\. Wanted: 80 %, by at most 5 at a time/,
    /answered 0 of 0: \(1 \+ 0\) \/ \(3 \+ 0\) = 33 %/,
    /Nobody says yes: 67 % = 67 %/,
    /First messages to somebody new: 8 may go now, at most 8 in ten minutes and 60 a day/,
    /May know, and is left in peace ?Bea/,
    /1 more, not known to know about it ?Cid/,
    /owed:/,
    /not yet: at 12:09 PM: let go \(not yet: .*, again at 11:59:34 AM\)/,
    /1 small thing to keep order/,
  ])
    expect(text).toMatch(said)
})

test('who is not in the sample community sees nothing of it and gets nothing of it', async () => {
  const ada = cookieOf(await post('/sign-in', 'name=Ada', ''))
  expect(await (await get('/as/ada/c/general', `${ada}; askaround-inside=open`)).text()).not.toContain('inside')
  expect((await get('/as/ada/sandbox/inside', ada)).status).toBe(400)
  expect((await post('/as/ada/sandbox/inside', 'open=yes', ada)).status).toBe(400)
  expect((await get('/as/mitch-harlow/sandbox/inside', ada)).headers.get('location')).toBe('/')
})

test('open pages of the sample community are told that there is more to see, without what', async () => {
  const ada = cookieOf(await post('/sign-in', 'name=Ada', ''))
  const since = /data-since="([^"]+)"/.exec(await page())![1]!
  platform.showInside()
  platform.showSandbox()
  const mitchs = await firstChanges('/as/mitch-harlow', cookie, 'event: sandbox')
  expect(mitchs).toMatch(/event: inside\ndata: \{\}\n/)
  await platform.client.postMessage('web:a:ada', 'web:c:general', 'here')
  expect(await firstChanges('/as/ada', ada, 'here')).not.toContain('inside')

  async function firstChanges(home: string, sent: string, until: string): Promise<string> {
    const ending = new AbortController()
    const answer = await fetch(`${platform.address}${home}/live?since=${since}`, {
      headers: { cookie: sent },
      signal: ending.signal,
    })
    let text = ''
    for await (const chunk of answer.body!.pipeThrough(new TextDecoderStream())) {
      text += chunk
      if (text.includes(until) && text.endsWith('\n\n')) break
    }
    ending.abort()
    return text
  }
})
