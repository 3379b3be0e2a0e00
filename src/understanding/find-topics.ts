import { stem, tokenize } from '../shared/text.ts'
import { findOwnTopics } from './own-topics.ts'
import { askingWords, functionWords } from './words.ts'

const MOST_TOPICS = 5
const MOST_WORDS = 3
const WORD = /[\p{L}\p{N}](?:[\p{L}\p{N}'’+#&]|[.-](?=[\p{L}\p{N}]))*/gu
const NOT_TEXT = /https?:\/\/\S+|[@#](?=\S)|`+|\[[^\]]{0,20}\]/gu

/** Asking words that are matter after all: people do need food, and someone to talk. */
const MATTER =
  'food water money talk teach ride person tool tools hands speak specialist meeting event loan guide registration tutorial'.split(
    ' ',
  )
const TIME_WORDS =
  'am pm morning afternoon evening night noon midnight tonight today tomorrow yesterday monday tuesday wednesday thursday friday saturday sunday weekend week weeks weekday weekdays month months year years day days hour hours minute minutes mon tue wed thu fri sat january february march april may june july august september october november december spring summer autumn winter tmrw tmr date soon asap urgent late early anymore first second third'.split(
    ' ',
  )
const VAGUE =
  'thing things stuff way ways lot bit kind sort guy guys someone person people man woman friend friends case name number example part point side reason fact sense area city town country world home house user users group channel message edit update request advance based located living live lives moved move moving came come comes coming went going using doing making taking putting seen see saw buying bought selling sold getting giving having being said says tells told thinking wish love loved like liked likes hate nice good bad great best better cheap big small old new young right wrong hard easy real true full free able willing happy sorry sure wondering possible usually really actually currently recently finally maybe probably definitely especially exactly simply basically two three four five six seven eight nine ten couple half several pretty idea anyways though unless whatever somehow keep keeps kept let lets turn turns turned take takes took put puts set sets use uses show shows showed add added start starts try tries bring brings leave leaves left call calls say run runs ran stay stays stayed become feel feels felt mind minds ask asks dear sir madam'.split(
    ' ',
  )
const stop = new Set([...functionWords, ...askingWords, ...TIME_WORDS, ...VAGUE])
for (const word of MATTER) stop.delete(word)
stop.delete('moving')

/** Words after which people name what they are after. */
const POINTERS = new Set(
  'on about for with borrow need find know buy get recommend trust learn talks talk using fix repair speaker a an some any which'.split(
    ' ',
  ),
)

/** "Anyone who talks on …" looks for a speaker: what people do, after "who", by the name of whoever does it. */
const ROLES: Record<string, string> = {
  talks: 'speaker', speaks: 'speaker', presents: 'speaker', lectures: 'speaker', teaches: 'teacher', coaches: 'coach',
  translates: 'translator', interprets: 'interpreter', drives: 'driver', photographs: 'photographer', tutors: 'tutor',
} // biome-ignore format: a table

interface Run {
  words: string[]
  points: number
  at: number
}

/**
 * What a message is about: runs of up to three words that are neither grammar nor asking, time or place. Lower case, most telling first, at most five.
 * `not` are the parts of the text that name places and times. Of `own`, the community's topics, those that the text names come first, in the
 * community's words.
 */
export function findTopics(
  text: string,
  not: readonly { from: number; to: number }[],
  own: readonly string[] = [],
): string[] {
  const matter = [...not].reduce(
    (left, part) => left.slice(0, part.from) + '|'.repeat(part.to - part.from) + left.slice(part.to),
    text,
  )
  const clean = matter.replace(NOT_TEXT, (found) => (found.length > 1 ? '|'.repeat(found.length) : ' '))
  const runs = readRuns(clean)
  const scored = runs.map((run) => ({
    topic: run.words.join(' '),
    points: run.points + Math.min(run.words.length, 2) * 0.5 - run.at * 0.04,
  }))
  scored.sort((a, b) => b.points - a.points)
  const named = findOwnTopics(clean, own, (word) => stop.has(word)).slice(0, MOST_TOPICS)
  const told = new Set(named.flatMap(({ stems }) => stems))
  const topics = named.map(({ topic }) => topic)
  for (const { topic } of scored) {
    if (topics.length === MOST_TOPICS) break
    const words = tokenize(topic)
    if (words.filter((word) => told.has(stem(word))).length * 2 >= words.length) continue
    if (topics.some((known) => known === topic || known.split(' ').includes(topic))) continue
    topics.push(topic)
  }
  return topics
}

function readRuns(text: string): Run[] {
  const runs: Run[] = []
  let run: Run | undefined
  let end = 0
  let previous = ''
  let count = 0
  for (const match of text.matchAll(WORD)) {
    const word = match[0]
    const said = word.toLowerCase().replaceAll('’', "'").replace(/'s$/u, '')
    const plain = (previous === 'who' && ROLES[said]) || said
    const gap = text.slice(end, match.index)
    end = match.index + word.length
    count++
    const number = /^\p{N}/u.test(plain)
    const dull = stop.has(plain) || plain.length < 2 || /^\d+(?:st|nd|rd|th|am|pm|h)?$/u.test(plain)
    if (/[^ -]/u.test(gap) || (run && run.words.length >= MOST_WORDS)) run = undefined
    if (dull || (number && !run)) {
      if (number && run && !stop.has(plain)) run.words.push(plain)
      else run = undefined
    } else if (run) {
      run.words.push(plain)
      run.points += tellingness(word)
    } else {
      run = { words: [plain], points: tellingness(word) + (POINTERS.has(previous) ? 1 : 0), at: count }
      runs.push(run)
    }
    previous = said
  }
  return runs
}

/** Names and long words tell more; a capital counts only with lower case behind it. */
function tellingness(word: string): number {
  return (/^\p{Lu}\p{Ll}/u.test(word) || /\d/u.test(word) ? 0.4 : 0) + Math.min(word.length, 10) * 0.05
}
