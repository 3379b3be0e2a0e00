import { afterAll, describe, expect, it } from 'vitest'
import { openLifeSign } from '../../src/app/life-sign.ts'
import { temporaryFolder } from '../storage/sqlite-record.ts'

const folder = temporaryFolder()
afterAll(() => folder.remove())
let folders = 0

/** A data folder, and a record of which copies can be made and put back. */
function openPlace() {
  const data = folder.path(`data${folders++}`)
  let kept: Record<string, string | undefined> = {}
  let breaks = false
  const store = {
    keepGet: async (_: string, key: string) => kept[key],
    async keepPut(_: string, entries: Record<string, string | undefined>) {
      Object.assign(kept, entries)
      if (breaks) throw new Error('gone')
    },
  }
  return {
    process: (where = data) => openLifeSign(where, store),
    backup: () => ({ ...kept }),
    restore: (copy: typeof kept) => {
      kept = { ...copy }
    },
    diesOnceTheRecordIsWritten: () => {
      breaks = true
    },
    isBack: () => {
      breaks = false
    },
  }
}

describe('The sign of life of a record', () => {
  it('fits after an outage, however the last process ended', async () => {
    const place = openPlace()
    const first = place.process()
    await first.leave()
    await first.leave()
    expect(await place.process().fits()).toBe(true)
    place.diesOnceTheRecordIsWritten()
    await expect(first.leave()).rejects.toThrow('gone')
    await expect(first.leave()).rejects.toThrow('gone')
    place.isBack()
    expect(await place.process().fits()).toBe(true)
  })

  it('does not fit when the record is a backup, and fits again from then on', async () => {
    const place = openPlace()
    await place.process().leave()
    const copy = place.backup()
    await place.process().leave()
    place.restore(copy)
    const restored = place.process()
    expect(await restored.fits()).toBe(false)
    await restored.leave()
    expect(await place.process().fits()).toBe(true)
  })

  it('does not fit where nobody can tell: a new folder, or a record from before there were signs', async () => {
    const place = openPlace()
    expect(await place.process().fits()).toBe(false)
    await place.process().leave()
    expect(await place.process(folder.path('elsewhere')).fits()).toBe(false)
    place.restore({})
    expect(await place.process().fits()).toBe(false)
  })

  it('is one after the other, so that two at once still leave a pair that fits', async () => {
    const place = openPlace()
    const one = place.process()
    await Promise.all([one.leave(), one.leave(), one.leave()])
    expect(await place.process().fits()).toBe(true)
  })

  it('fits when two processes left theirs at the same moment and one of them had the last word in the file only', async () => {
    const place = openPlace()
    const [one, two] = [place.process(), place.process()]
    for (let i = 0; i < 20; i++) {
      await Promise.all([one.leave(), two.leave()])
      expect(await place.process().fits()).toBe(true)
    }
  })
})
