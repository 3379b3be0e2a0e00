import type { Rule } from './change.ts'
import { kindRules } from './kinds.ts'
import { nextWave, wavesAreOver } from './waves.ts'

/** A new volunteer or offer: a standing wish, or a request that had nobody left, looks again. */
export const onSupplyChanged: Rule<'supply-changed'> = (request) => {
  const waits = request.nobodyLeft || (kindRules[request.words!.kind].standing && request.waveEndsAt === undefined)
  return waits && !wavesAreOver(request) && request.thread ? nextWave(request) : undefined
}
