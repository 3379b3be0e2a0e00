import { activityHalfLives } from './decay.ts'
import { FadingCounts } from './fading-counts.ts'
import { Front } from './front.ts'

const DAY = 86_400_000
const HOUR = 3_600_000
const MOST_SPEAKERS = 500
/** How narrow the kernel over hours is: half at nearly two. */
const HOURS_KAPPA = 6
const USUAL_HOURS = 4

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
  readonly #hours: (Uint16Array | undefined)[] = []
  /** The same of all members. */
  readonly #allHours = new Float64Array(25)
  readonly #byChannel = new Map<string, Map<number, { value: number; at: number }>>()

  /** Begins (or empties) a slot. */
  clear(slot: number): void {
    this.lastActive[slot] = 0
    this.#speakers.put(slot, Number.NEGATIVE_INFINITY)
    this.#hours[slot]?.forEach((count, hour) => {
      this.#allHours[hour]! -= count
    })
    this.#hours[slot] = undefined
    for (const counts of [...this.active.values(), ...Object.values(this.answers)]) counts.set(slot, 0, 0)
    for (const bySlot of this.#byChannel.values()) bySlot.delete(slot)
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
    // The last counts them all.
    this.#hours[slot] ??= new Uint16Array(25)
    for (const hours of [this.#hours[slot], this.#allHours]) {
      hours[hourOf(at)]!++
      hours[24]!++
    }
    if (channelId === undefined) return
    const bySlot = this.#byChannel.get(channelId) ?? new Map<number, { value: number; at: number }>()
    const before = bySlot.get(slot)
    const later = Math.max(at, before?.at ?? at)
    bySlot.set(slot, { value: fade(before, later) + 2 ** ((at - later) / (30 * DAY)), at: later })
    this.#byChannel.set(channelId, bySlot)
  }

  /** Requests of one channel that the member answered, fading by half in thirty days. */
  answersIn(channelId: string, slot: number, now: number): number {
    return fade(this.#byChannel.get(channelId)?.get(slot), now)
  }

  /**
   * By slot, how much more of a member's answers came around this time of the day than of everybody's: the logarithm of the ratio. Hours count by
   * a von Mises kernel, exp(κ (cos θ − 1)), θ being how far they are on the clock; a member begins with four answers that came when everybody's did.
   */
  answersAtThisHour(now: number): (slot: number) => number {
    const kernel = Float64Array.from({ length: 24 }, (_, hour) =>
      Math.exp(HOURS_KAPPA * (Math.cos((2 * Math.PI * (now / HOUR - hour - 0.5)) / 24) - 1)),
    )
    const near = (hours: ArrayLike<number>) => kernel.reduce((sum, part, hour) => sum + part * hours[hour]!, 0)
    const usual = near(this.#allHours) / this.#allHours[24]!
    return (slot) => {
      const hours = this.#hours[slot]
      return hours && usual > 0 ? Math.log((near(hours) / usual + USUAL_HOURS) / (hours[24]! + USUAL_HOURS)) : 0
    }
  }
}

const hourOf = (at: number) => Math.floor(at / HOUR) % 24
const fade = (one: { value: number; at: number } | undefined, now: number) =>
  one ? one.value * 2 ** ((one.at - now) / (30 * DAY)) : 0
