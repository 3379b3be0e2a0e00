import { request } from 'node:http'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { WebPlatform } from '../../../src/platforms/web/adapter.ts'
import { openWebPlatform } from './open-platform.ts'

const form = 'application/x-www-form-urlencoded'

describe('the page on this machine', () => {
  let platform: WebPlatform
  let cookie: string

  beforeEach(async () => {
    ;({ platform } = await openWebPlatform({ listen: { host: '127.0.0.1', port: 0 } }))
    const signedIn = await post('/sign-in', 'name=Mitch&timeZone=America/Winnipeg', {})
    cookie = signedIn.headers.get('set-cookie')!.split(';')[0]!
  })
  afterEach(() => platform.stop())

  const get = (path: string, headers: Record<string, string> = { cookie }) =>
    fetch(`${platform.address}${path}`, { headers, redirect: 'manual' })
  const post = (path: string, body: string, headers: Record<string, string> = { cookie }) =>
    fetch(`${platform.address}${path}`, {
      method: 'POST',
      body,
      redirect: 'manual',
      headers: { 'content-type': form, origin: platform.address!, ...headers },
    })

  test('signing in gives a cookie that no script and no other site can use', async () => {
    const answer = await post('/sign-in', 'name=Ada', {})
    expect(answer.headers.get('set-cookie')).toMatch(/^askaround-\d+=[\w-]{43};.*HttpOnly; SameSite=Lax/)
    expect(answer.headers.get('location')).toBe('/as/ada/c/general')
  })

  test('a window is nobody without the cookie, and not somebody whom its browser never was', async () => {
    await post('/sign-in', 'name=Ada', {})
    expect((await get('/as/mitch/c/general', {})).headers.get('location')).toBe('/')
    expect((await get('/as/ada/c/general')).headers.get('location')).toBe('/')
    expect((await post('/as/ada/say', 'conversation=web:c:general&text=hi')).headers.get('location')).toBe('/')
    expect((await get('/as/mitch/c/general')).status).toBe(200)
  })

  test('one browser can be several people, each window by its address', async () => {
    await post('/sign-in', 'name=Ada')
    expect((await get('/as/ada/c/general')).status).toBe(200)
    expect((await get('/as/mitch/c/general')).status).toBe(200)
  })

  test.each([
    ['from another site', { origin: 'https://evil.example' }, 403],
    ['from a page without an origin', { origin: 'null' }, 403],
    ['as JSON', { 'content-type': 'application/json' }, 415],
    ['as plain text', { 'content-type': 'text/plain' }, 415],
  ])('a post %s is refused', async (_, headers, status) => {
    const answer = await post('/as/mitch/say', 'conversation=web:c:general&text=hi', { cookie, ...headers })
    expect(answer.status).toBe(status)
    expect(await platform.client.messages('web:c:general', 'web:a:mitch')).toEqual([])
  })

  test('a post that is too large is refused', async () => {
    expect((await post('/as/mitch/say', `text=${'x'.repeat(70_000)}`)).status).toBe(413)
  })

  test('a name that was made to point here is no way in', async () => {
    const { port } = new URL(platform.address!)
    const status = await new Promise((resolve) =>
      request({ host: '127.0.0.1', port, headers: { host: `rebound.example:${port}` } }, (answer) =>
        resolve(answer.statusCode),
      ).end(),
    )
    expect(status).toBe(421)
  })

  test('nothing but its own scripts and styles may run, and nobody may frame it', async () => {
    const policy = (await get('/')).headers.get('content-security-policy')!
    expect(policy).toContain("default-src 'none'")
    expect(policy).toContain("script-src 'self'")
    expect(policy).toContain("frame-ancestors 'none'")
    expect(policy).not.toContain('unsafe')
  })

  test('pages and files travel compressed; files are kept for good under an address that changes with them', async () => {
    const page = await get('/as/mitch/c/general', { cookie, 'accept-encoding': 'gzip, br' })
    expect(page.headers.get('content-encoding')).toBe('gzip')
    expect(page.headers.get('cache-control')).toBe('no-store')
    const found = /src="(\/assets\/[\w-]+\/page\.js)"/.exec(await page.text())![1]!
    const script = await get(found, { 'accept-encoding': 'gzip' })
    expect(script.headers.get('content-encoding')).toBe('gzip')
    expect(script.headers.get('cache-control')).toContain('immutable')
    expect((await get(found, {})).headers.get('content-type')).toContain('javascript')
    for (const path of [found.replace(/[^/]+\/page/, 'older/page'), '/assets/..%2fserver%2fserver.ts'])
      expect((await get(path)).status).toBe(404)
    // What happens is told at once, not when a buffer is full.
    const live = new AbortController()
    const changes = await fetch(`${platform.address}/as/mitch/live`, {
      headers: { cookie, 'accept-encoding': 'gzip' },
      signal: live.signal,
    })
    expect(changes.headers.get('content-encoding')).toBeNull()
    live.abort()
  })

  test('what people write stays text, and only http addresses can be followed', async () => {
    const hostile =
      '<img src=x onerror=alert(1)> javascript:alert(1) https://example.org/a?b="c" "><script>alert(1)</script>'
    await platform.client.postMessage('web:a:mitch', 'web:c:general', hostile)
    const page = await (await get('/as/mitch/c/general')).text()
    expect(page).toContain('&lt;img src=x onerror=alert(1)&gt;')
    expect(page).not.toMatch(/<img|<script>alert|href="javascript/)
    expect(page).toContain('<a href="https://example.org/a?b=" target="_blank" rel="noopener noreferrer nofollow">')
    expect(page).not.toMatch(/ on\w+="|<style|style="/)
  })

  test('a hostile name stays text too', async () => {
    await platform.client.signIn('<b onclick=x>Eve</b>')
    const page = await (await get('/as/mitch/c/general')).text()
    expect(page).toContain('&lt;b onclick=x&gt;Eve')
    expect(page).not.toContain('<b onclick')
  })

  test('a closed channel, a foreign thread and nonsense are not found', async () => {
    const secret = await platform.createChannel({ name: 'board', members: ['Ada'] })
    const paths = [`c/${secret.slice(6)}`, 'c/general?thread=99', 'c/nowhere', 'c/..%2f..%2fetc']
    const answers = await Promise.all(paths.map((path) => get(`/as/mitch/${path}`)))
    expect(answers.map(({ status }) => status)).toEqual([404, 404, 404, 404])
  })

  test('the page says why something did not work, as JSON to its script and as a page without one', async () => {
    const body = 'conversation=web:c:general&text=/aks+me'
    const asked = await post('/as/mitch/say', body, { cookie, accept: 'application/json' })
    expect(asked.status).toBe(400)
    expect(await asked.json()).toEqual({ problem: expect.stringContaining('Did you mean /ask?') })
    expect(await (await post('/as/mitch/say', body)).text()).toContain('Did you mean /ask?')
  })

  test('without a script a command opens its form as a page, which keeps what was typed and leads back', async () => {
    const help = { cookie, referer: `${platform.address}/as/mitch/c/help` }
    const opened = await (await post('/as/mitch/say', 'conversation=web:c:help&text=/volunteer', help)).text()
    expect(opened).toContain('action="/as/mitch/command-form"')
    expect(opened).toContain('name="back" value="/as/mitch/c/help"')
    const about = 'conversation=web:c:help&action=volunteer&back=/as/mitch/c/help'
    const wrong = await post('/as/mitch/command-form', `${about}&field.topics=&field.places=Winnipeg`)
    expect(wrong.status).toBe(400)
    const again = await wrong.text()
    expect(again).toMatch(/id="field-topics-problem">problem.field-missing/)
    expect(again).toContain('value="Winnipeg"')
    expect(again).toContain('name="back" value="/as/mitch/c/help"')
    const sent = await post('/as/mitch/command-form', `${about}&field.topics=bikes`)
    expect(sent.headers.get('location')).toBe('/as/mitch/c/help')
  })

  test('with a script the same command is answered with the form, and every problem with its field', async () => {
    const asked = { cookie, accept: 'application/json' }
    const opened = await post('/as/mitch/say', 'conversation=web:c:help&text=/privacy erase', asked)
    expect(await opened.json()).toEqual({ form: expect.stringContaining('name="field.confirm"') })
    const wrong = await post('/as/mitch/command-form', 'conversation=web:c:help&action=privacy.erase', asked)
    expect(await wrong.json()).toMatchObject({ problems: { confirm: 'problem.field-missing' } })
  })

  test('a form leads back to nowhere but its own window', async () => {
    const about = 'conversation=web:c:help&action=volunteer&field.topics=bikes'
    for (const back of ['https://evil.example/as/mitch/c/help', '//evil.example', '/as/ada/c/help', '/assets'])
      expect(
        (await post('/as/mitch/command-form', `${about}&back=${encodeURIComponent(back)}`)).headers.get('location'),
      ).toMatch(/^\/as\/mitch(\/c\/help)?$/)
  })

  test('a link goes to whichever account of the browser may read it', async () => {
    await post('/sign-in', 'name=Ada')
    const secret = await platform.createChannel({ name: 'board', members: ['Ada'] })
    const link = new URL(platform.linkTo(secret)!)
    expect((await get(link.pathname)).headers.get('location')).toBe('/as/ada/c/board')
  })

  test('links that the bot gives lead to the message, for whoever follows them', async () => {
    const message = await platform.client.postMessage('web:a:mitch', 'web:c:general', 'here')
    const link = new URL(platform.linkTo(message)!)
    const number = message.split('.').at(-1)
    expect((await get(link.pathname)).headers.get('location')).toBe(`/as/mitch/c/general?at=${number}#m${number}`)
    expect((await get(link.pathname, {})).headers.get('location')).toBe('/')
    expect((await get('/to/https:%2f%2fevil.example')).headers.get('location')).toBe('/')
  })

  test('a taken port says what to change', async () => {
    const port = Number(new URL(platform.address!).port)
    await expect(openWebPlatform({ listen: { host: '127.0.0.1', port } })).rejects.toThrow('Set web.port or PORT')
  })
})

describe('changes, as an open page gets them', () => {
  test('who comes back is told what came after the last change seen, and nothing that is not for them', async () => {
    const { platform, client } = await openWebPlatform({ listen: { host: '127.0.0.1', port: 0 } })
    const [mitch, ada] = [await client.signIn('Mitch'), await client.signIn('Ada')]
    const signedIn = await fetch(`${platform.address}/sign-in`, {
      method: 'POST',
      body: 'name=Ada',
      redirect: 'manual',
      headers: { 'content-type': form, origin: platform.address! },
    })
    const cookie = signedIn.headers.get('set-cookie')!.split(';')[0]!
    const page = await (await fetch(`${platform.address}/as/ada/c/general`, { headers: { cookie } })).text()
    const since = /data-since="([^"]+)"/.exec(page)![1]!
    await client.postMessage(mitch, 'web:c:general', 'one')
    const card = { blocks: [{ type: 'text' as const, spans: ['for Mitch'] }] }
    await platform.send('e1', { conversation: 'web:c:general', onlyFor: mitch }, card, { notify: false })
    const two = await client.postMessage(mitch, 'web:c:general', 'two')

    const first = await read(`/as/ada/live?since=${since}`, {}, two)
    expect(first).toContain('one')
    expect(first).not.toContain('for Mitch')
    const ids = [...first.matchAll(/^id: (.+)$/gm)].map(([, id]) => id!)
    expect(new Set(ids).size).toBe(ids.length)

    const three = await client.postMessage(ada, 'web:c:general', 'three')
    const second = await read('/as/ada/live', { 'last-event-id': ids.at(-1)! }, three)
    expect(second).not.toContain(two)
    expect(second.match(/^event: message$/gm)).toHaveLength(1)
    expect(await read('/as/ada/live', { 'last-event-id': 'other-run.7' }, 'event: reset')).toContain('event: reset')
    await platform.stop()

    /** Reads changes until `until` has come. */
    async function read(path: string, headers: Record<string, string>, until: string): Promise<string> {
      const ending = new AbortController()
      const answer = await fetch(`${platform.address}${path}`, {
        headers: { cookie, ...headers },
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
})

describe('the page on a network', () => {
  test('a browser comes in by a link that works once, and a name belongs to who took it', async () => {
    const { platform, client } = await openWebPlatform({ listen: { host: '0.0.0.0', port: 0 } })
    await client.signIn('Ada')
    const token = new URL(platform.signInLink!).searchParams.get('token')!
    const post = (path: string, body: string, cookie = '') =>
      fetch(`${platform.address}${path}`, {
        method: 'POST',
        body,
        redirect: 'manual',
        headers: { 'content-type': form, origin: platform.address!, cookie },
      })
    expect((await fetch(`${platform.address}/`)).status).toBe(403)
    expect((await post('/sign-in', 'name=Eve')).status).toBe(403)
    // A program that looks at the link does not use it up.
    expect((await fetch(platform.signInLink!)).status).toBe(200)
    const entered = await post('/enter', `token=${token}`)
    const cookie = entered.headers.get('set-cookie')!.split(';')[0]!
    expect((await post('/enter', `token=${token}`)).status).toBe(403)
    expect((await post('/sign-in', 'name=Ada', cookie)).status).toBe(400)
    expect((await post('/sign-in', 'name=Mitch', cookie)).headers.get('location')).toBe('/as/mitch/c/general')
    expect(await (await post('/as/mitch/invite', '', cookie)).text()).toContain('/enter?token=')
    await platform.stop()
  })
})
