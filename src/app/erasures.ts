import { createHmac, randomBytes } from 'node:crypto'
import { mkdir, open, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Clock } from '../shared/clock.ts'
import type { Store } from '../storage/store.ts'

/** Who was erased, kept outside the record, so that a restored backup does not bring them back. */
export interface Erasures {
  /** Notes that the person with these accounts was erased. On the disk when this resolves. */
  note(accounts: string[]): Promise<void>
  /**
   * Calls `erase` for every member of the record who was erased after they joined: the record is older than the erasure.
   * Who came back later is somebody new. Returns how many there were.
   */
  repeat(store: Store, erase: (memberId: string) => Promise<void>): Promise<number>
}

const HEAD = 'askaround erasures 1'

/**
 * Opens the list of erasures in `folder` (the file "erasures"; it belongs to no backup of the record). A line holds when, and a
 * keyed hash of one account; without the operator's key, with a salt that stands in the file.
 * @throws Error when the file is not such a list
 */
export async function openErasures(
  folder: string,
  key: Uint8Array | undefined,
  clock: Pick<Clock, 'now'>,
): Promise<Erasures> {
  const file = join(folder, 'erasures')
  await mkdir(folder, { recursive: true })
  const { salt, erasedAt } = await read(file)
  const hash = (account: string) =>
    createHmac('sha256', key ?? salt)
      .update(`${salt}\n${account}`)
      .digest('base64url')
  return {
    async note(accounts) {
      const at = clock.now()
      for (const account of accounts) erasedAt.set(hash(account), at)
      await append(file, accounts.map((account) => `${at} ${hash(account)}\n`).join(''))
    },
    async repeat(store, erase) {
      if (erasedAt.size === 0) return 0
      const again = new Set<string>()
      for await (const accounts of store.accounts()) {
        for (const { account, memberId, joinedAt } of accounts) {
          if (joinedAt <= (erasedAt.get(hash(account)) ?? Number.NEGATIVE_INFINITY)) again.add(memberId)
        }
      }
      for (const memberId of again) await erase(memberId)
      return again.size
    },
  }
}

/** The salt, and the last erasure of each hash. Begins the list when there is none. */
async function read(file: string): Promise<{ salt: string; erasedAt: Map<string, number> }> {
  const erasedAt = new Map<string, number>()
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return ''
    throw error
  })
  if (text === '') {
    const salt = randomBytes(16).toString('hex')
    await append(file, `${HEAD} ${salt}\n`)
    return { salt, erasedAt }
  }
  // The last line may have been cut off by a power failure; its erasure was never acknowledged.
  if (!text.endsWith('\n')) await append(file, '\n')
  const [head, ...lines] = text.split('\n')
  const salt = head!.startsWith(`${HEAD} `) ? head!.slice(HEAD.length + 1) : ''
  if (!/^[0-9a-f]{32}$/.test(salt)) {
    throw new Error(`${file} is not a list of erasures. Put the right file there, or move it away to begin a new list.`)
  }
  for (const line of lines) {
    const [, at, hash] = /^(\d+) ([\w-]{43})$/.exec(line) ?? []
    if (at && hash) erasedAt.set(hash, Math.max(Number(at), erasedAt.get(hash) ?? 0))
  }
  return { salt, erasedAt }
}

async function append(file: string, text: string): Promise<void> {
  const opened = await open(file, 'a', 0o600)
  try {
    await opened.appendFile(text)
    await opened.datasync()
  } finally {
    await opened.close()
  }
}
