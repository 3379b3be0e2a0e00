/** A message that did not train what scored it. */
export interface Scored {
  score: number
  request: boolean
}

/** Precision, recall and F1 of taking for a request what scores `from` or more; with `rate`, as they would be were requests that frequent. */
export function figures(scored: Scored[], from: number, rate?: number) {
  const count = (request: boolean, said: boolean) =>
    scored.filter((one) => one.request === request && one.score >= from === said).length
  const [hits, missed, wrong, right] = [count(true, true), count(true, false), count(false, true), count(false, false)]
  const times = rate ? ((hits + missed) * (1 - rate)) / rate / (wrong + right || 1) : 1
  const precision = hits / (hits + wrong * times || 1)
  const recall = hits / (hits + missed || 1)
  return { f1: (2 * precision * recall) / (precision + recall || 1), precision, recall }
}

/** Mean precision at each request when all are ranked by score. */
export function averagePrecision(scored: Scored[]): number {
  let hits = 0
  let sum = 0
  const ranked = scored.toSorted((a, b) => b.score - a.score)
  ranked.forEach(({ request }, i) => {
    if (request) sum += ++hits / (i + 1)
  })
  return sum / (hits || 1)
}

/** How often a score is right, in tenths: how many, their mean score, and the share of requests among them. */
export function reliability(scored: Scored[]) {
  return Array.from({ length: 10 }, (_, tenth) => {
    const inside = scored.filter(({ score }) => Math.min(9, Math.floor(score * 10)) === tenth)
    const mean = (of: (one: Scored) => number) => inside.reduce((sum, one) => sum + of(one), 0) / (inside.length || 1)
    return { count: inside.length, score: mean((one) => one.score), requests: mean((one) => (one.request ? 1 : 0)) }
  })
}

/** Expected calibration error: how far scores are from the share of requests, on average over all messages. */
export function calibrationError(scored: Scored[]): number {
  const off = reliability(scored).reduce(
    (sum, { count, score, requests }) => sum + count * Math.abs(score - requests),
    0,
  )
  return off / (scored.length || 1)
}
