import { type Context, Hono } from 'hono'
import { html } from 'hono/html'
import type { ClientActions } from '../client-actions.ts'
import { isCommand } from '../commands.ts'
import { renderForm } from '../pages/form.ts'
import { layout, notice } from '../pages/layout.ts'
import { home } from '../pages/paths.ts'
import { Refusal } from '../refusal.ts'
import type { Env } from './server.ts'
import type { Sessions } from './sessions.ts'

interface Parts {
  client: ClientActions
  sessions: Sessions
  /** Makes a link that lets another browser in; absent where none is needed. */
  invitationTo: (() => string) | undefined
}

type Body = Record<string, string>

/**
 * What a window can do, each a post of a form. The page's script asks for JSON and gets {} or { problem };
 * without a script the same post leads back to where it came from.
 */
export function createActionRoutes({ client, sessions, invitationTo }: Parts): Hono<Env> {
  const app = new Hono<Env>()

  function on(path: string, act: (account: string, body: Body) => Promise<unknown>) {
    app.post(`/:who/${path}`, async (c) => {
      const asked = c.req.header('accept') === 'application/json'
      try {
        await act(c.get('account'), await bodyOf(c))
        return asked ? c.json({}) : c.redirect(comingFrom(c), 303)
      } catch (error) {
        if (!(error instanceof Refusal) || !asked) throw error
        return c.json({ problem: error.message }, 400)
      }
    })
  }

  on('say', (account, { conversation = '', text = '' }) =>
    isCommand(text)
      ? client.runCommand(account, conversation, text)
      : client.postMessage(account, conversation, text.replace(/^\/\//, '/')),
  )
  on('edit', (account, { message = '', text = '' }) => client.editMessage(account, message, text))
  on('delete', (account, { message = '' }) => client.deleteMessage(account, message))
  on('choose', (account, { message = '' }) => client.chooseMessage(account, message))
  on('form', (account, body) => {
    const fields = Object.entries(body).filter(([name]) => name.startsWith('field.'))
    const values = Object.fromEntries(fields.map(([name, value]) => [name.slice('field.'.length), value]))
    return client.submitForm(account, body.message ?? '', pressed(body), values)
  })
  on('settings', (account, { openDms, timeZone }) =>
    client.changeSettings(account, { closedDms: openDms !== 'yes', ...(timeZone && { timeZone }) }),
  )

  // With a script the form is in the page already; without one it is the answer to the press.
  app.post('/:who/press', async (c) => {
    const account = c.get('account')
    const body = await bodyOf(c)
    const asked = c.req.header('accept') === 'application/json'
    try {
      const { form } = await client.press(account, body.message ?? '', pressed(body))
      if (asked) return c.json({})
      if (!form) return c.redirect(comingFrom(c), 303)
      const shown = renderForm(form, home(account), { message: body.message ?? '', ...pressed(body) })
      return c.html(layout(form.title, html`<main class="card-page">${shown}</main>`))
    } catch (error) {
      if (!(error instanceof Refusal) || !asked) throw error
      return c.json({ problem: error.message }, 400)
    }
  })

  app.post('/:who/sign-out', async (c) => {
    await sessions.change(c, (accounts) => accounts.filter((account) => account !== c.get('account')))
    return c.redirect('/', 303)
  })
  app.post('/:who/invite', (c) => {
    if (!invitationTo) return c.redirect(comingFrom(c), 303)
    return c.html(
      notice(
        'A link for somebody else',
        html`<p>It lets one browser in, once:</p><p><code>${invitationTo()}</code></p><p><a href="${comingFrom(c)}">Back</a></p>`,
      ),
    )
  })
  return app
}

const pressed = ({ action = '', subject = '' }: Body) => ({ action, subject })

/** The posted fields; a field that is there several times gives its values with commas between. */
async function bodyOf(c: Context): Promise<Body> {
  const body = await c.req.parseBody({ all: true })
  return Object.fromEntries(
    Object.entries(body).map(([name, value]) => [name, Array.isArray(value) ? value.join(',') : String(value)]),
  )
}

/** The window's own address, or its first page. */
function comingFrom(c: Context<Env>): string {
  const start = home(c.get('account'))
  const referer = c.req.header('referer')
  if (!referer || !URL.canParse(referer)) return start
  const { pathname, search } = new URL(referer)
  return pathname === start || pathname.startsWith(`${start}/`) ? pathname + search : start
}
