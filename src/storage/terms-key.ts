import { createHmac } from 'node:crypto'
import { deriveKey } from './seal.ts'

/**
 * Gives the form in which search terms are stored: with a key, the first 96 bits of HMAC-SHA256 in base64url, so that the
 * record does not show what people talk about; without one, the term itself. The same term gives the same form at every start.
 */
export function createTermHash(key?: Uint8Array): (term: string) => string {
  if (!key) return (term) => term
  const derived = deriveKey(key, 'search terms')
  return (term) => createHmac('sha256', derived).update(term).digest('base64url').slice(0, 16)
}
