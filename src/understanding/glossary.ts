/**
 * What `config/models/glossary.json.br` holds, made by training/build-glossary.ts: English words, and for each language lines with an English word or phrase,
 * a tab, and the forms it stands for, parted by commas. "-" stands for what English has no word for.
 */
export interface PackedGlossary {
  english: string
  languages: Record<string, string>
}

/** The words and phrases of one language. */
interface Lexicon {
  /** What each form is in English. */
  exact: ReadonlyMap<string, string>
  /** The same for forms with accents, without these: in chat they are often left out. */
  bare: ReadonlyMap<string, string>
  /** Single words in rising order, to find those that begin alike. */
  rising: readonly string[]
}

export interface Glossary {
  languages: ReadonlyMap<string, Lexicon>
  /** To tell when nothing need be glossed. */
  english: ReadonlySet<string>
}

/** A message as the sentence vectors can read it. */
export interface InEnglish {
  text: string
  /** Whether it was put together word by word from another language. */
  glossed: boolean
}

const LONGEST_PHRASE = 4
const LONGEST_UNSPACED = 12
/** Below this share of known letters it is anybody's guess what a message says, or in which language. */
const LEAST_KNOWN = 0.4
/** English is worded in more ways than are listed, with names and code. */
const LEAST_ENGLISH = 0.25
/** So few words may all be names. */
const FEW_WORDS = 3
/** So much of a word must be alike, from its beginning, for it to be a form of another. */
const ALIKE = 0.7
const SHORTEST_BEGINNING = 4
/** Hangul says in two characters what others say in four. */
const SHORTEST_HANGUL = 2
/** What is left of a word that is put together of several is looked up from so many letters on. */
const SHORTEST_REST = 4
/** What a word is without the prefix that Arabic and Hebrew write in one with it has so many letters at least. */
const SHORTEST_STEM = 3

