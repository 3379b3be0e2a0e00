import { type Context, Hono } from 'hono'
import { html } from 'hono/html'
import type { Form } from '../../../cards/card.ts'
import { FormRefusal } from '../check-form.ts'
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

/** A form to be filled in next: which one, where it is posted below the window's home, and what it is about. */
interface Next {
  form: Form
  path: string
  about: Body
}

/**
 * What a window can do, each a post of a form. The page's script asks for JSON and gets {}, { form } to be filled in, or { problem };
 * without a script the same post leads back to where it came from, or to a page with the form.
 */
export function createActionRoutes({ client, sessions, invitationTo }: Parts): Hono<Env> {
  const app = new Hono<Env>()

  function on(path: string, act: (account: string, body: Body) => Promise<Next | undefined>) {
    app.post(`/:who/${path}`, async (c) => {
      const asked = c.req.header('accept') === 'application/json'
      const account = c.get('account')
      const body = await bodyOf(c)
      const back = comingFrom(c, body.back)
      try {
        const next = await act(account, body)
        if (!next) return asked ? c.json({}) : c.redirect(back, 303)
        const options = { to: `${home(account)}/${next.path}`, about: next.about }
        return asked
          ? c.json({ form: String(await renderForm(next.form, options)) })
          : c.html(formPage(next.form, { ...options, back }))
      } catch (error) {
        if (!(error instanceof Refusal)) throw error
        if (asked) return c.json(error instanceof FormRefusal ? sayOf(error) : { problem: error.message }, 400)
        if (!(error instanceof FormRefusal))
          return c.html(
            notice('That did not work', html`<p>${error.message}</p><p><a href="${back}">Back</a></p>`),
            400,
          )
        const { form, values } = error
        const about = Object.fromEntries(Object.entries(body).filter(([name]) => !name.includes('.')))
        return c.html(formPage(form, { to: c.req.path, about, values, ...sayOf(error), back }), 400)
      }
    })
  }
  /** For what leads to no form. */
  const onPlain = (path: string, act: (account: string, body: Body) => Promise<unknown>) =>
    on(path, async (account, body) => void (await act(account, body)))

  on('say', async (account, { conversation = '', text = '' }) => {
    if (!isCommand(text)) {
      await client.postMessage(account, conversation, text.replace(/^\/\//, '/'))
      return undefined
    }
    const { form, action } = await client.runCommand(account, conversation, text)
    return form && { form, path: 'command-form', about: { conversation, action: action! } }
  })
  on('press', async (account, body) => {
    const { form } = await client.press(account, body.message ?? '', pressed(body))
    return form && { form, path: 'form', about: { message: body.message ?? '', ...pressed(body) } }
  })
  onPlain('form', (account, body) => client.submitForm(account, body.message ?? '', pressed(body), filledIn(body)))
  onPlain('command-form', (account, body) =>
    client.submitCommandForm(account, body.conversation ?? '', body.action ?? '', filledIn(body)),
  )
  onPlain('edit', (account, { message = '', text = '' }) => client.editMessage(account, message, text))
  onPlain('delete', (account, { message = '' }) => client.deleteMessage(account, message))
  onPlain('dismiss', (account, { message = '' }) => client.dismiss(account, message))
  onPlain('read', async (account, { conversation = '', upTo = '' }) => {
    if (/^\d{1,12}$/.test(upTo)) await client.read(account, conversation, Number(upTo))
  })
  onPlain('choose', (account, { message = '' }) => client.chooseMessage(account, message))
  onPlain('settings', (account, { openDms, timeZone }) =>
    client.changeSettings(account, { closedDms: openDms !== 'yes', ...(timeZone && { timeZone }) }),
  )

  app.post('/:who/sign-out', async (c) => {
    await sessions.change(c, (accounts) => accounts.filter((account) => account !== c.get('account')))
    return c.redirect('/', 303)
  })
  app.post('/:who/invite', (c) => {
    const back = comingFrom(c)
    if (!invitationTo) return c.redirect(back, 303)
    return c.html(
      notice(
        'A link for somebody else',
        html`<p>It lets one browser in, once:</p><p><code>${invitationTo()}</code></p><p><a href="${back}">Back</a></p>`,
      ),
    )
  })
  return app
}

/** What is wrong with a form: of the whole only where it is no field's. */
const sayOf = ({ message, problems }: FormRefusal) =>
  Object.keys(problems).length > 0 ? { problem: '', problems } : { problem: message, problems }

const formPage = (form: Form, options: Parameters<typeof renderForm>[1]) =>
  layout(form.title, html`<main class="card-page">${renderForm(form, options)}</main>`)

const pressed = ({ action = '', subject = '' }: Body) => ({ action, subject })

const filledIn = (body: Body): Body =>
  Object.fromEntries(
    Object.entries(body).flatMap(([name, value]) => (name.startsWith('field.') ? [[name.slice(6), value]] : [])),
  )

/** The posted fields; a field that is there several times gives its values with commas between. */
async function bodyOf(c: Context): Promise<Body> {
  const body = await c.req.parseBody({ all: true })
  return Object.fromEntries(
    Object.entries(body).map(([name, value]) => [name, Array.isArray(value) ? value.join(',') : String(value)]),
  )
}

/** The window's own address, or its first page. `given`: as a form on a page of its own remembers it. */
export function comingFrom(c: Context<Env>, given?: string): string {
  const start = home(c.get('account'))
  const address = given ?? c.req.header('referer')
  if (!address || !URL.canParse(address, 'http://here')) return start
  const { pathname, search } = new URL(address, 'http://here')
  return pathname.startsWith(`${start}/`) ? pathname + search : start
}
