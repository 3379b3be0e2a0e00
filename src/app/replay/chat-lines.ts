import { createReadStream, existsSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { createGunzip } from 'node:zlib'
import { z } from 'zod'

const event = z.object({
  type: z.literal('event'),
  id: z.string(),
  /** Seconds since 1970. */
  t: z.number(),
  /** Null: nobody knows. */
  user: z.string().min(1).nullable(),
  text: z.string(),
  channel: z.string().optional(),
  /** What the message is part of; a message whose id this is began it. */
  thread: z.string().optional(),
  /** Ids of the messages that this one answers. */
  replyTo: z.array(z.string()).optional(),
})
const query = z.object({
  type: z.literal('query'),
  id: z.string(),
  t: z.number(),
  asker: z.string().min(1),
  text: z.string(),
  channel: z.string().optional(),
})
const line = z.discriminatedUnion('type', [event, query, z.object({ type: z.literal('reset') })])
const truth = z.object({ id: z.string(), answerers: z.array(z.string()) })

export type ChatLine = z.output<typeof line>
export type ChatMessage = z.output<typeof event> & { user: string }
export type ChatQuery = z.output<typeof query>

/**
 * Reads recorded chat line by line (docs/replay.md says what may stand in it), packed when the name ends in ".gz".
 * @throws Error that names the line and what is wrong with it
 */
export async function* readChat(file: string): AsyncGenerator<ChatLine> {
  for await (const { text, number } of linesOf(file)) yield parse(line, text, file, number)
}

/**
 * Who answered each query: from "NAME.gold.jsonl" beside "NAME.stream.jsonl.gz" when it is there, else whoever else replied to it.
 * @returns names by the query's id
 */
export async function readAnswerers(file: string): Promise<Map<string, Set<string>>> {
  const told = file.replace(/\.stream\.jsonl(\.gz)?$/, '.gold.jsonl')
  const answerers = new Map<string, Set<string>>()
  if (told !== file && existsSync(told)) {
    for await (const { text, number } of linesOf(told)) {
      const { id, answerers: names } = parse(truth, text, told, number)
      answerers.set(id, new Set(names))
    }
    return answerers
  }
  const askers = new Map<string, string>()
  for await (const one of readChat(file)) {
    if (one.type === 'query') {
      askers.set(one.id, one.asker)
      answerers.set(one.id, new Set())
    } else if (one.type === 'event') {
      if (one.user === null) continue
      for (const id of one.replyTo ?? []) if (askers.get(id) !== one.user) answerers.get(id)?.add(one.user)
    }
  }
  return answerers
}

async function* linesOf(file: string): AsyncGenerator<{ text: string; number: number }> {
  const source = createReadStream(file)
  const input = file.endsWith('.gz') ? source.pipe(createGunzip()) : source
  const failed = new Promise<never>((_, reject) => {
    source.on('error', reject)
    input.on('error', reject)
  })
  failed.catch(() => {})
  // A stream that breaks must end the loop, which readline alone would let wait for ever.
  const lines = createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })[Symbol.asyncIterator]()
  for (let number = 1; ; number++) {
    const next = await Promise.race([lines.next(), failed])
    if (next.done) return
    if (next.value.trim()) yield { text: next.value, number }
  }
}

function parse<Schema extends z.ZodType>(schema: Schema, text: string, file: string, number: number): z.output<Schema> {
  try {
    return schema.parse(JSON.parse(text))
  } catch (cause) {
    const what = cause instanceof z.ZodError ? z.prettifyError(cause) : (cause as Error).message
    throw new Error(`${file}, line ${number}: ${what}\nSee docs/replay.md for what may stand in a line.`, { cause })
  }
}