const WORD = /[\p{L}\p{M}\p{N}]+(?:['·"״][\p{L}\p{M}]+)*|[?!.,]/gu
const MARK = /^[?!.,]$/u
const UNSPACED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}ー]+/gu
const HANGUL = /\p{Script=Hangul}/u
const LATIN = /^[\p{Script=Latin}\p{N}'·]+$/u
const PREFIX = /^(?:[وبفل]?ال|لل|[وفبلكهמבלהוכש]ה?)/u
/** What stands behind Korean nouns, one syllable long as many of these. */
const PARTICLE = /(?:이|가|을|를|은|는|에|에서|의|도|로|으로|와|과|랑|만|까지|부터|한테)$/u
const ENGLISH_ENDING = /(?:'s|'re|'ve|'ll|'d|'m|n't|ing|ed|es|s|ly|er)$/u

/** Languages by script; all others are written in Latin letters. Japanese is known by its kana, which are few beside Chinese characters. */
const SCRIPTS: { script: RegExp; share: number; languages: string[] }[] = [
  { script: /[\p{Script=Hiragana}\p{Script=Katakana}]/gu, share: 0.15, languages: ['ja'] },
  { script: /\p{Script=Hangul}/gu, share: 0.3, languages: ['ko'] },
  { script: /\p{Script=Han}/gu, share: 0.3, languages: ['zh', 'ja'] },
  { script: /\p{Script=Thai}/gu, share: 0.3, languages: ['th'] },
  { script: /\p{Script=Arabic}/gu, share: 0.3, languages: ['ar', 'fa', 'ur'] },
  { script: /\p{Script=Hebrew}/gu, share: 0.3, languages: ['he'] },
  { script: /\p{Script=Greek}/gu, share: 0.3, languages: ['el'] },
  { script: /\p{Script=Devanagari}/gu, share: 0.3, languages: ['hi'] },
  { script: /\p{Script=Bengali}/gu, share: 0.3, languages: ['bn'] },
  { script: /\p{Script=Cyrillic}/gu, share: 0.3, languages: ['ru', 'uk'] },
]
const OTHER_SCRIPTS = new Set(SCRIPTS.flatMap(({ languages }) => languages))

const PLAIN_MARKS: Record<string, string> = {
  '’': "'",
  '？': '?',
  '؟': '?',
  '！': '!',
  '。': '.',
  '،': ',',
  '、': ',',
  '，': ',',
  '।': '.',
  '۔': '.',
}
const GREEK = /\p{Script=Greek}/u

/** In lower case, with our own marks; the question mark of Greek looks like a semicolon. */
function plainOf(text: string): string {
  const plain = text
    .normalize('NFC')
    .toLowerCase()
    .replaceAll(/[’？؟！。،、，।۔]/gu, (mark) => PLAIN_MARKS[mark]!)
  return GREEK.test(plain) ? plain.replaceAll(';', '?') : plain
}

const WITHOUT_MARK: Record<string, string> = { ł: 'l', ı: 'i', đ: 'd', ø: 'o', ß: 'ss' }
const PLAIN = /^[a-z' ]*$/u
const bareOf = (form: string) =>
  PLAIN.test(form)
    ? form
    : form
        .normalize('NFD')
        .replaceAll(/[\u0300-\u036f]/gu, '')
        .replaceAll(/[łıđøß]/gu, (letter) => WITHOUT_MARK[letter]!)

/** Some 0.3 s. */
export function unpackGlossary({ english, languages }: PackedGlossary): Glossary {
  return {
    languages: new Map(Object.entries(languages).map(([language, lines]) => [language, unpackLexicon(lines)])),
    english: new Set(english.split('\n')),
  }
}

function unpackLexicon(lines: string): Lexicon {
  const exact = new Map<string, string>()
  for (const line of lines.split('\n')) {
    const [gloss, forms] = line.split('\t') as [string, string]
    for (const form of forms.split(',')) exact.set(form, gloss)
  }
  const bare = new Map<string, string>()
  for (const [form, gloss] of exact) {
    const plain = bareOf(form)
    if (!exact.has(plain)) bare.set(plain, gloss)
  }
  return { exact, bare, rising: [...exact.keys()].filter((form) => !form.includes(' ')).toSorted() }
}

/**
 * A message as it is where it is English, and word by word in English where it is in a language that has a glossary: rough, but what it means as a whole
 * comes through. Undefined where too little of it is known.
 */
export function readInEnglish(message: string, { languages, english }: Glossary): InEnglish | undefined {
  const text = plainOf(message)
  const written = languagesOf(text)
  const words = (text.match(WORD) ?? []).filter((word) => !MARK.test(word))
  const knowsEnglish = (word: string) => english.has(word) || english.has(word.replace(ENGLISH_ENDING, ''))
  let best: { gloss?: Gloss; known: number } = { known: written ? 0 : knownPart(words, knowsEnglish) }
  for (const [language, lexicon] of languages) {
    if (written ? !written.includes(language) : OTHER_SCRIPTS.has(language)) continue
    // Most languages are written in Latin letters: only the one that knows most of the words need be read.
    const part = written ? 1 : knownPart(words, (word) => lexicon.exact.has(word) || lexicon.bare.has(word))
    if (part <= best.known) continue
    const gloss = glossBy(text, lexicon)
    const known = written ? gloss.exact : part
    if (known > best.known) best = { gloss, known }
  }
  if (best.gloss) return best.gloss.known < LEAST_KNOWN ? undefined : { text: best.gloss.text, glossed: true }
  return written || (best.known < LEAST_ENGLISH && words.length > FEW_WORDS)
    ? undefined
    : { text: message, glossed: false }
}

/** Undefined: Latin. None where no glossary is written in such letters. */
function languagesOf(text: string): string[] | undefined {
  const letters = text.match(/\p{L}/gu)?.length ?? 0
  const has = (script: RegExp, share: number) => (text.match(script)?.length ?? 0) > share * letters
  const found = SCRIPTS.find(({ script, share }) => has(script, share))
  return found?.languages ?? (letters === 0 || has(/\p{Script=Latin}/gu, 0.3) ? undefined : [])
}

function knownPart(words: readonly string[], isKnown: (word: string) => boolean): number {
  let [letters, known] = [0, 0]
  for (const word of words) {
    letters += word.length
    if (isKnown(word)) known += word.length
  }
  return letters && known / letters
}

/** A text word by word, and which share of its letters stands in words that are known in some way, and as they stand. */
interface Gloss {
  text: string
  known: number
  exact: number
}

function glossBy(text: string, lexicon: Lexicon): Gloss {
  const spaced = text.replaceAll(UNSPACED, (run) => ` ${cutUnspaced(run, lexicon).join(' ')} `)
  const words = spaced.match(WORD) ?? []
  const out: string[] = []
  let [letters, known, exact] = [0, 0, 0]
  for (let at = 0; at < words.length; ) {
    let length = Math.min(LONGEST_PHRASE, words.length - at)
    while (length > 1 && exactly(words.slice(at, at + length).join(' '), lexicon) === undefined) length--
    const form = words.slice(at, at + length).join(' ')
    at += length
    if (MARK.test(form)) {
      out.push(form)
      continue
    }
    const listed = exactly(form, lexicon)
    const gloss = listed ?? glossForm(form, lexicon)
    letters += form.length
    if (gloss !== undefined || /^\p{N}/u.test(form)) known += form.length
    if (listed !== undefined) exact += form.length
    // Names and borrowed words say something as they are.
    const english = gloss ?? (LATIN.test(form) ? form : '-')
    if (english !== '-') out.push(english)
  }
  const share = (part: number) => letters && part / letters
  return { text: out.join(' ').replaceAll(/ ([?!.,])/gu, '$1'), known: share(known), exact: share(exact) }
}

const exactly = (form: string, { exact, bare }: Lexicon) =>
  exact.get(form) ?? bare.get(form) ?? exact.get(bareOf(form)) ?? bare.get(bareOf(form))

/** What a word is that is not listed as it stands: a form of one that begins alike, or several in one. */
function glossForm(word: string, lexicon: Lexicon): string | undefined {
  const { exact, rising } = lexicon
  const [short, ...elided] = word.split("'")
  if (elided.length > 0) return glossElided(short!, elided.join("'"), lexicon)
  const alike = mostAlike(word, rising)
  if (alike) return exact.get(alike)
  const shortest = HANGUL.test(word) ? SHORTEST_HANGUL : SHORTEST_BEGINNING
  for (let length = word.length - 1; length >= shortest; length--) {
    const gloss = exact.get(word.slice(0, length))
    if (gloss === undefined) continue
    const rest = word.slice(length)
    const behind = rest.length < SHORTEST_REST ? undefined : (exactly(rest, lexicon) ?? glossForm(rest, lexicon))
    return [gloss, behind].filter((part) => part && part !== '-').join(' ') || '-'
  }
  const noun = HANGUL.test(word) ? exact.get(word.replace(PARTICLE, '')) : undefined
  const stem = word.replace(PREFIX, '')
  if (noun !== undefined || stem === word || stem.length < SHORTEST_STEM) return noun
  return exactly(stem, lexicon) ?? glossForm(stem, lexicon)
}

/** A small word and another that are written in one, as in "l'acqua". */
function glossElided(short: string, word: string, lexicon: Lexicon): string | undefined {
  const gloss = exactly(word, lexicon) ?? glossForm(word, lexicon)
  const before = exactly(`${short}'`, lexicon) ?? '-'
  return gloss === undefined ? undefined : [before, gloss].filter((part) => part !== '-').join(' ') || '-'
}

/** The listed word that shares most of its beginning with this one; in rising order it is a neighbour. */
function mostAlike(word: string, rising: readonly string[]): string | undefined {
  let [from, to] = [0, rising.length]
  while (from < to) {
    const middle = (from + to) >> 1
    if (rising[middle]! < word) from = middle + 1
    else to = middle
  }
  const [share, alike] = [rising[from - 1], rising[from]]
    .map((other = ''): [number, string] => {
      const same = sameBeginning(word, other)
      return [same < SHORTEST_BEGINNING ? 0 : same / Math.max(word.length, other.length), other]
    })
    .reduce((best, next) => (next[0] > best[0] ? next : best))
  return share >= ALIKE ? alike : undefined
}

function sameBeginning(one: string, other: string): number {
  let i = 0
  while (i < one.length && one[i] === other[i]) i++
  return i
}

/** Text without spaces, cut from the left into the longest words that are listed. */
function cutUnspaced(run: string, { exact }: Lexicon): string[] {
  const words: string[] = []
  let unknown = ''
  for (let at = 0; at < run.length; ) {
    let length = Math.min(LONGEST_UNSPACED, run.length - at)
    while (length > 0 && !exact.has(run.slice(at, at + length))) length--
    if (length === 0) {
      unknown += run[at++]
      continue
    }
    if (unknown) words.push(unknown)
    unknown = ''
    words.push(run.slice(at, at + length))
    at += length
  }
  return unknown ? [...words, unknown] : words
}
