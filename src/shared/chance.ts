import { randomBytes } from 'node:crypto'

/** Where chance comes from. A seeded one makes a run repeatable; nothing secret may come from that. */
export interface Chance {
  /** A whole number, 0 <= n < 2^32, each equally likely. */
  draw(): number
}

export const systemChance: Chance = { draw: () => randomBytes(4).readUInt32LE() }

/** The same seed gives the same draws. Mulberry32 (Tommy Ettinger, public domain); passes small tests, is no secret. */
export function createSeededChance(seed: number): Chance {
  let state = seed >>> 0
  return {
    draw() {
      state = (state + 0x6d2b79f5) >>> 0
      let mixed = Math.imul(state ^ (state >>> 15), state | 1)
      mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
      return (mixed ^ (mixed >>> 14)) >>> 0
    },
  }
}

/** A number from 0, included, to 1, excluded. */
export const drawFraction = (chance: Chance) => chance.draw() / 2 ** 32
