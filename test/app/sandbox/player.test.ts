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

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'askaround-player-'))
  const configFile = join(folder, 'askaround.yaml')
  writeFileSync(configFile, stringify({ log_level: 'error', data_directory: join(folder, 'data') }))
  running = await startConfigured(loadConfig({ configFile, env: { PORT: '0' } }), { pace })
})
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

it.each(['winnipeg', 'supper'])(
  'the story "%s" plays to the end, and its request is solved',
  { timeout: 30_000 },
  async (id) => {
    await running.player.play(id)
    const said = await playToTheEnd()
    expect(said.filter((each) => each.includes('Passed over'))).toEqual([])
    expect(running.player.playing()?.state).toBe('over')
    const [request] = await requests()
    expect(request!.state).toBe('solved')
    expect(request!.suggestions.some(({ thanks }) => thanks)).toBe(true)
  },
)

it('in Winnipeg the thanks reach both who helped', { timeout: 30_000 }, async () => {
  await running.player.play('winnipeg')
  await playToTheEnd()
  for (const helper of ['web:a:jonathan-reyes', 'web:a:joel-friesen'])
    expect((await textsOf(helper)).join('\n')).toContain('You two saved my day.')
})

it('watched again, it goes as the community has learned meanwhile: Joel is asked himself, and needs no introduction', {
  timeout: 30_000,
}, async () => {
  await running.player.play('winnipeg')
  await playToTheEnd()
  await running.player.play('winnipeg')
  const passedOver = (await playToTheEnd()).filter((each) => each.includes('Passed over'))
  expect(passedOver).toEqual([expect.stringContaining('Joel says yes')])
  expect((await requests())[0]!.state).toBe('solved')
})

it('"Frustrated." plays to the end, and what was said is for one person alone', { timeout: 30_000 }, async () => {
  await running.player.play('frustrated')
  expect((await playToTheEnd()).filter((each) => each.includes('Passed over'))).toEqual([])
  expect((await textsOf('web:a:finn-gallagher')).join('\n')).toContain('I have tea and an hour')
})

it('pauses, steps and stops', { timeout: 30_000 }, async () => {
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

it('whoever clicks takes part: what they did is passed over', { timeout: 30_000 }, async () => {
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
