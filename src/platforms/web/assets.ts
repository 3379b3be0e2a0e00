import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { extname, join } from 'node:path'

const types: Record<string, string> = {
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
}

interface Assets {
  /** Changes with any of the files, so that browsers may keep them for good under addresses that hold it. */
  version: string
  files: Map<string, { body: string; type: string }>
}

let read: Assets | undefined

/** The page's own files, read once: no path of a request ever reaches the disk. */
export function assets(): Assets {
  if (read) return read
  const folder = join(import.meta.dirname, 'assets')
  const files = new Map(
    readdirSync(folder)
      .toSorted()
      .map((name) => [name, { body: readFileSync(join(folder, name), 'utf8'), type: types[extname(name)]! }]),
  )
  // One for every page; small files are for those who write them.
  const body = ['base.css', 'messages.css', 'page.css'].map((name) => files.get(name)!.body).join('\n')
  files.set('style.css', { body, type: types['.css']! })
  const hash = createHash('sha256').update(JSON.stringify([...files]))
  read = { files, version: hash.digest('base64url').slice(0, 12) }
  return read
}

/** Where a page finds one of them: "/assets/4f…/page.css". Scripts find each other beside them. */
export const assetPath = (name: string) => `/assets/${assets().version}/${name}`
