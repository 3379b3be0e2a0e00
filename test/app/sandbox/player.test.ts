import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { stringify } from 'yaml'
import { loadConfig } from '../../../src/app/load-config.ts'
import { type Running, startConfigured } from '../../../src/main.ts'
import { createSimulatedClock } from '../../../src/shared/clock.ts'

let folder: string
let running: Running
const pace = createSimulatedClock(0)

async function start(matching: { sentence_vectors: boolean }) {
  folder = mkdtempSync(join(tmpdir(), 'askaround-player-'))
  const configFile = join(folder, 'askaround.yaml')
  writeFileSync(configFile, stringify({ log_level: 'error', data_directory: join(folder, 'data'), matching }))
  running = await startConfigured(loadConfig({ configFile, env: { PORT: '0' } }), { pace })
}
beforeEach(() => start({ sentence_vectors: false }))
afterEach(async () => {
  await running.stop()
  rmSync(folder, { recursive: true, force: true })
})

/** Plays on, as time goes by, to the end. @returns what the player said of each step */
async function playToTheEnd(): Promise<string[]> {
  const said: string[] = []
  for (let i = 0; running.player.playing()?.state === 'plays' && i < 50; i++) {
    await pace.advanceTo(pace.next() ?? pace.now())
    said.push(running.player.playing()!.says)
  }
  return said
}

const requests = () => running.bot.store.requestsWhere({ communityId: 'sample', limit: 1 })
const textsOf = async (account: string) =>
  (await running.web.client.messages(running.web.client.conversations(account).dm, account)).map(({ text }) => text)

it.each(['winnipeg', 'supper'])('the story "%s" plays to the end, and its request is solved', async (id) => {
  await running.player.play(id)
  const said = await playToTheEnd()
  expect(said.filter((each) => each.includes('Passed over'))).toEqual([])
  expect(running.player.playing()?.state).toBe('over')
  expect(await running.bot.store.deadLetters('sample', 9)).toEqual([])
  const [request] = await requests()
  expect(request!.state).toBe('solved')
  expect(request!.suggestions.some(({ thanks }) => thanks)).toBe(true)
})

it.each(['winnipeg', 'supper', 'frustrated'])(
  'the story "%s" plays to the end with sentence vectors, as it ships',
  async (id) => {
    await running.stop()
    rmSync(folder, { recursive: true, force: true })
    await start({ sentence_vectors: true })
    // The thread has come up once it answers, however long that takes.
    while (!(await running.bot.secondStage!.meaningOf('Good morning'))) await new Promise(setImmediate)
    await running.player.play(id)
    expect((await playToTheEnd()).filter((each) => each.includes('Passed over'))).toEqual([])
    expect(running.player.playing()?.state).toBe('over')
    expect(await running.bot.store.deadLetters('sample', 9)).toEqual([])
  },
)

it('the thread that a story brings about is known as soon as there is one, and an earlier one is not taken for it', async () => {
  await running.player.play('winnipeg')
  await running.player.step()
  expect(running.player.playing()?.thread).toBeUndefined()
  await running.player.step()
  const [request] = await requests()
  expect(running.player.playing()?.thread).toBe(request!.thread)
})

it('in Winnipeg the thanks reach both who helped', async () => {
  await running.player.play('winnipeg')
  await playToTheEnd()
  for (const helper of ['web:a:jonathan-reyes', 'web:a:joel-friesen'])
    expect((await textsOf(helper)).join('\n')).toContain('You two saved my day.')
})

it.each(['winnipeg', 'supper', 'frustrated'])(
  'the story "%s" plays to its end as often as it is watched: a week goes by, and what it taught is forgotten',
  async (id) => {
    const begins: number[] = []
    for (let telling = 1; telling <= 10; telling++) {
      await running.player.play(id)
      begins.push(running.bot.clock.now())
      expect(running.player.playing()!.says).toContain(telling > 1 ? 'a week later' : 'in a moment')
      expect((await playToTheEnd()).filter((each) => each.includes('Passed over'))).toEqual([])
    }
    const apart = begins.slice(1).map((begin, i) => begin - begins[i]!)
    expect(Math.min(...apart)).toBeGreaterThanOrEqual(7 * 24 * 3_600_000)
  },
)

it('a story that was left in the middle is called off before it is told again, and then plays to its end', async () => {
  const { player } = running
  for (let left = 0; left < 3; left++) {
    await player.play('winnipeg')
    player.pause()
    for (let step = 0; step < 3; step++) await player.step()
    player.stop()
  }
  await player.play('winnipeg')
  expect((await running.bot.store.requestsWhere({ communityId: 'sample', states: ['open'], limit: 9 })).length).toBe(0)
  expect((await playToTheEnd()).filter((each) => each.includes('Passed over'))).toEqual([])
})

it('who rests or has had the pings of a week is waited for, not asked', async () => {
  const { store, clock } = running.bot
  const ann = (await store.memberByAccount('web:a:ann-kowalchuk', 'sample'))!
  const pausedUntil = clock.now() + 20 * 24 * 3_600_000
  await store.saveMember({ ...ann, volunteer: { ...ann.volunteer!, pausedUntil } }, ann.version)
  await running.player.play('winnipeg')
  expect(clock.now()).toBeGreaterThanOrEqual(pausedUntil)
  expect((await playToTheEnd()).filter((each) => each.includes('Passed over'))).toEqual([])
})

it('"Frustrated." plays to the end, and what was said is for one person alone', async () => {
  await running.player.play('frustrated')
  expect((await playToTheEnd()).filter((each) => each.includes('Passed over'))).toEqual([])
  expect((await textsOf('web:a:finn-gallagher')).join('\n')).toContain('I have tea and an hour')
})

it('goes slower while somebody looks inside, for there is more to read', async () => {
  await running.player.play('winnipeg')
  await running.inside.read()
  await pace.advanceTo(pace.next()!)
  expect(running.player.playing()?.done).toBe(1)
  expect(pace.next()! - pace.now()).toBe(14_000)
  await pace.advanceTo(pace.now() + 60_000)
  expect(pace.next()! - pace.now()).toBeLessThanOrEqual(7000)
})

it('pauses, steps and stops', async () => {
  const { player } = running
  await player.play('winnipeg')
  player.pause()
  await pace.advanceTo(pace.now() + 60_000)
  expect(player.playing()?.done).toBe(0)
  await player.step()
  expect(player.playing()).toMatchObject({ done: 1, state: 'paused' })
  player.resume()
  await pace.advanceTo(pace.now() + 7000)
  expect(player.playing()?.done).toBe(2)
  player.stop()
  await pace.advanceTo(pace.now() + 60_000)
  expect(player.playing()).toBeUndefined()
  expect((await requests())[0]!.state).toBe('open')
})

it('whoever clicks takes part: what they did is passed over', async () => {
  const { player } = running
  await player.play('winnipeg')
  player.pause()
  await player.step()
  const { client } = running.web
  const mitch = 'web:a:mitch-harlow'
  const offer = (await client.messages('web:c:talks', mitch)).findLast(({ card }) => card)!
  const buttons = offer.card!.blocks.flatMap((block) => (block.type === 'buttons' ? block.buttons : []))
  await client.press(mitch, offer.message, buttons.find(({ label }) => label === 'Ask around')!)
  await player.step()
  expect(player.playing()?.says).toContain('Passed over')
  player.resume()
  await playToTheEnd()
  expect((await requests())[0]!.state).toBe('solved')
})
