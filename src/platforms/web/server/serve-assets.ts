import { gemoji } from 'gemoji'
import { Hono } from 'hono'
import { assets } from '../assets.ts'

/** The page's own files, to be kept for good: their addresses change with them. */
export function serveAssets(): Hono {
  const { version, files } = assets()
  const app = new Hono()
  const headers = { 'cache-control': 'public, max-age=31536000, immutable' }
  for (const [name, { body, type }] of files)
    app.get(`/${version}/${name}`, (c) => c.body(body, 200, { ...headers, 'content-type': type }))
  app.get(`/${version}/emoji.json`, (c) => c.json(emojiList(), 200, headers))
  return app
}

let emoji: string[] | undefined
/** "👋 wave" and so on, made when somebody first types a colon. */
const emojiList = () => {
  emoji ??= gemoji.map(({ emoji, names }) => `${emoji} ${names.join(' ')}`)
  return emoji
}
