import { activityHalfLives } from './decay.ts'
import { FadingCounts, fadingLogarithm, sumOfFading } from './fading-counts.ts'
import { Front } from './front.ts'
import { findSlot, setWeight, type WeightedSlots } from './postings.ts'

const DAY = 86_400_000
const HOUR = 3_600_000
const MOST_SPEAKERS = 500
/** How narrow the kernel over hours is: half at nearly two. */
const HOURS_KAPPA = 6
const USUAL_HOURS = 4
/** The hours of a day, and where their sum stands behind them. */
const SUM = 24
const HOURS = SUM + 1
export const CHANNEL_HALF_LIFE = 30 * DAY

/** Counts of who is around and who answers, by slot of the evidence index. */
export class Presence {
  readonly active = new Map(
    Object.entries(activityHalfLives).map(([key, halfLife]) => [key, new FadingCounts(halfLife)] as const),
  )
  /** Requests answered, at three half-lives. */
  readonly answers = {
    '1h': new FadingCounts(HOUR),
    '30d': new FadingCounts(30 * DAY),
    '180d': new FadingCounts(180 * DAY),
  } as const
  /** When the member last wrote or suggested, in ms by slot; 0: unknown. */
  readonly lastActive: number[] = []
  readonly #speakers = new Front(MOST_SPEAKERS)
  /** Answers by hour of the day, 24 numbers for each slot and then their sum. */
  #hours = new Uint16Array(0)
  /** The same of all members. */
  readonly #allHours = new Float64Array(HOURS)
  readonly #byChannel = new Map<string, WeightedSlots>()

  /** Begins (or empties) a slot. */
  clear(slot: number): void {
    this.lastActive[slot] = 0
    this.#speakers.put(slot, Number.NEGATIVE_INFINITY)
    const hours = this.#hours.subarray(slot * HOURS, (slot + 1) * HOURS)
    hours.forEach((count, hour) => {
      this.#allHours[hour]! -= count
    })
    hours.fill(0)
    for (const counts of [...this.active.values(), ...Object.values(this.answers)]) counts.set(slot, 0, 0)
    for (const inChannel of this.#byChannel.values()) setWeight(inChannel, slot, 0)
  }

  seen(slot: number, at: number): void {
    if (at < this.lastActive[slot]!) return
    this.lastActive[slot] = at
    this.#speakers.put(slot, at)
  }

  /** Who wrote or suggested last, the last first, at most 500. Of those active at the same time the one heard later goes first. */
  lastSpeakers(): readonly number[] {
    return this.#speakers.slots()
  }

  answered(slot: number, channelId: string | undefined, at: number): void {
    for (const counts of Object.values(this.answers)) counts.add(slot, 1, at)
    this.#countHour(slot, hourOf(at))
    if (channelId === undefined) return
    const inChannel = this.#byChannel.get(channelId) ?? { slots: [], weights: [] }
    this.#byChannel.set(channelId, inChannel)
    const known = findSlot(inChannel.slots, slot)
    const one = fadingLogarithm(1, at, CHANNEL_HALF_LIFE)
    setWeight(inChannel, slot, known < 0 ? one : sumOfFading(inChannel.weights[known]!, one))
  }

  #countHour(slot: number, hour: number): void {
    const from = slot * HOURS
    if (this.#hours.length < from + HOURS) {
      const longer = new Uint16Array(2 * (from + HOURS))
      longer.set(this.#hours)
      this.#hours = longer
    }
    for (const [hours, at] of [[this.#hours, from] as const, [this.#allHours, 0] as const]) {
      hours[at + hour]!++
      hours[at + SUM]!++
    }
  }

  /** Who answered requests of one channel, and how many, as `fadingLogarithm` keeps them. */
  answersIn(channelId: string | undefined): WeightedSlots | undefined {
    return channelId === undefined ? undefined : this.#byChannel.get(channelId)
  }

  /**
   * By slot, how much more of a member's answers came around this time of the day than of everybody's: the logarithm of the ratio. Hours count by
   * a von Mises kernel, exp(κ (cos θ − 1)), θ being how far they are on the clock; a member begins with four answers that came when everybody's did.
   */
  answersAtThisHour(now: number): (slot: number) => number {
    const kernel = Float64Array.from({ length: 24 }, (_, hour) =>
      Math.exp(HOURS_KAPPA * (Math.cos((2 * Math.PI * (now / HOUR - hour - 0.5)) / 24) - 1)),
    )
    const near = (hours: ArrayLike<number>, from: number) => {
      let sum = 0
      for (let hour = 0; hour < SUM; hour++) sum += kernel[hour]! * hours[from + hour]!
      return sum
    }
    const hours = this.#hours
    const usual = near(this.#allHours, 0) / this.#allHours[SUM]!
    return (slot) => {
      const from = slot * HOURS
      const all = hours[from + SUM] ?? 0
      return all > 0 ? Math.log((near(hours, from) / usual + USUAL_HOURS) / (all + USUAL_HOURS)) : 0
    }
  }
}

const hourOf = (at: number) => Math.floor(at / HOUR) % 24
