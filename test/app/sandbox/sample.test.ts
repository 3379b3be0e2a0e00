import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { stringify } from 'yaml'
import { choicesKeeper } from '../../../src/app/kept-choices.ts'
import { loadConfig } from '../../../src/app/load-config.ts'
import { readSample } from '../../../src/app/sandbox/read-sample.ts'
import { startConfigured } from '../../../src/main.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'askaround-sample-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const start = (settings: Record<string, unknown> = {}) => {
  const configFile = join(folder, 'askaround.yaml')
  writeFileSync(
    configFile,
    stringify({
      log_level: 'error',
      data_directory: join(folder, 'data'),
      matching: { sentence_vectors: false },
      ...settings,
    }),
  )
  return startConfigured(loadConfig({ configFile, env: { PORT: '0' } }))
}

/** Every row of the record as text. */
function dump(): string {
  const db = new DatabaseSync(join(folder, 'data/askaround.db'), { readOnly: true })
  const tables = db.prepare("select name from sqlite_master where type = 'table'").all() as { name: string }[]
  const rows = tables.map(({ name }) => JSON.stringify(db.prepare(`select * from ${name}`).all()))
  db.close()
  return rows.join('\n')
}

describe('the file of the sample community', () => {
  it('tells of about forty members and twenty-five solved requests', () => {
    const { members, history } = readSample()
    expect(members.length).toBeGreaterThanOrEqual(38)
    expect(history).toHaveLength(25)
    expect(new Set(members.map(({ time_zone }) => time_zone.split('/')[0])).size).toBeGreaterThanOrEqual(4)
  })

  it('is refused with all problems at once', () => {
    const file = join(folder, 'sample.yaml')
    const sample = readSample()
    const [first, ...members] = sample.members
    const [solved, ...history] = sample.history
    const hours = ({ quiet_hours: { from, to } }: typeof first & {}) => `${from}-${to}`
    writeFileSync(
      file,
      stringify({
        ...sample,
        members: [
          { ...first, quiet_hours: 'night', time_zone: 'Winnipeg' },
          ...members.map((each) => ({ ...each, quiet_hours: hours(each) })),
        ],
        history: [{ ...solved, days_ago: 400 }, ...history],
      }),
    )
    expect(() => readSample(file)).toThrow(
      /members\.0\.time_zone(.|\n)*members\.0\.quiet_hours(.|\n)*history\.0\.days_ago/,
    )
  })

  it('names members and channels that are there', () => {
    const file = join(folder, 'sample.yaml')
    const sample = readSample()
    const members = sample.members.map((each) => ({
      ...each,
      quiet_hours: `${each.quiet_hours.from}-${each.quiet_hours.to}`,
    }))
    const history = [{ ...sample.history[0], asker: 'Nobody', channel: 'nowhere' }]
    writeFileSync(file, stringify({ ...sample, members, history }))
    expect(() => readSample(file)).toThrow(/history\.0\.asker(.|\n)*history\.0\.channel/)
  })
})

describe('a new data directory in the sandbox', () => {
  it('has the sample in a community of its own, once', async () => {
    const first = await start()
    const { store } = first.bot
    expect((await store.communities()).map(({ id }) => id).sort()).toEqual(['sample', 'web'])
    expect(await store.volunteers('sample')).toHaveLength(readSample().members.length)
    expect(await store.volunteers('web')).toEqual([])
    const usual = await store.usualWait('sample')
    expect(usual?.n).toBe(25)
    expect(usual!.median).toBeGreaterThan(5 * 60_000)
    expect((await store.evidenceOf('sample-2')).length).toBe(0)
    expect((await store.evidenceOf('sample-5')).length).toBeGreaterThan(0)
    const before = await store.requestsWhere({ communityId: 'sample', limit: 100 })
    await first.stop()

    const again = await start()
    expect(await again.bot.store.volunteers('sample')).toHaveLength(readSample().members.length)
    expect(await again.bot.store.requestsWhere({ communityId: 'sample', limit: 100 })).toEqual(before)
    await again.stop()
  })

  it('recalls what was solved, for members of the sample only', async () => {
    const running = await start()
    const { client } = running.web
    const tom = 'web:a:tom-ashby'
    await client.runCommand(tom, 'web:c:travel', '/recall food late near the station')
    await running.loop.settle()
    const told = (await client.messages('web:c:travel', tom)).at(-1)!.text
    expect(told).toContain('Porto')
    const ada = await client.signIn('Ada')
    await client.runCommand(ada, 'web:c:help', '/recall food late near the station')
    await running.loop.settle()
    expect((await client.messages('web:c:help', ada)).at(-1)!.text).not.toContain('Porto')
    await running.stop()
  })

  it('makes the first real person the organiser, and mixes nobody', async () => {
    const running = await start()
    const { web } = running
    const ada = await web.client.signIn('Ada')
    expect((await web.person(ada))?.admin).toBe(true)
    const visitor = await web.client.signIn('Vera', { spaces: ['sample'] })
    expect((await web.person(visitor))?.admin).toBe(false)
    expect(web.client.conversations(visitor).channels.map(({ name }) => name)).toEqual([
      ...['neighbours', 'talks', 'tearoom', 'travel'],
    ])
    await expect(web.client.signIn('Ada', { spaces: ['sample'] })).rejects.toThrow('other community')
    await expect(web.client.signIn('Olive Brandt')).rejects.toThrow('other community')
    await running.stop()
  })

  it('removing the sample leaves nothing of it', async () => {
    const running = await start()
    const { web } = running
    await web.client.signIn('Ada')
    await web.client.signIn('Vera', { spaces: ['sample'] })
    await web.client.postMessage('web:a:mitch-harlow', 'web:c:talks', 'Could somebody lend me a projector in Winnipeg?')
    await running.loop.settle()
    // What its answered requests would have taught.
    await running.bot.store.keepPut(choicesKeeper, { sample: '[]', 'sample lesson r': '{"of":"sample"}' })
    await running.removeSample()
    expect((await running.bot.store.communities()).map(({ id }) => id)).toEqual(['web'])
    await running.stop()
    const left = dump()
    for (const words of ['sample', 'Harlow', 'harlow', 'Vera', 'projector', 'web:c:talks', 'talks'])
      expect(left).not.toContain(words)
    expect(left).toContain('Ada')

    const again = await start()
    expect((await again.bot.store.communities()).map(({ id }) => id)).toEqual(['web'])
    await again.stop()
  })

  it('with sandbox: false there is no sample', async () => {
    const running = await start({ sandbox: false })
    expect((await running.bot.store.communities()).map(({ id }) => id)).toEqual(['web'])
    await running.stop()
  })
})
