import { existsSync, readFileSync } from 'node:fs'
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
  'chat.jsonl': (row) => /^(?:irc-|gitter$)/u.test(row.source ?? ''),
  'chat-hard.jsonl': (row) => /^(?:irc-|gitter$)/u.test(row.source ?? ''),
  'disaster-sms.jsonl': () => true,
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
