import { Hono } from 'hono'
import { html } from 'hono/html'
import type { Live } from '../live.ts'
import { notice } from '../pages/layout.ts'
import { home } from '../pages/paths.ts'
import { isLeap } from '../pages/sandbox-bar.ts'
import { Refusal } from '../refusal.ts'
import type { Sandbox } from '../sandbox.ts'
import type { State } from '../state.ts'
import type { Env } from './server.ts'

interface Parts {
  state: State
  live: Live
  sandbox: Sandbox
}

/** What a window can do in the sandbox, each a post of a form that leads back to a page. */
export function createSandboxRoutes({ state, live, sandbox }: Parts): Hono<Env> {
  const app = new Hono<Env>()

  /** For those in the sample community; their bar shows what came of it. */
  function on(path: string, act: (account: string, body: Record<string, string>) => Promise<void>) {
    app.post(`/:who/sandbox/${path}`, async (c) => {
      const account = c.get('account')
      if (!state.people.get(account)?.sample) throw new Refusal('This is for the sample community only.')
      await act(account, await c.req.parseBody<Record<string, string>>())
      live.publish({ type: 'sandbox' })
      return c.req.header('accept') === 'application/json' ? c.json({}) : c.redirect(home(account), 303)
    })
  }
  on('travel', async (account, { leap }) => {
    if (!isLeap(leap)) throw new Refusal('The clock cannot be moved like that.')
    await sandbox.leap(leap, state.people.get(account)?.timeZone ?? 'UTC')
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
