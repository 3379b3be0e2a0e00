import { createCipheriv, createDecipheriv, createSecretKey, hkdfSync, type KeyObject, randomBytes } from 'node:crypto'

/** Encrypts what people wrote before it is stored, and reads it again. Without a key both leave the text as it is. */
export interface Seal {
  close(text: string): string
  /** @throws Error when the text was closed with another key, or was changed */
  open(sealed: string): string
}

/** Which key closed a text; grows when keys can be changed. */
const KEY_VERSION = 'k1.'
const NONCE = 12
const TAG = 16

/** @param key the operator's secret, at least 32 bytes; AES-256-GCM with a key derived from it and a fresh nonce for each text */
export function createSeal(key?: Uint8Array): Seal {
  if (!key) return { close: (text) => text, open: (text) => text }
  const derived = deriveKey(key, 'stored text')
  return {
    close(text) {
      const nonce = randomBytes(NONCE)
      const cipher = createCipheriv('aes-256-gcm', derived, nonce)
      const bytes = Buffer.concat([nonce, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()])
      return KEY_VERSION + bytes.toString('base64')
    },
    open(sealed) {
      if (!sealed.startsWith(KEY_VERSION))
        throw new Error('This text is not encrypted with a key that Askaround knows.')
      const bytes = Buffer.from(sealed.slice(KEY_VERSION.length), 'base64')
      const decipher = createDecipheriv('aes-256-gcm', derived, bytes.subarray(0, NONCE))
      decipher.setAuthTag(bytes.subarray(-TAG))
      return decipher.update(bytes.subarray(NONCE, -TAG), undefined, 'utf8') + decipher.final('utf8')
    },
  }
}

/** One secret, a separate 256-bit key for each purpose (HKDF-SHA256). */
export function deriveKey(key: Uint8Array, purpose: string): KeyObject {
  // A key object, for giving the bytes each time costs seven times as much as the encryption.
  return createSecretKey(Buffer.from(hkdfSync('sha256', key, '', `askaround ${purpose}`, 32)))
}
