import { readdirSync, readFileSync } from 'node:fs'

/** One thing that people offer and ask for, as a block in topics/ says it. */
export interface Topic {
  name: string
  /** How people put it who offer it. */
  offers: string[]
  /** Words and phrases that speak of it. */
  words: string[]
  /** How people put it who need it. */
  asks: string[]
  /** Words for it in other languages. */
  foreign: string[]
}

/** The topics that we wrote, in the folder topics/: blocks parted by empty lines, the name first, then lines such as "words: tap, faucet". */
export function readTopics(): Topic[] {
  const folder = new URL('topics/', import.meta.url)
  return readdirSync(folder)
    .filter((file) => file.endsWith('.txt'))
    .toSorted()
    .flatMap((file) =>
      readFileSync(new URL(file, folder), 'utf8')
        .split(/\n\s*\n/u)
        .map((block) => block.split('\n').filter((line) => line.trim() && !line.startsWith('#')))
        .filter((lines) => lines.length > 0)
        .map((lines) => readTopic(lines, file)),
    )
}

/** @throws Error that names the line which is none of a topic */
function readTopic([name, ...lines]: string[], file: string): Topic {
  const topic: Topic = { name: name!.trim(), offers: [], words: [], asks: [], foreign: [] }
  for (const line of lines) {
    const [, key, rest] = /^([a-z]+): (.*)$/u.exec(line.trim()) ?? []
    if (key === undefined) throw new Error(`training/topics/${file}, ${name}: not a line of a topic: ${line}`)
    const parts = (by: string | RegExp) => rest!.split(by).flatMap((part) => part.trim() || [])
    if (key === 'offers' || key === 'asks') topic[key].push(...parts('|'))
    else if (key === 'words') topic.words.push(...parts(','))
    else topic.foreign.push(...parts(/[,،、]/u))
  }
  return topic
}
