import type { Member } from '../../members/member.ts'
import type { Request } from '../../requests/request.ts'
import type { Seal } from '../seal.ts'

interface StoredBody {
  id: string
  body: string
  version: number
}

/** What reads stored requests and members; shared by all connections of this process. */
export interface Bodies {
  request(row: StoredBody): Request
  member(row: StoredBody): Member
}

export const createBodies = (seal: Seal): Bodies => ({ request: readBodies(seal), member: readBodies(seal) })

/** Bodies kept parsed; a request and its people are read several times for each thing that happens. */
const MOST_BODIES = 512

/**
 * Parses a body that is still the same only once. What it returns is shared by all who read it: plain data that nobody changes.
 * Whether it is the same is seen from the stored text alone, so it does not matter who wrote it, or whether a transaction was undone.
 */
function readBodies<T extends { version: number }>(seal: Seal) {
  const parsed = new Map<string, { body: string; value: T }>()
  return ({ id, body, version }: StoredBody): T => {
    const known = parsed.get(id)
    if (known && known.body === body && known.value.version === version) return known.value
    const value = { ...(JSON.parse(seal.open(body)) as T), version }
    parsed.delete(id)
    if (parsed.size >= MOST_BODIES) parsed.delete(parsed.keys().next().value!)
    parsed.set(id, { body, value })
    return value
  }
}
