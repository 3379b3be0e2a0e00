/** The longest name that is looked for, in words. */
const MOST_WORDS = 3
const word = String.raw`[\p{L}\p{N}_|[\]^\x60{}\\.'-]{1,40}`
const called = new RegExp(`@(${word}(?: ${word}){0,${MOST_WORDS - 1}})`, 'gu')
const addressed = new RegExp(`^(?:@(${word}(?: ${word}){0,${MOST_WORDS - 1}})|(${word})[:,])`, 'u')

/** Words that begin a sentence before a name, and are none themselves. */
const before = 'Does|Do|Did|Can|Could|Might|Would|Is|Are|Has|If|Maybe|Perhaps|Hi|Hey|And|But|Or|So|I'
const one = String.raw`\p{Lu}[\p{L}'’-]{0,38}\p{L}`
const name = `(?!(?:${before}) )${one}(?: ${one}){0,${MOST_WORDS - 1}}`
const names = `(${name}(?:(?:,| or| and) ${name}){0,3})`
/** Where a capitalised word can hardly be anything but a name, also one that is a word (Will, Mark, Grace, Rose). */
const namings = [
  String.raw`\b(?:[Aa]sk(?:ed|ing)?|[Pp]ing(?:ing)?|[Pp]aging|[Cc]ontact(?:ed|ing)?|[Cc][Cc]) ${names}(?!\p{L})`,
  String.raw`(?<![\p{L}@])${names} (?:(?:would|might|may|could|should|will|can) )?(?:probably |surely |certainly |perhaps |maybe )?(?:knows?|helped)\b`,
  String.raw`(?<![\p{L}@])${names} (?:would|might|may|could|should|can) (?:probably |surely |certainly |perhaps |maybe )?(?:help|have one|be able)\b`,
  String.raw`\b(?:[Dd]oes|[Dd]o|[Cc]an|[Cc]ould|[Mm]ight|[Ww]ould|[Ii]s|[Aa]re) ${names} (?:know|help|around|here|free|able)\b`,
  String.raw`\b(?:[Mm]aybe|[Pp]erhaps|[Ll]ike) (${name})(?=\s*(?:[?!.,;)]|$))`,
].map((naming) => new RegExp(naming, 'gu'))
/** What begins a sentence or stands for somebody is no name in such places: "You would know", "Nobody knows". */
const nobody =
  /^(?:i|you|he|she|it|we|they|who|someone|somebody|anyone|anybody|everyone|everybody|no one|nobody|people|somebody here|that|this|which|what|one|google|please)$/u

/** People's names in a text, in lower case. Each list holds what may be one name, the longest first: "@Ann Lee knows" is "ann lee knows", "ann lee" or "ann". */
export interface NamesInText {
  /** Those whom it calls with "@". */
  called: string[][]
  /** Whom it speaks to by beginning with the name, as people do: "@ann try this", "ann: try this". */
  addressed: string[]
  /** Whom it names plainly, each in full as it stands there: "ask Mitch", "Ann Lee would know". */
  plain: string[]
}

export function namesInText(text: string): NamesInText {
  const [, at, bare] = addressed.exec(text) ?? []
  return {
    called: [...text.matchAll(called)].map(([, name]) => shorter(name!)),
    addressed: at ? shorter(at) : bare ? shorter(bare) : [],
    plain: plainlyNamed(text),
  }
}

function plainlyNamed(text: string): string[] {
  const found = namings.flatMap((naming) =>
    [...text.matchAll(naming)].flatMap(([, names]) => names!.split(/,? (?:or|and) |, /u)),
  )
  return [...new Set(found.map((one) => one.replace(/['’]s$/u, '').toLowerCase()))].filter((one) => !nobody.test(one))
}

/** The words of a text that may be names where members go by one word, as on IRC. */
export const wordsOf = (text: string): string[] => [...new Set(text.toLowerCase().split(/[^\p{L}\p{N}_|[\]^`{}\\-]+/u))]

function shorter(name: string): string[] {
  const words = name.toLowerCase().split(' ')
  const names = words.map((_, i) => words.slice(0, words.length - i).join(' '))
  // A full stop or a comma may end the sentence, not the name.
  return [...new Set(names.flatMap((one) => [one, one.replace(/[.']+$/u, '')]))].filter((one) => one.length > 1)
}

/** The first of the possible names that somebody goes by. */
export const firstKnown = <T>(names: readonly string[], known: ReadonlyMap<string, T>): T | undefined =>
  names.map((name) => known.get(name)).find((one) => one !== undefined)
