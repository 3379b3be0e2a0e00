import { measure } from 'mitata'
import { loadModels } from '../src/app/load-models.ts'
import { createUnderstanding } from '../src/understanding/create-understanding.ts'
import { figures } from '../training/measure-detector.ts'
import { type OwnExample, readOwnExamples } from '../training/read-examples.ts'
import { detectWithCompromise, detectWithPattern, detectWithWink } from './other-detectors.ts'
import { showTable } from './show-table.ts'

/**
 * Our first stage beside what one would build of general libraries: how long a message takes, and how often it is right on the examples of ours
 * that trained nothing. Each reads the same messages in turn, in one process.
 */
const { detect } = createUnderstanding(loadModels(new URL('../config', import.meta.url).pathname))
type Detect = (text: string, before: string[]) => boolean
const detectors: Record<string, Detect> = {
  Askaround: (text, before) => detect(text, { before }).request,
  'wink-nlp and rules': detectWithWink,
  'compromise and rules': detectWithCompromise,
  'a regular expression': detectWithPattern,
}

const apart = readOwnExamples().filter((example) => example.apart)
const english = apart.filter(({ language }) => language === 'en')
const others = apart.filter(({ language }) => language !== 'en')

const f1 = (examples: OwnExample[], says: Detect) =>
  figures(
    examples.map(({ text, before, request }) => ({ score: says(text, before) ? 1 : 0, request })),
    0.5,
  ).f1.toFixed(2)

/** µs a message: the median of passes over all, divided by their number. */
async function timePasses(says: Detect): Promise<number> {
  const { p50 } = await measure(() => english.filter(({ text, before }) => says(text, before)).length)
  return p50 / 1000 / english.length
}

const microseconds: number[] = []
for (const says of Object.values(detectors)) microseconds.push(await timePasses(says))
showTable(
  'Detection beside other ways',
  Object.entries(detectors).map(([name, says], i) => ({
    detector: name,
    'µs a message': microseconds[i]!.toFixed(1),
    'time, ours = 1': (microseconds[i]! / microseconds[0]!).toPrecision(2),
    [`F1, English (${english.length})`]: f1(english, says),
    [`F1, other languages (${others.length})`]: f1(others, says),
  })),
)
