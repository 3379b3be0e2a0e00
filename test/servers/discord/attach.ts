import { refused } from './refusal.ts'
import type { World } from './world.ts'

interface Part {
  type: number
  file?: { url: string }
  components?: Part[]
}

/** Puts what was attached in place of "attachment://name", as Discord does; a name that was not attached is refused. */
export function withAttachments<T>(world: World, body: T, files: { name: string; text: string }[]): T {
  const { components } = (body ?? {}) as { components?: Part[] }
  if (!components) return body
  return { ...body, components: components.map((part) => resolve(world, part, files)) }
}

function resolve(world: World, part: Part, files: { name: string; text: string }[]): Part {
  if (!part.file) return part
  const name = part.file.url.replace('attachment://', '')
  const found = files.find((file) => file.name === name)
  if (!found) throw refused.invalidForm({ components: `${part.file.url} is not attached` })
  const url = `https://cdn.discordapp.com/attachments/1/1/${name}`
  const file = { id: world.nextId(), url, proxy_url: url, content_type: 'text/plain' }
  return { ...part, file, name, size: found.text.length, spoiler: false } as Part
}
