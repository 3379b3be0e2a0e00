import { createHash, randomBytes } from 'node:crypto'
import type { Context } from 'hono'
import { getCookie, setCookie } from 'hono/cookie'
import type { Keep } from '../../platform.ts'
import { keys } from '../rows.ts'

/** A browser: who its windows may be. The window's address says which of them it is. */
export interface Session {
  accounts: string[]
}

export type Sessions = ReturnType<typeof createSessions>

const year = 365 * 24 * 3600

/** Browsers that came in. Kept by the hash of their cookie, so that who reads the record cannot become anybody. */
export function createSessions(keep: Keep, options: { cookie(): string; secure: boolean }) {
  /** Links that let one browser in each, until the process ends. */
  const links = new Set<string>()

  const save = (token: string, session: Session) => keep.put({ [keys.session(hash(token))]: JSON.stringify(session) })

  async function read(c: Context): Promise<{ token: string; session: Session } | undefined> {
    const token = getCookie(c, options.cookie())
    const value = token && (await keep.get(keys.session(hash(token))))
    return token && value ? { token, session: JSON.parse(value) as Session } : undefined
  }

  return {
    async current(c: Context): Promise<Session | undefined> {
      return (await read(c))?.session
    },

    /** Begins a session, or changes the one there is. */
    async change(c: Context, change: (accounts: string[]) => string[]): Promise<void> {
      const known = await read(c)
      const token = known?.token ?? randomBytes(32).toString('base64url')
      await save(token, { accounts: change(known?.session.accounts ?? []) })
      setCookie(c, options.cookie(), token, {
        httpOnly: true,
        sameSite: 'Lax',
        path: '/',
        maxAge: year,
        secure: options.secure,
      })
    },

    /** A token that lets one browser in, once. */
    createLink(): string {
      const link = randomBytes(24).toString('base64url')
      links.add(link)
      return link
    },
    isOpen: (link: string) => links.has(link),
    /** Uses a link up. False when it was used before or never given. */
    useLink: (link: string) => links.delete(link),
  }
}

const hash = (token: string) => createHash('sha256').update(token).digest('base64url')
