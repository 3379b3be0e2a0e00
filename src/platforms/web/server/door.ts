import { type Context, Hono } from 'hono'
import type { ClientActions } from '../client-actions.ts'
import { home, pathTo } from '../pages/paths.ts'
import { doorPage, signInPage } from '../pages/sign-in.ts'
import { sampleSpace } from '../people.ts'
import { folded } from '../reading.ts'
import { Refusal } from '../refusal.ts'
import type { Sandbox } from '../sandbox.ts'
import type { State } from '../state.ts'
import type { Sessions } from './sessions.ts'

interface Parts {
  state: State
  sessions: Sessions
  client: ClientActions
  /** Whether other machines reach this page: then a link lets a browser in, and a name belongs to the browser that took it. */
  open: boolean
  /** Present where visitors may be somebody of the sample community. */
  sandbox: Sandbox | undefined
}

/** Coming in: the first page, sign-in by name, and links that let a browser in. */
export function createDoor({ state, sessions, client, open, sandbox }: Parts): Hono {
  const app = new Hono()

  async function known(c: Context): Promise<{ account: string; name: string }[]> {
    const accounts = (await sessions.current(c))?.accounts ?? []
    return accounts.flatMap((account) => state.people.get(account) ?? [])
  }

  const inventedPeople = () =>
    sandbox ? [...state.people.values()].filter(({ sample }) => sample !== undefined && sample !== 'visitor') : []

  const sandboxParts = () => ({ people: inventedPeople(), stories: sandbox?.player.stories ?? [] })

  /** Lets this browser be somebody, and leads to their window. */
  async function become(c: Context, account: string, place?: string) {
    await sessions.change(c, (accounts) => [...new Set([...accounts, account])])
    const { channels, dm } = client.conversations(account)
    return c.redirect(pathTo(account, place ?? channels[0]?.channel ?? dm)!, 303)
  }

  const mayComeIn = async (c: Context) => !open || (await sessions.current(c)) !== undefined

  app.get('/', async (c) => {
    if (!(await mayComeIn(c))) return c.html(doorPage(), 403)
    const people = await known(c)
    const [only] = people
    return only && people.length === 1 && c.req.query('someone-else') === undefined
      ? c.redirect(home(only.account))
      : c.html(signInPage(people, sandboxParts()))
  })

  app.post('/sign-in', async (c) => {
    if (!(await mayComeIn(c))) return c.html(doorPage(), 403)
    const { name = '', timeZone = '', locale = '', where, account } = await c.req.parseBody<Record<string, string>>()
    const invented = inventedPeople()
    const chosen = invented.find((person) => person.account === account)
    if (chosen) return become(c, chosen.account)
    const people = await known(c)
    const own = people.some((person) => folded(person.name) === folded(name))
    const taken = [...state.people.values()].some((person) => folded(person.name) === folded(name))
    if (open && taken && !own)
      return c.html(signInPage(people, sandboxParts(), 'Somebody else has this name. Please take another.'), 400)
    try {
      const visits = where === sampleSpace && invented.length > 0
      return await become(c, await client.signIn(name, { timeZone, locale, ...(visits && { spaces: [sampleSpace] }) }))
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      return c.html(signInPage(people, sandboxParts(), error.message), 400)
    }
  })

  app.post('/watch', async (c) => {
    if (!(await mayComeIn(c))) return c.html(doorPage(), 403)
    const { story = '' } = await c.req.parseBody<Record<string, string>>()
    const seen = inventedPeople().length > 0 ? await sandbox?.player.play(story) : undefined
    return seen ? become(c, seen.account, seen.conversation) : c.redirect('/', 303)
  })

  // Programs that look at links for people must not use one up: opening it only shows a button.
  app.get('/enter', (c) => {
    const token = c.req.query('token') ?? ''
    return sessions.isOpen(token) ? c.html(doorPage(token)) : c.html(doorPage(), 403)
  })
  app.post('/enter', async (c) => {
    const { token = '' } = await c.req.parseBody<Record<string, string>>()
    if (!sessions.useLink(token)) return c.html(doorPage(), 403)
    await sessions.change(c, (accounts) => accounts)
    return c.redirect('/', 303)
  })
  return app
}
