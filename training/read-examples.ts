import { existsSync, readFileSync } from 'node:fs'
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
  weight: number
}

/** The examples that we wrote: requests.tsv and not-requests.tsv beside this file. */
export function readOwnExamples(): Example[] {
  const read = (name: string, request: boolean) =>
    readTable(new URL(name, import.meta.url)).map(([sort, text, before]) => ({
      text: text!,
      before: before ? [before] : [],
      request,
      sort: sort!,
      source: 'own',
      weight: 1,
    }))
  return [...read('requests.tsv', true), ...read('not-requests.tsv', false)]
}

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
        weight: 1,
      }))
  })
}

const ANSWERED = 'route/irc.gold.jsonl'
const STREAM = 'route/irc.stream.jsonl.gz'
const GUESSED_WEIGHT = 0.2
const OTHERS_EVERY = 22
const SHORTEST_GUESSED = 12

/**
 * Ubuntu IRC (Kummerfeld et al. 2019, CC BY 4.0), where it is known which messages somebody answered: these are guessed to be requests,
 * every 22nd of the others to be none. Many guesses are wrong, so they count little, and the caller drops those that look wrong.
 */
export function guessExamples(directory: string): Example[] {
  if (!existsSync(`${directory}/${STREAM}`)) {
    console.log(`${directory}/${STREAM} is not there: trained without it.`)
    return []
  }
  const parse = (text: string) =>
    text
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line))
  const answered = new Set(parse(readFileSync(`${directory}/${ANSWERED}`, 'utf8')).map((row) => row.id))
  const examples: Example[] = []
  let before: string[] = []
  let others = 0
  for (const line of parse(gunzipSync(readFileSync(`${directory}/${STREAM}`)).toString())) {
    if (line.type === 'reset') continue
    const request = line.type === 'query'
    const taken = request
      ? line.text.length > SHORTEST_GUESSED
      : !answered.has(line.id) && ++others % OTHERS_EVERY === 0
    if (taken)
      examples.push({ text: line.text, before, request, sort: 'guessed', source: 'guessed', weight: GUESSED_WEIGHT })
    before = [...before, `${line.user ?? line.asker}: ${line.text}`].slice(-2)
  }
  return examples
}
