import type { Figures } from './figures.ts'

/** The figures as lines of text. `seconds`: how long the replay took. */
export function sayFigures(figures: Figures, seconds: number): string {
  const { messages, queries, askedAround, postedForAll, notOffered, falseOffers, pings } = figures
  const offered = askedAround + postedForAll
  const of = (part: number, whole: number) => `${part} of ${whole}${whole > 0 ? ` (${percent(part / whole)})` : ''}`
  const pingedMembers = new Set([...figures.perMemberAndWeek.keys()].map((key) => key.split(' ')[0])).size
  const broken = Object.entries(figures.broken)
  const total = broken.reduce((sum, [, count]) => sum + count, 0)
  return [
    `${messages} messages of ${figures.members} members, ${figures.volunteers} of them volunteers in the end; ${figures.withoutAuthor} without an author left out`,
    `took ${seconds.toFixed(1)} s, ${Math.round(messages / seconds)} messages a second`,
    '',
    `offered: ${of(offered, queries)} queries; accepted ${askedAround} to ask around, ${postedForAll} to post for all (nobody may know)`,
    `not offered: ${notOffered.notSeen} not seen as requests, ${notOffered.declinedTwice} after "No thanks" twice, ${notOffered.sameMatter} within the same matter`,
    `false offers: ${falseOffers}, ${((falseOffers / Math.max(1, messages)) * 1000).toFixed(1)} in 1000 messages; ${figures.falseOffersToFirst} of them for the first message of a thread`,
    '',
    `pinged: ${pings} pings to ${pingedMembers} members about ${figures.queriesWithPings} queries`,
    `why (a ping may have several reasons): ${list(figures.reasons)}`,
    `pings by wave: ${inOrder(figures.pingsInWave)}`,
    `requests by number of waves: ${inOrder(figures.waves)}`,
    `pings a member and week: ${inOrder(counted(figures.perMemberAndWeek.values()))}`,
    '',
    `who in truth answered: of ${of(figures.hits, offered)} offered queries at least one was pinged, of ${of(figures.hitsInFirstWave, offered)} in the first wave`,
    `of ${of(figures.answeredByVolunteers, queries)} queries a true answerer was a volunteer when it was asked`,
    `first answers: ${of(figures.firstAnswersByPinged, figures.firstAnswers)} by somebody pinged before; pinged members wrote ${figures.answersToPings} answers in threads`,
    '',
    `broken promises: ${total}`,
    ...broken.filter(([, count]) => count > 0).map(([promise, count]) => `  ${promise}: ${count}`),
    '',
  ].join('\n')
}

const percent = (share: number) => `${(share * 100).toFixed(1)}%`

const list = (counts: Map<string, number>) =>
  [...counts]
    .sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1))
    .map(([what, count]) => `${what} ${count}`)
    .join(', ') || 'none'

/** "1: 40, 2: 7": how many of each number, smallest first. */
const inOrder = (counts: Map<number, number>) =>
  [...counts]
    .sort(([a], [b]) => a - b)
    .map(([number, count]) => `${number}: ${count}`)
    .join(', ') || 'none'

function counted(values: Iterable<number>): Map<number, number> {
  const counts = new Map<number, number>()
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1)
  return counts
}
