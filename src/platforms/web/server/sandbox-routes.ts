import { type Context, Hono } from 'hono'
import { setCookie } from 'hono/cookie'
import { html } from 'hono/html'
import { insideFor, type PageParts } from '../pages/build-page.ts'
import { notice } from '../pages/layout.ts'
import { home, pathTo } from '../pages/paths.ts'
import { isLeap } from '../pages/sandbox-bar.ts'
import { Refusal } from '../refusal.ts'
import type { Sandbox } from '../sandbox.ts'
import { comingFrom } from './action-routes.ts'
import type { Env } from './server.ts'
import type { Sessions } from './sessions.ts'

type Body = Record<string, string>

interface Parts {
  page: PageParts
  sessions: Sessions
  sandbox: Sandbox
}

/** Whether this browser has open what goes on inside; until it is closed. */
export const insideCookie = 'askaround-inside'

/** Says why something was not done, next to where it was pressed or on a page that leads back. */
function refuse(c: Context<Env>, error: Error): Response | Promise<Response> {
  if (!(error instanceof Refusal)) throw error
  if (c.req.header('accept') === 'application/json') return c.json({ problem: error.message }, 400)
  return c.html(notice('Not now', html`<p>${error.message}</p><p><a href="${comingFrom(c)}">Back</a></p>`), 400)
}

/** What a window can do in the sandbox, each a post of a form that leads back to a page. */
export function createSandboxRoutes({ page, sessions, sandbox }: Parts): Hono<Env> {
  const { state, live } = page
  const app = new Hono<Env>()

  /** For those in the sample community; their bar shows what came of it. */
  function on(path: string, act: (account: string, body: Body, c: Context<Env>) => Promise<string | undefined>) {
    app.post(`/:who/sandbox/${path}`, async (c) => {
      const account = c.get('account')
      if (!state.people.get(account)?.sample) throw new Refusal('This is for the sample community only.')
      const leadsTo = await act(account, await c.req.parseBody<Body>(), c).catch((error) => refuse(c, error))
      if (leadsTo instanceof Response) return leadsTo
      live.publish({ type: 'sandbox' })
      if (leadsTo) return c.redirect(leadsTo, 303)
      return c.req.header('accept') === 'application/json' ? c.json({}) : c.redirect(comingFrom(c), 303)
    })
  }
  on('travel', async (account, { leap }) => {
    if (!isLeap(leap)) throw new Refusal('The clock cannot be moved like that.')
    const why = await sandbox.stands()
    if (why) throw new Refusal(why)
    await sandbox.leap(leap, state.people.get(account)?.timeZone ?? 'UTC')
    return undefined
  })
  /** Lets this browser be a member of the sample. @returns the way to their window */
  async function become(c: Context<Env>, account: string, conversation: string) {
    const sample = state.people.get(account)?.sample
    const path = pathTo(account, conversation)
    if (!sample || sample === 'visitor' || !path) throw new Refusal('Nobody of the sample community has this name.')
    await sessions.change(c, (accounts) => [...new Set([...accounts, account])])
    return path
  }
  const { player } = sandbox
  on('play', async (_, { story = '' }, c) => {
    const seen = await player.play(story)
    if (!seen) throw new Refusal('There is no such story.')
    return become(c, seen.account, seen.conversation)
  })
  on('see', (_, { account = '', conversation = '' }, c) => become(c, account, conversation))
  on('steer', async (_, { what }) => {
    if (what === 'pause') player.pause()
    else if (what === 'resume') player.resume()
    else if (what === 'step') await player.step()
    else if (what === 'stop') player.stop()
    else throw new Refusal('The story cannot be steered like that.')
    return undefined
  })

  on('inside', async (_, { open }, c) => {
    setCookie(c, insideCookie, open === 'yes' ? 'open' : '', {
      path: '/as',
      httpOnly: true,
      sameSite: 'Lax',
      ...(open !== 'yes' && { maxAge: 0 }),
    })
    return undefined
  })
  app.get('/:who/sandbox/inside', async (c) => {
    const shown = await insideFor(page, c.get('account'))
    if (!shown) throw new Refusal('This is for the sample community only.')
    return c.html(shown)
  })

  /** Asks once, also where the page's script did not. */
  app.post('/:who/sample/remove', async (c) => {
    const account = c.get('account')
    if (!state.people.get(account)?.admin) throw new Refusal('Only organisers can remove the sample community.')
    const { sure } = await c.req.parseBody<Record<string, string>>()
    const back = html`<p><a href="${home(account)}">Back</a></p>`
    if (sure !== 'yes')
      return c.html(
        notice(
          'Remove the sample community?',
          html`<form method="post" class="form"><input type="hidden" name="sure" value="yes"><div class="buttons"><button class="primary">Remove it</button></div></form>${back}`,
        ),
      )
    await sandbox.remove()
    return c.redirect(state.people.has(account) ? home(account) : '/', 303)
  })
  return app
}
