import type { Rule } from './change.ts'
import { kindRules } from './kinds.ts'
import { nextWave, wavesAreOver } from './waves.ts'

/** A new volunteer or offer: a standing wish, or a request that had nobody left, looks again. A wish that had asked enough sends one more wave. */
export const onSupplyChanged: Rule<'supply-changed'> = (request, _, settings) => {
  const waits = request.nobodyLeft || (kindRules[request.words!.kind].standing && request.waveEndsAt === undefined)
  if (!waits || request.stoppable || wavesAreOver(request) || !request.thread) return undefined
  const lastWave = Math.max(request.lastWave ?? settings.mostWaves, request.wave + 1)
  return nextWave({ ...request, lastWave })
}
