import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import { readTable } from './read-table.ts'

/** A message with its label. `weight` is how much it counts in training. */
export interface Example {
  text: string
  before: string[]
  request: boolean
  /** What sort it is: a kind for requests, "answer", "joke" … for others. */
  sort: string
  source: string
  /** Whose hand wrote it, as the name of its file says, or "public": examples of one hand are alike. */
  hand: string
  weight: number
}

export interface OwnExample extends Example {
  /** ISO 639-1, or "hien" for Hindi in Latin letters with English. */
  language: string
  /** Kept apart: measures, never trains. */
  apart: boolean
}

export const requestSorts = new Set<string>([
  'info',
  'referral',
  'recommendation',
  'thing',
  'hands',
  'problem',
  'wish',
  'support',
])
/** One in five of our own examples never trains. Which ones follows from their text alone, so it was settled before any result was seen. */
const ONE_IN = 5
/** Ours are harder than what people write: with more weight they help with each other and hurt elsewhere. */
const OWN_WEIGHT = 0.5
/** Hands that wrote hardly anything but what the detector missed: at full weight they make it doubt plain requests. */
const HARDEST = new Set(['broad', 'wide'])

/** The examples that we wrote, in the folder examples/: a file for each language, in each line its sort, the text, and where it matters the message before. */
export function readOwnExamples(): OwnExample[] {
  const folder = new URL('examples/', import.meta.url)
  return readdirSync(folder)
    .toSorted()
    .flatMap((file) => {
      const hand = file.replace('not-', '').match(/-(.+)-/u)?.[1] ?? 'oldest'
      return readTable(new URL(file, folder)).map(([sort, text, before]) => ({
        text: text!,
        before: before ? [before] : [],
        request: requestSorts.has(sort!),
        sort: sort!,
        source: 'own',
        hand,
        weight: HARDEST.has(hand) ? OWN_WEIGHT / 2 : OWN_WEIGHT,
        language: file.slice(0, file.indexOf('-')),
        apart: (hashText(text!) >>> 8) % ONE_IN === 0,
      }))
    })
}

/** FNV-1a, 32 bits. */
export function hashText(text: string): number {
  let hash = 0x811c9dc5
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193)
  return hash >>> 0
}

/** A row that a person labelled in a real conversation counts as three of ours. */
const PUBLIC_WEIGHT = 2

/** Rows as `askaround detect` reads them, with a label. */
interface Row {
  text: string
  context?: string[]
  label: string
  kind: string | null
  source: string | null
}

/** Public data whose licence lets weights be trained on it: IRC (CC BY 4.0), Gitter (MIT), disaster text messages (CC BY 4.0). */
const MAY_TRAIN: Record<string, (row: Row) => boolean> = {
  'detect/chat.jsonl': (row) => /^(?:irc-|gitter$)/u.test(row.source ?? ''),
  'detect/chat-hard.jsonl': (row) => /^(?:irc-|gitter$)/u.test(row.source ?? ''),
  'detect/disaster-sms.jsonl': () => true,
}

/** Rows of labelled public data in `directory` that may train. Follow-up questions of the asker are left out: they belong to a request already made. */
export function readPublicExamples(directory: string): Example[] {
  return Object.entries(MAY_TRAIN).flatMap(([name, may]) => {
    const file = `${directory}/${name}`
    if (!existsSync(file)) {
      console.log(`${file} is not there: trained without it.`)
      return []
    }
    const rows: Row[] = readFileSync(file, 'utf8')
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line))
    return rows
      .filter((row) => may(row) && row.label !== 'followup')
      .map((row) => ({
        text: row.text,
        before: row.context ?? [],
        request: row.label === 'request',
        sort: row.kind ?? '?',
        source: row.source ?? 'sms',
        hand: 'public',
        weight: PUBLIC_WEIGHT,
      }))
  })
}

const ANSWERED = 'route/irc.gold.jsonl'
const STREAM = 'route/irc.stream.jsonl.gz'
const GUESSED_WEIGHT = 0.2
const OTHERS_EVERY = 22
const SHORTEST_GUESSED = 12

/**
 * Ubuntu IRC (Kummerfeld et al. 2019, CC BY 4.0). Some lines we labelled by hand (irc-labels.tsv). Of the others it is known which somebody
 * answered: these are guessed to be requests, every 22nd of the rest to be none. Many guesses are wrong, so they count little, and the
 * caller drops those that look wrong.
 */
export function readIrc(directory: string): Example[] {
  if (!existsSync(`${directory}/${STREAM}`)) {
    console.log(`${directory}/${STREAM} is not there: trained without it.`)
    return []
  }
  const parse = (text: string) =>
    text
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line))
  const labels = new Map(
    readTable(new URL('irc-labels.tsv', import.meta.url)).map(([line, label]) => [Number(line), label === 'request']),
  )
  const answered = new Set(parse(readFileSync(`${directory}/${ANSWERED}`, 'utf8')).map((row) => row.id))
  const examples: Example[] = []
  let before: string[] = []
  let others = 0
  parse(gunzipSync(readFileSync(`${directory}/${STREAM}`)).toString()).forEach((line, number) => {
    if (line.type === 'reset') return
    const label = labels.get(number)
    const query = line.type === 'query'
    const guessed = query
      ? line.text.length > SHORTEST_GUESSED
      : !answered.has(line.id) && ++others % OTHERS_EVERY === 0
    const example = { text: line.text.trim(), before, sort: '?', hand: 'public' }
    if (label !== undefined) examples.push({ ...example, request: label, source: 'irc', weight: PUBLIC_WEIGHT })
    else if (guessed) examples.push({ ...example, request: query, source: 'guessed', weight: GUESSED_WEIGHT })
    before = [...before, `${line.user ?? line.asker}: ${line.text}`].slice(-2)
  })
  return examples
}
