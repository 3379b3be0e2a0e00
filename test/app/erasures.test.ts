import { appendFileSync, copyFileSync, readFileSync, writeFileSync } from 'node:fs'
import { afterAll, describe, expect, it } from 'vitest'
import { openErasures } from '../../src/app/erasures.ts'
import { openStore } from '../../src/storage/open-store.ts'
import { aMember, MINUTE, NOON, sumEvidence } from '../storage/samples.ts'
import { temporaryFolder } from '../storage/sqlite-record.ts'

const folder = temporaryFolder()
afterAll(() => folder.remove())
let folders = 0
const newFolder = () => folder.path(`data${folders++}`)
const key = Buffer.alloc(32, 9)
const at = (now: number) => ({ now: () => now })

/** A record in which ann, with two accounts, and bob are members since noon. */
async function openRecord() {
  const store = await openStore({ file: folder.path(`${folders++}.db`), addEvidence: sumEvidence })
  await store.saveMember(aMember('ann', { accounts: ['web:u:ann', 'slack:u:1'] }), 0)
  await store.saveMember(aMember('bob'), 0)
  return store
}

describe('erasures', () => {
  it.each([['with a key', key] as const, ['without', undefined] as const])(
    'are repeated on a record that is older than they are, %s',
    async (_, key) => {
      const data = newFolder()
      const store = await openRecord()
      await (await openErasures(data, key, at(NOON + MINUTE))).note(['slack:u:1'])
      const erased: string[] = []
      const erasures = await openErasures(data, key, at(NOON + 2 * MINUTE))
      const erase = async (memberId: string) => {
        erased.push(memberId)
        await store.eraseMember(memberId)
      }
      expect(await erasures.repeat(store, erase)).toBe(1)
      expect(erased).toEqual(['ann'])
      expect(await erasures.repeat(store, erase)).toBe(0)
      await store.close()
    },
  )

  it('leave alone who came back later, and who was never erased', async () => {
    const data = newFolder()
    const store = await openRecord()
    const erasures = await openErasures(data, key, at(NOON - 1))
    await erasures.note(['web:u:ann', 'slack:u:1'])
    expect(await erasures.repeat(store, () => Promise.reject(new Error('nobody may be erased')))).toBe(0)
    await store.close()
  })

  it('name nobody in the file', async () => {
    const data = newFolder()
    await (await openErasures(data, undefined, at(NOON))).note(['web:u:ann'])
    expect(readFileSync(`${data}/erasures`, 'utf8')).not.toContain('ann')
  })

  it('survive a line that a power failure cut off', async () => {
    const data = newFolder()
    const store = await openRecord()
    await (await openErasures(data, key, at(NOON))).note(['web:u:ann'])
    appendFileSync(`${data}/erasures`, `${NOON} cut-o`)
    await (await openErasures(data, key, at(NOON))).note(['web:u:bob'])
    const erased: string[] = []
    await (await openErasures(data, key, at(NOON))).repeat(store, async (memberId) => void erased.push(memberId))
    expect(erased.sort()).toEqual(['ann', 'bob'])
    await store.close()
  })

  it('work from a copy of the file, and refuse another file in its place', async () => {
    const [data, other] = [newFolder(), newFolder()]
    const store = await openRecord()
    await (await openErasures(data, undefined, at(NOON))).note(['web:u:bob'])
    await openErasures(other, undefined, at(NOON))
    copyFileSync(`${data}/erasures`, `${other}/erasures`)
    const erased: string[] = []
    await (await openErasures(other, undefined, at(NOON))).repeat(store, async (memberId) => void erased.push(memberId))
    expect(erased).toEqual(['bob'])
    writeFileSync(`${other}/erasures`, 'shopping list\n')
    await expect(openErasures(other, undefined, at(NOON))).rejects.toThrow('is not a list of erasures')
    await store.close()
  })
})
