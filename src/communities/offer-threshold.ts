/** How offers whose score lay in one band were answered, in one channel. Counts that fade; no words, and nobody's name. */
export interface OfferAnswers {
  channel: string
  /** From this score, in twentieths: 16 is 0.80 to 0.85. */
  band: number
  /** A yes each, as they count at `at`. */
  wanted: number
  /** A no each; see `ignoredCounts`. */
  unwanted: number
  /** When the last one was answered, ms since 1970. */
  at: number
}

export type OfferAnswer = 'wanted' | 'unwanted' | 'ignored'

/** What detection and the settings say before anybody answered. */
export interface OfferAims {
  /** The part of offers that should be wanted, 0..1: `offers.precision`. */
  precision: number
  /** From this score on it offers where nothing is known yet. */
  usual: number
  /** Below this score nothing counts as a request. */
  least: number
}

const DAY = 86_400_000
const BANDS = 20
/** An answer counts half after a month, so that a channel can change its mind. */
const HALF_LIFE = 30 * DAY
/** As many answers as the detector's own score is worth, in each band. */
const PRIOR_ANSWERS = 4
/**
 * Who ignores an offer may be away, or may not have seen it, so it is far from a no; but where nobody ever answers, nobody wants to be
 * asked. Four ignored ones count as one no.
 */
const ignoredCounts = 0.25
/** It speaks up earlier than usual only where so many answers say that it may. */
const FEWEST_TO_GO_LOWER = 8
/** What is as sure as this is offered everywhere. */
const HIGHEST = 0.95
/** Where nothing was answered for so long, the next post that would be offered elsewhere is offered there as well. */
const TRY_AGAIN_AFTER = 7 * DAY

const bandOf = (score: number): number => Math.min(BANDS - 1, Math.floor(score * BANDS + 1e-9))

/** Adds an answer to an offer of this score, given at `at` (ms), to what its band has counted so far. */
export function countAnswer(
  counted: readonly OfferAnswers[],
  { channel, score, answer, at }: { channel: string; score: number; answer: OfferAnswer; at: number },
): OfferAnswers {
  const band = bandOf(score)
  const known = counted.find((row) => row.channel === channel && row.band === band)
  const { wanted, unwanted } = known ? fade(known, at) : { wanted: 0, unwanted: 0 }
  const no = answer === 'unwanted' ? 1 : answer === 'ignored' ? ignoredCounts : 0
  return { channel, band, wanted: wanted + Number(answer === 'wanted'), unwanted: unwanted + no, at }
}

const fade = ({ wanted, unwanted, at }: OfferAnswers, now: number) => {
  const left = 2 ** (-Math.max(0, now - at) / HALF_LIFE)
  return { wanted: wanted * left, unwanted: unwanted * left }
}

/** What the answers of one channel come to now, a month's half-life taken off. */
export function sumAnswers(counted: readonly OfferAnswers[], now: number): { wanted: number; unwanted: number } {
  const faded = counted.map((row) => fade(row, now))
  return {
    wanted: faded.reduce((sum, { wanted }) => sum + wanted, 0),
    unwanted: faded.reduce((sum, { unwanted }) => sum + unwanted, 0),
  }
}

/**
 * The score, 0..1, from which a post in this channel is offered help. `counted` are the answers of this channel alone.
 *
 * Whether offers from a score t on are wanted has a Beta posterior (Gelman et al., 2013, "Bayesian Data Analysis", 2.4): its prior is
 * worth four answers a band of scores, with the calibrated score s_b in the middle of the band b as their mean, so that of offers from t on
 *
 *     E[wanted | t] = Σ_{b≥t} (4·s_b + yes_b) / Σ_{b≥t} (4 + yes_b + no_b)
 *
 * are expected to be wanted, with yes_b and no_b as they have faded. The threshold is the lowest t down to which that stays at least the
 * stated precision: never above 0.95, never below `least`, and not below `usual` before eight answers say so.
 */
export function thresholdOf(counted: readonly OfferAnswers[], { precision, usual, least }: OfferAims, now: number) {
  let lowest = HIGHEST
  let wanted = 0
  let all = 0
  for (let band = BANDS - 1; band / BANDS >= least; band--) {
    const known = counted.find((row) => row.band === band)
    const answers = known ? fade(known, now) : { wanted: 0, unwanted: 0 }
    wanted += (PRIOR_ANSWERS * (band + 0.5)) / BANDS + answers.wanted
    all += PRIOR_ANSWERS + answers.wanted + answers.unwanted
    if (wanted / all < precision) break
    lowest = band / BANDS
  }
  const known = sumAnswers(counted, now)
  return Math.round(known.wanted + known.unwanted) < FEWEST_TO_GO_LOWER ? Math.max(lowest, usual) : lowest
}

/**
 * The same, with an exploration of at most one offer a week: in a channel that went silent nobody could ever answer that it should not
 * be, so where no offer was answered for a week it offers as where nobody has answered yet, until somebody does.
 */
export function offersFrom(counted: readonly OfferAnswers[], aims: OfferAims, now: number): number {
  const from = thresholdOf(counted, aims, now)
  const last = Math.max(...counted.map(({ at }) => at))
  return now - last > TRY_AGAIN_AFTER ? Math.min(from, thresholdOf([], aims, now)) : from
}
