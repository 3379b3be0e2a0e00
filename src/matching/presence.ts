import { activityHalfLives } from './decay.ts'
import { FadingCounts } from './fading-counts.ts'
import { Front } from './front.ts'

const DAY = 86_400_000
const HOUR = 3_600_000
const MOST_SPEAKERS = 500

/** Counts of who is around and who answers, by slot of the evidence index. */
export class Presence {
  readonly active = new Map(
    Object.entries(activityHalfLives).map(([key, halfLife]) => [key, new FadingCounts(halfLife)] as const),
  )
  /** Requests answered, at three half-lives. */
  readonly answers = [new FadingCounts(7 * DAY), new FadingCounts(30 * DAY), new FadingCounts(180 * DAY)] as const
  /** When the member last wrote or suggested, in ms by slot; 0: unknown. */
  readonly lastActive: number[] = []
  readonly #speakers = new Front(MOST_SPEAKERS)
  readonly #hours: (Uint16Array | undefined)[] = []
  readonly #byChannel = new Map<string, Map<number, { value: number; at: number }>>()

  /** Begins (or empties) a slot. */
  clear(slot: number): void {
    this.lastActive[slot] = 0
    this.#speakers.put(slot, Number.NEGATIVE_INFINITY)
    this.#hours[slot] = undefined
    for (const counts of [...this.active.values(), ...this.answers]) counts.set(slot, 0, 0)
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
    for (const counts of this.answers) counts.add(slot, 1, at)
    // The last counts them all.
    this.#hours[slot] ??= new Uint16Array(25)
    this.#hours[slot][hourOf(at)]!++
    this.#hours[slot][24]!++
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

  /** The part of a member's answers that came within an hour of this time of the day, less the part that chance gives: about −1/8..7/8. */
  answersAtThisHour(slot: number, now: number): number {
    const hours = this.#hours[slot]
    if (!hours) return 0
    const hour = hourOf(now)
    const near = hours[hour]! + hours[(hour + 1) % 24]! + hours[(hour + 23) % 24]!
    return (near + 1) / (hours[24]! + 8) - 1 / 8
  }
}

const hourOf = (at: number) => Math.floor(at / HOUR) % 24
const fade = (one: { value: number; at: number } | undefined, now: number) =>
  one ? one.value * 2 ** ((one.at - now) / (30 * DAY)) : 0
