import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { extname, join } from 'node:path'
import { Hono } from 'hono'

const types: Record<string, string> = {
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
}

/** The page's own files, read once: no path of a request ever reaches the disk. */
export function serveAssets(): Hono {
  const folder = join(import.meta.dirname, '../assets')
  const app = new Hono()
  for (const name of readdirSync(folder)) {
    const body = readFileSync(join(folder, name), 'utf8')
    const etag = `"${createHash('sha256').update(body).digest('base64url').slice(0, 16)}"`
    const headers = { 'content-type': types[extname(name)]!, 'cache-control': 'no-cache', etag }
    app.get(`/${name}`, (c) =>
      c.req.header('if-none-match') === etag ? c.body(null, 304, headers) : c.body(body, 200, headers),
    )
  }
  return app
}
