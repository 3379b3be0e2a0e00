import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { getRequestListener } from '@hono/node-server'
import { type Context, Hono } from 'hono'
import { compress } from 'hono/compress'
import { getCookie } from 'hono/cookie'
import { html } from 'hono/html'
import { streamSSE } from 'hono/streaming'
import type { Logger } from '../../../shared/logger.ts'
import type { Suggest } from '../../platform.ts'
import type { ClientActions } from '../client-actions.ts'
import { accountRef, channelRef, dmRef, parseMessage } from '../ids.ts'
import { buildPage, type PageParts, type Wanted } from '../pages/build-page.ts'
import { notice } from '../pages/layout.ts'
import { home, pathTo } from '../pages/paths.ts'
import { mayRead } from '../reading.ts'
import { Refusal } from '../refusal.ts'
import { suggestFor } from '../suggest.ts'
import { createActionRoutes } from './action-routes.ts'
import { createDoor } from './door.ts'
import { checkHost, checkOrigin, isLoopback, limitBody, setHeaders } from './guard.ts'
import { listen } from './listen.ts'
import { createSandboxRoutes, insideCookie } from './sandbox-routes.ts'
import { serveAssets } from './serve-assets.ts'
import { createSessions } from './sessions.ts'
import { streamChanges } from './stream-changes.ts'

export interface ServerOptions {
  host: string
  /** 0 takes a free one. */
  port: number
  /** The address under which people reach the page, when it stands behind another server. */
  baseUrl?: string
}

export interface PageServer {
  address: string
  /** Lets one browser in, once; undefined where the page is reached from this machine alone. */
  signInLink: string | undefined
  stop(): Promise<void>
}

/** A request from a window that is signed in as `account`. */
export type Env = { Variables: { account: string } }

/** Serves the page. Rejects, naming the remedy, when the port is taken. */
export async function startServer(
  options: ServerOptions,
  parts: Omit<PageParts, 'isOnline' | 'invites'> & { client: ClientActions; logger: Logger; suggest?: Suggest },
): Promise<PageServer> {
  const { state, live, client, logger } = parts
  const open = !isLoopback(options.host)
  const publicUrl = options.baseUrl ? new URL(options.baseUrl) : undefined
  const sessions = createSessions(state.keep, {
    // Ports of one host share their cookies.
    cookie: () => `askaround-${(server.address() as AddressInfo).port}`,
    secure: publicUrl?.protocol === 'https:',
  })
  const windows = new Map<string, number>()
  const page: PageParts = { ...parts, invites: open, isOnline: (account) => windows.has(account) }

  function countWindow(account: string, by: 1 | -1) {
    const count = (windows.get(account) ?? 0) + by
    if (count > 0) windows.set(account, count)
    else windows.delete(account)
    if (count === (by > 0 ? 1 : 0)) live.publish({ type: 'people' })
  }

  const app = new Hono<Env>()
  app.use(compress(), checkHost(publicUrl?.host), setHeaders, limitBody, checkOrigin(publicUrl?.host))
  app.route('/assets', serveAssets())
  app.use(async (c, next) => {
    await next()
    c.header('cache-control', 'no-store')
  })
  const door = createDoor({ state, sessions, client, open, sandbox: parts.sandbox })
  app.route('/', door)

  const inside = new Hono<Env>()
  inside.use('/:who/*', async (c, next) => {
    const account = accountRef(c.req.param('who'))
    const session = await sessions.current(c)
    if (!session?.accounts.includes(account) || !state.people.has(account)) return c.redirect('/', 303)
    if (c.req.method === 'POST' && !state.people.get(account)?.sample) await parts.sandbox?.isReal()
    c.set('account', account)
    return next()
  })

  async function show(c: Context<Env>, wanted: Wanted) {
    const given = c.req.query()
    const numbers = Object.fromEntries(
      ['thread', 'at', 'before'].flatMap((name) => (/^\d{1,12}$/.test(given[name] ?? '') ? [[name, given[name]]] : [])),
    )
    const inside = getCookie(c, insideCookie) === 'open'
    const body = await buildPage(page, c.get('account'), { ...wanted, ...numbers, inside })
    return body ? c.html(body) : c.html(notFound(home(c.get('account'))), 404)
  }
  inside.get('/:who', (c) => show(c, {}))
  inside.get('/:who/', (c) => c.redirect(home(c.get('account'))))
  inside.get('/:who/c/:channel', (c) => show(c, { conversation: channelRef(c.req.param('channel')) }))
  inside.get('/:who/dm', (c) => show(c, { conversation: dmRef(c.get('account')) }))
  inside.get('/:who/suggest', async (c) =>
    c.json(await suggestFor(parts.suggest, state.people.get(c.get('account'))!, c.req.query())),
  )
  inside.get('/:who/live', (c) => {
    const account = c.get('account')
    const since = c.req.header('last-event-id') ?? c.req.query('since')
    return streamSSE(c, async (stream) => {
      countWindow(account, 1)
      await streamChanges(page, account, stream, since).finally(() => countWindow(account, -1))
    })
  })
  inside.route('/', createActionRoutes({ client, sessions, invitationTo: open ? linkTo : undefined }))
  if (parts.sandbox) inside.route('/', createSandboxRoutes({ page, sessions, sandbox: parts.sandbox }))
  app.route('/as', inside)

  /** An address that the bot gave to somebody: shown to whichever account of this browser may read it. */
  app.get('/to/:ref', async (c) => {
    const accounts = (await sessions.current(c))?.accounts ?? []
    const ref = c.req.param('ref')
    const place = parseMessage(ref)?.conversation ?? ref
    const reader = accounts.find((account) => mayRead(state, account, place))
    return c.redirect((reader && pathTo(reader, ref)) ?? '/')
  })
  app.notFound((c) => c.html(notFound('/'), 404))
  app.onError((error, c) => {
    if (!(error instanceof Refusal)) logger.error({ err: error, path: c.req.path }, 'a page could not be made')
    const words = error instanceof Refusal ? error.message : 'Something went wrong here. Please try again.'
    return c.html(notice('That did not work', html`<p>${words}</p>`), error instanceof Refusal ? 400 : 500)
  })

  const server = createServer(getRequestListener(app.fetch))
  await listen(server, options)
  const { port } = server.address() as AddressInfo
  const shownHost = open && ['0.0.0.0', '::'].includes(options.host) ? 'localhost' : options.host
  const address = publicUrl?.origin ?? `http://${shownHost.includes(':') ? `[${shownHost}]` : shownHost}:${port}`
  function linkTo() {
    return `${address}/enter?token=${sessions.createLink()}`
  }

  return {
    address,
    signInLink: open ? linkTo() : undefined,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

const notFound = (back: string) =>
  notice('Nothing to see here', html`<p>It is gone, or not meant for you.</p><p><a href="${back}">Back</a></p>`)
