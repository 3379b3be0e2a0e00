import { once } from 'node:events'
import { createInterface } from 'node:readline'
import type { Readable, Writable } from 'node:stream'
import { z } from 'zod'
import { createUnderstanding, type UnderstandingParts } from '../understanding/create-understanding.ts'
import { lookAgain, type MeaningOf } from './look-again.ts'

const lineSchema = z.object({ id: z.string(), text: z.string(), context: z.array(z.string()).nullish() })

/**
 * Answers each line {"id","text","context"?} of `input` at once with a line {"id","request","score","kind","places","danger"} on `output`,
 * through the very code that the bot runs; `context` are the messages before, oldest first, `places` the words as written, `danger` whether a
 * life may be in danger.
 * Throws at a line that is not such an object, naming its number. Resolves when the input ends.
 */
export async function detectLines(
  input: Readable,
  output: Writable,
  models: UnderstandingParts,
  meaningOf?: MeaningOf,
): Promise<void> {
  const reader = createUnderstanding(models)
  let number = 0
  for await (const line of createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })) {
    number++
    if (!line.trim()) continue
    const { id, text, context } = readLine(line, number)
    const before = context ?? []
    const first = { found: reader.detect(text, { before }), mood: reader.mood(text) }
    const { found, mood } = await lookAgain(reader, text, first, meaningOf)
    const { kind, places } = reader.understand(text, { now: 0, before, mood })
    const answer = {
      id,
      request: found.request,
      score: found.score,
      kind,
      places: places.map((place) => place.text),
      danger: mood.crisis,
    }
    if (!output.write(`${JSON.stringify(answer)}\n`)) await once(output, 'drain')
  }
}

function readLine(line: string, number: number) {
  try {
    return lineSchema.parse(JSON.parse(line))
  } catch (cause) {
    throw new Error(`Line ${number} is not {"id": …, "text": …}: ${(cause as Error).message}`, { cause })
  }
}
