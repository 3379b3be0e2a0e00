import { type Fitted, fitNetwork, type NetworkRow } from './fit-network.ts'

const UNITS = 64
/** Log-odds of the first look beyond this say no more. */
const CERTAIN = 6
/** So much of what both looks together say counts; the rest is the first look's alone, which meets strange subjects better (mathematicians). */
const TRUSTED = 0.7

/** The log-odds of the first look, as the second takes them. */
export const besideLook = (odds: number): number[] => [Math.max(-CERTAIN, Math.min(CERTAIN, odds))]

/** The second look at whether messages are requests. Deterministic. */
export function fitSecondLook(rows: readonly NetworkRow[], networks: number): Fitted {
  const { start, beside, starts, out, weights } = fitNetwork(rows, { units: UNITS, networks })
  return {
    start: TRUSTED * start,
    beside: [TRUSTED * beside[0]! + 1 - TRUSTED],
    starts,
    out: out.map((weight) => TRUSTED * weight),
    weights,
  }
}
