import type { Reason } from '../matching/evidence.ts'
import type { Span } from './card.ts'
import { list, strong } from './spans.ts'
import type { Voice } from './voice.ts'

const MOST_REASONS = 3
/** Reasons that made up less than this of the score are not worth a word, unless nothing else is. */
const WORTH_SAYING = 0.08

/** The language of config/messages: who reads it speaks it, so that is no reason worth a word. */
const OWN_LANGUAGE = 'en'

type Code = Reason['code']

/** Not worth a word without what it is about. */
const needsDetail = new Set<Code>(['declared-topic', 'declared-place', 'near-place', 'speaks-language'])

/**
 * Why this person, as the end of a sentence: "you offered public speaking near Winnipeg and you speak French".
 * In the order given, which puts what somebody knows before mere presence; at most three.
 */
export function sayReasons(voice: Voice, reasons: readonly Reason[]): Span[] {
  const sorted = reasons.filter(
    ({ code, detail }) =>
      (detail.length > 0 || !needsDetail.has(code)) && !(code === 'speaks-language' && detail.includes(OWN_LANGUAGE)),
  )
  const worthy = sorted.filter(({ share }) => share >= WORTH_SAYING)
  const [topic, place] = [find(worthy, 'declared-topic'), find(worthy, 'declared-place') ?? find(worthy, 'near-place')]
  const together = topic && place ? [sayOffered(voice, topic, place)] : []
  const rest = (worthy.length > 0 ? worthy : sorted.slice(0, 1)).filter(
    (reason) => together.length === 0 || (reason !== topic && reason !== place),
  )
  const said = [...together, ...rest.map((reason) => sayReason(voice, reason))].slice(0, MOST_REASONS)
  return said.length > 0 ? list(said) : voice.say('reason.none')
}

const find = (reasons: readonly Reason[], code: Code) => reasons.find((reason) => reason.code === code)

const sayOffered = (voice: Voice, topic: Reason, place: Reason): Span[] =>
  voice.say('reason.topic-and-place', { topics: list(topic.detail.map(strong)), place: list(place.detail.map(strong)) })

/** One reason, as the end of a sentence that begins with "because". */
export function sayReason(voice: Voice, { code, detail }: Reason): Span[] {
  const names = code === 'speaks-language' ? detail.map(languageName) : detail
  return voice.say(`reason.${code}`, { n: detail.length, detail: list(names.map(strong)) })
}

const languages = new Intl.DisplayNames(['en'], { type: 'language', fallback: 'code' })

/** "French" for "fr"; the code itself where nobody knows it. */
export function languageName(code: string): string {
  try {
    return languages.of(code) ?? code
  } catch {
    return code
  }
}
