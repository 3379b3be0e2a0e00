import { createHash } from 'node:crypto'
import type { Chance } from './chance.ts'

const alphabet = 'abcdefghijklmnopqrstuvwxyz234567'

/** A new id: 16 characters of base32, 80 bits. Names things, keeps no secret. */
export function createId(chance: Chance): string {
  const bytes = Buffer.alloc(12)
  for (const offset of [0, 4, 8]) bytes.writeUInt32LE(chance.draw(), offset)
  return toBase32(bytes).slice(0, 16)
}

/**
 * The id of an effect, derived so that deciding the same event again gives the same ids, and with them the same nonces:
 * the first 24 characters of base32 of sha256 of what owns the effect, its version, and the effect's index.
 */
export function deriveEffectId(ownerId: string, version: number, index: number): string {
  return toBase32(createHash('sha256').update(`${ownerId}\n${version}\n${index}`).digest()).slice(0, 24)
}

/** RFC 4648 base32 in lower case, without padding. */
function toBase32(bytes: Uint8Array): string {
  let text = ''
  let held = 0
  let bits = 0
  for (const byte of bytes) {
    held = (held << 8) | byte
    bits += 8
    while (bits >= 5) {
      bits -= 5
      text += alphabet[(held >>> bits) & 31]
    }
    held &= (1 << bits) - 1
  }
  return bits > 0 ? text + alphabet[(held << (5 - bits)) & 31] : text
}

/** Begins the keys of what an adapter keeps about somebody; all of it is forgotten when the account's member is erased. */
export const keptOf = (account: string) => `of/${account}/`
