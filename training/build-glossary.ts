/**
 * Makes config/models/glossary.json.br, what words of other languages are in English, of the tables in glossary/; and English words, to tell English by, of these
 * and of our English examples and topics. Run: `node training/build-glossary.ts`.
 */
import { readdirSync } from 'node:fs'
import { readOwnExamples } from './read-examples.ts'
import { readTable } from './read-table.ts'
import { readTopics } from './read-topics.ts'
import { writePacked } from './write-packed.ts'

/** A word that stands in fewer of our texts may be a name, or borrowed. */
const LEAST_OFTEN = 2

const plain = (text: string) => text.normalize('NFC').toLowerCase().replaceAll('’', "'").trim()
const folder = new URL('glossary/', import.meta.url)
const languages: Record<string, string> = {}
const english = new Set<string>()
let count = 0
for (const file of readdirSync(folder).toSorted()) {
  // Where a form stands twice, the first counts.
  const known = new Set<string>()
  const byGloss = new Map<string, string[]>()
  for (const [gloss, forms] of readTable(new URL(file, folder))) {
    for (const word of plain(gloss!).split(' ')) english.add(word)
    for (const form of forms!.split(/[,،、]/u).map(plain)) {
      if (!form || known.has(form)) continue
      known.add(form)
      byGloss.set(plain(gloss!), [...(byGloss.get(plain(gloss!)) ?? []), form])
    }
  }
  const lines = [...byGloss].toSorted(([a], [b]) => (a < b ? -1 : 1))
  languages[file.replace('.tsv', '')] = lines.map(([gloss, forms]) => `${gloss}\t${forms.join(',')}`).join('\n')
  count += known.size
}
const often = new Map<string, number>()
const texts = [
  ...readOwnExamples().flatMap(({ text, language }) => (language === 'en' ? text : [])),
  ...readTopics().flatMap(({ offers, asks, words }) => [...offers, ...asks, ...words]),
]
for (const text of texts)
  for (const word of new Set(plain(text).match(/\p{L}+(?:'\p{L}+)*/gu))) often.set(word, (often.get(word) ?? 0) + 1)
for (const [word, times] of often) if (times >= LEAST_OFTEN) english.add(word)
writePacked('glossary.json.br', { english: [...english].toSorted().join('\n'), languages })
console.log(`${Object.keys(languages).length} languages, ${count} forms; ${english.size} English words`)
