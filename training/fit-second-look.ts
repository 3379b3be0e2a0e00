import { type Fitted, fitNetwork, meanOf, type NetworkRow } from './fit-network.ts'

const UNITS = 64
const CUES = 32
const EPOCHS = 15
/** Log-odds of the first look beyond this say no more. */
const CERTAIN = 6
/** So much of what both looks together say counts; the rest is the first look's alone, which meets strange subjects better (mathematicians). */
const TRUSTED = 0.7

/** The log-odds of the first look, as the second takes them. */
export const besideLook = (odds: number): number[] => [Math.max(-CERTAIN, Math.min(CERTAIN, odds))]

/**
 * The second look at whether messages are requests: as many networks with cues as without, for with cues alone words of the matter, which one example or another
 * happened to hold, say too much. Deterministic.
 */
export function fitSecondLook(rows: readonly NetworkRow[], networks: number): Fitted {
  const fit = (cues: number) => fitNetwork(rows, { units: UNITS, cues, networks, epochs: EPOCHS })
  const network = meanOf([fit(CUES), fit(0)])
  const less = (out: number[]) => out.map((weight) => TRUSTED * weight)
  return {
    ...network,
    start: TRUSTED * network.start,
    beside: [TRUSTED * network.beside[0]! + 1 - TRUSTED],
    out: less(network.out),
    cues: { ...network.cues, out: less(network.cues.out) },
  }
}
