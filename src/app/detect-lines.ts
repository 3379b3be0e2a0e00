import { once } from 'node:events'
import { createInterface } from 'node:readline'
import type { Readable, Writable } from 'node:stream'
import { z } from 'zod'
import { createUnderstanding, type UnderstandingParts } from '../understanding/create-understanding.ts'
import { lookAgain, type MeaningOf } from './look-again.ts'

const lineSchema = z.object({ id: z.string(), text: z.string(), context: z.array(z.string()).nullish() })

/**
 * Answers each line {"id","text","context"?} of `input` at once with a line {"id","request","score","kind","places"} on `output`,
 * through the very code that the bot runs; `context` are the messages before, oldest first, `places` the words as written.
 * Throws at a line that is not such an object, naming its number. Resolves when the input ends.
 */
export async function detectLines(
  input: Readable,
  output: Writable,
  models: UnderstandingParts,
  meaningOf?: MeaningOf,
): Promise<void> {
  const { understand, detect, secondLook } = createUnderstanding(models)
  let number = 0
  for await (const line of createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })) {
    number++
    if (!line.trim()) continue
    const { id, text, context } = readLine(line, number)
    const before = context ?? []
    const { kind, places } = understand(text, { now: 0, before })
    const { request, score } = await lookAgain(secondLook, text, detect(text, { before }), meaningOf)
    const answer = { id, request, score, kind, places: places.map((place) => place.text) }
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
