import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import { fileURLToPath } from 'node:url'
import { afterAll, afterEach, describe, expect, it } from 'vitest'
import { openStore } from '../../src/storage/open-store.ts'
import type { Store } from '../../src/storage/store.ts'
import { aRequest, sumEvidence } from './samples.ts'
import { dumpFile, temporaryFolder } from './sqlite-record.ts'

const folder = temporaryFolder()
const opened: Store[] = []
let files = 0
const newFile = () => folder.path(`${files++}.db`)
async function open(file: string, options: { readOnly?: boolean } = {}): Promise<Store> {
  const store = await openStore({ file, addEvidence: sumEvidence, ...options })
  opened.push(store)
  return store
}
afterEach(async () => {
  for (const store of opened.splice(0)) await store.close()
})
afterAll(() => folder.remove())

describe('an SQLite file', () => {
  it('belongs to one bot: a second is refused and told the process of the first', async () => {
    const file = newFile()
    await open(file)
    await expect(open(file)).rejects.toThrow(`in use by process ${process.pid}`)
  })

  it('another process has is refused with its process id, and is free as soon as that is killed', async () => {
    const file = newFile()
    const writer = fileURLToPath(new URL('./write-under-load.ts', import.meta.url))
    const child = spawn(process.execPath, [writer, file, '0'], { stdio: ['ignore', 'pipe', 'inherit'] })
    const ended = once(child, 'exit')
    let said = ''
    for await (const piece of child.stdout) {
      said += piece
      if (said.split('\n').length < 4) continue
      await expect(open(file)).rejects.toThrow(`in use by process ${child.pid}`)
      child.kill('SIGKILL')
      break
    }
    await ended
    const store = await open(file)
    expect(await store.noteEvent('0.0.0', 0)).toBe(false)
  })

  it('closed by one bot opens for the next', async () => {
    const file = newFile()
    const first = await openStore({ file, addEvidence: sumEvidence })
    await first.saveCursor('web:c:1', '5', 1)
    await first.close()
    expect(await (await open(file)).cursor('web:c:1')).toBe('5')
  })

  it('that is no record is refused and not left locked', async () => {
    const file = newFile()
    writeFileSync(file, 'a letter to the landlord, long enough to be no database header')
    await expect(open(file)).rejects.toThrow('not a database')
    rmSync(file)
    expect(await (await open(file)).nextDue()).toBeUndefined()
  })

  it('that a newer version wrote is left alone', async () => {
    const file = newFile()
    await (await openStore({ file, addEvidence: sumEvidence })).close()
    const database = new DatabaseSync(file)
    database.exec("insert into kysely_migration values ('9999-later', '2030-01-01')")
    database.close()
    await expect(open(file)).rejects.toThrow('written by a newer Askaround')
    await expect(open(file, { readOnly: true })).rejects.toThrow('written by a newer Askaround')
  })

  it('that is not there cannot be read, and one not set up says so', async () => {
    await expect(open(newFile(), { readOnly: true })).rejects.toThrow('Start the bot once')
    const file = newFile()
    writeFileSync(file, '')
    await expect(open(file, { readOnly: true })).rejects.toThrow('Start the bot once')
  })
})

describe('a backup', () => {
  it('made while the bot writes holds whole transactions, from the bot or from a process that only reads', async () => {
    const file = newFile()
    const bot = await open(file)
    let writing = true
    let written = 0
    const write = async (id: string) => {
      for (let i = 0; writing; i++) {
        await bot.transaction(async (tx) => {
          const request = (await tx.request(id)) ?? aRequest(id)
          await tx.saveCursor(id, String(i), 1)
          await tx.saveRequest({ ...request, wave: i, channel: 'x'.repeat(3000) }, request.version)
        })
        written++
      }
    }
    const writers = ['a', 'b', 'c'].map(write)
    const reader = await open(file, { readOnly: true })
    const copies = []
    for (const store of [bot, reader, bot, reader]) {
      const copy = newFile()
      const before = written
      await store.backup(copy)
      copies.push({ copy, before })
    }
    writing = false
    await Promise.all(writers)
    for (const { copy, before } of copies) {
      const restored = await open(copy)
      let kept = 0
      for (const id of ['a', 'b', 'c']) {
        const request = await restored.request(id)
        if (!request) continue
        expect(await restored.cursor(id)).toBe(String(request.wave))
        kept += request.wave + 1
      }
      expect(kept).toBeGreaterThanOrEqual(before)
    }
    expect(copies.at(-1)!.before).toBeGreaterThan(copies[0]!.before)
  })

  it('takes no sign of life along, so that it is not taken for what the bot left, however soon after it the bot died', async () => {
    const bot = await open(newFile())
    await bot.keepPut('askaround', { alive: 'a sign', faded: '5' })
    const copy = newFile()
    await bot.backup(copy)
    const restored = await open(copy)
    expect(await restored.keepGet('askaround', 'alive')).toBeUndefined()
    expect(await restored.keepGet('askaround', 'faded')).toBe('5')
    expect(await bot.keepGet('askaround', 'alive')).toBe('a sign')
  })

  it('never overwrites a file', async () => {
    const bot = await open(newFile())
    const other = newFile()
    writeFileSync(other, 'an older backup')
    await expect(bot.backup(other)).rejects.toThrow('exists already')
  })
})

describe('what is erased', () => {
  it('is gone from the file itself once the bot stops', async () => {
    const file = newFile()
    const bot = await openStore({ file, addEvidence: sumEvidence })
    await bot.keepPut('web', { a: 'marker-kept' })
    await bot.keepPut('web', { a: undefined })
    await bot.close()
    expect(dumpFile(file)).not.toContain('marker')
    expect(readFileSync(file).includes('marker-kept')).toBe(false)
  })
})
