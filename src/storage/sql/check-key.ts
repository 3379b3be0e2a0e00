import type { Kysely } from 'kysely'
import type { Seal } from '../seal.ts'
import type { Tables } from './schema.ts'

const NAME = 'key-check'
const PLAIN = 'plain'
const WORD = 'askaround'

/**
 * Compares the key with the one that the record was begun with; a new record remembers it (encrypted, it is only a known word).
 * @throws Error that names the remedy, before anything is read or written with the wrong key
 */
export async function checkKey(db: Kysely<Tables>, seal: Seal, hasKey: boolean, mayWrite: boolean): Promise<void> {
  if (mayWrite) {
    const value = hasKey ? seal.close(WORD) : PLAIN
    await db
      .insertInto('about')
      .values({ name: NAME, value })
      .onConflict((c) => c.doNothing())
      .execute()
  }
  const row = await db.selectFrom('about').select('value').where('name', '=', NAME).executeTakeFirst()
  if (!row) return
  if (row.value === PLAIN) {
    if (!hasKey) return
    throw new Error(
      'ASKAROUND_KEY is set, but this record was begun without a key and holds plain text. Unset ASKAROUND_KEY, or start a new record (another data directory or database).',
    )
  }
  if (!hasKey) throw new Error('This record is encrypted. Set ASKAROUND_KEY to the key that it was begun with.')
  let opened: string | undefined
  try {
    opened = seal.open(row.value)
  } catch {}
  if (opened !== WORD) {
    throw new Error(
      'ASKAROUND_KEY is not the key that this record is encrypted with. Set it to the one it was begun with.',
    )
  }
}
