import { Hono } from 'hono'
import { html } from 'hono/html'
import { notice } from '../pages/layout.ts'
import { home } from '../pages/paths.ts'
import { Refusal } from '../refusal.ts'
import type { Sandbox } from '../sandbox.ts'
import type { State } from '../state.ts'
import type { Env } from './server.ts'

/** What a window can do in the sandbox, each a post of a form that leads back to a page. */
export function createSandboxRoutes({ state, sandbox }: { state: State; sandbox: Sandbox }): Hono<Env> {
  const app = new Hono<Env>()

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
