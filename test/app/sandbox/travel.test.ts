import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { stringify } from 'yaml'
import { loadConfig } from '../../../src/app/load-config.ts'
import { tomorrowAt } from '../../../src/app/sandbox/travel.ts'
import { type Running, startConfigured } from '../../../src/main.ts'
import { createActors } from '../../../src/platforms/web/actors.ts'
import { createShiftableClock, createSimulatedClock } from '../../../src/shared/clock.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'askaround-travel-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const start = (parts: Parameters<typeof startConfigured>[1] = {}) => {
  const configFile = join(folder, 'askaround.yaml')
  writeFileSync(
    configFile,
    stringify({ log_level: 'error', data_directory: join(folder, 'data'), matching: { sentence_vectors: false } }),
  )
  return startConfigured(loadConfig({ configFile, env: { PORT: '0' } }), parts)
}
const hour = 3_600_000
/** Somebody who is not of the sample, in the community that the page begins with. */
async function comesAndVolunteers({ web, loop }: Running, name = 'Ada'): Promise<string> {
  const account = await web.client.signIn(name)
  await web.client.runCommand(account, 'web:c:help', '/volunteer ladders near Winnipeg')
  await loop.settle()
  return account
}

it('a shifted clock runs what is due by then, and keeps what is not', async () => {
  const real = createSimulatedClock(1000)
  const clock = createShiftableClock(real, 500)
  const seen: string[] = []
  clock.wakeAt(2000, () => seen.push('due'))
  clock.wakeAt(9000, () => seen.push('later'))
  clock.wakeAt(2000, () => seen.push('called off'))()
  clock.shift(2000)
  await real.advanceTo(1000)
  expect([clock.now(), seen]).toEqual([3000, ['due']])
  await real.advanceTo(7000)
  expect(seen).toEqual(['due', 'later'])
})

it('tomorrow at eight is by the clock of the zone', () => {
  const now = Date.parse('2026-02-10T23:30:12Z')
  expect(new Date(tomorrowAt(8, now, 'America/Winnipeg')).toISOString()).toBe('2026-02-11T14:00:00.000Z')
  expect(new Date(tomorrowAt(8, now, 'Asia/Tokyo')).toISOString()).toBe('2026-02-11T23:00:00.000Z')
})

it('moving the clock ends a wave, and is remembered across a restart', async () => {
  const running = await start()
  const { client } = running.web
  const { store } = running.bot
  // Noon in Winnipeg, so that nobody there has quiet hours.
  await running.goTo(tomorrowAt(12, Date.now(), 'America/Winnipeg'))
  const tom = 'web:a:mitch-harlow'
  await client.postMessage(tom, 'web:c:neighbours', 'Does anyone have a tall ladder in Winnipeg that I could borrow?')
  await running.loop.settle()
  const offer = (await client.messages('web:c:neighbours', tom)).findLast(({ card }) => card)!
  const buttons = offer.card!.blocks.flatMap((block) => (block.type === 'buttons' ? block.buttons : []))
  await client.press(tom, offer.message, buttons.find(({ label }) => label === 'Ask around')!)
  await running.loop.settle()
  const asked = async () => (await store.requestsWhere({ communityId: 'sample', states: ['open'], limit: 5 }))[0]!
  expect((await asked()).pings.filter(({ state }) => state === 'live').length).toBeGreaterThan(0)
  const { wave } = await asked()
  const before = running.bot.clock.now()
  await running.goTo(before + 3_600_000)
  const later = await asked()
  expect(later.wave > wave || later.nobodyLeft).toBe(true)
  await running.stop()

  const again = await start()
  expect(again.bot.clock.now()).toBeGreaterThanOrEqual(before + 3_600_000)
  await again.removeSample()
  expect(Math.abs(again.bot.clock.now() - Date.now())).toBeLessThan(5000)
  await again.stop()
})

describe('while real people use it too', () => {
  it('the clock is not moved, and the control says why', async () => {
    const running = await start()
    await comesAndVolunteers(running)
    await running.goTo(running.bot.clock.now() + 5 * hour)
    expect(Math.abs(running.bot.clock.now() - Date.now())).toBeLessThan(5000)

    const { address } = running.web
    const post = (path: string, body: string, cookie = '') =>
      fetch(`${address}${path}`, {
        method: 'POST',
        body,
        redirect: 'manual',
        headers: { 'content-type': 'application/x-www-form-urlencoded', origin: address!, cookie },
      })
    const signedIn = await post('/sign-in', 'account=web:a:mitch-harlow')
    const cookie = signedIn.headers.get('set-cookie')!.split(';')[0]!
    const page = await (await fetch(`${address}/as/mitch-harlow`, { headers: { cookie } })).text()
    expect(page).toContain('The clock stands: real people use this Askaround too')
    expect(page).not.toContain('Tomorrow morning')
    const refused = await post('/as/mitch-harlow/sandbox/travel', 'leap=hour', cookie)
    expect([refused.status, await refused.text()]).toEqual([400, expect.stringContaining('The clock stands')])
    await running.stop()
  })

  it('who visits the sample community is not real people: the clock moves', async () => {
    const running = await start()
    await running.web.client.signIn('Vera', { spaces: ['sample'] })
    await running.web.client.runCommand('web:a:vera', 'web:c:talks', '/volunteer tea near Winnipeg')
    await running.loop.settle()
    const before = running.bot.clock.now()
    await running.goTo(before + hour)
    expect(running.bot.clock.now()).toBeGreaterThanOrEqual(before + hour)
    await running.stop()
  })

  it('a clock that was moved shows the real time again before the first of them is taken', async () => {
    const running = await start()
    const { store, clock } = running.bot
    await running.goTo(clock.now() + 30 * hour)
    await comesAndVolunteers(running)
    expect(Math.abs(clock.now() - Date.now())).toBeLessThan(5000)
    const [ada] = await store.volunteers('web')
    expect(Math.abs(ada!.volunteer!.since - Date.now())).toBeLessThan(5000)
    await running.stop()
  })

  it('whoever came before it was moved and writes only then writes at the real time', async () => {
    const running = await start()
    const { address } = running.web
    const form = { 'content-type': 'application/x-www-form-urlencoded', origin: address! }
    const signedIn = await fetch(`${address}/sign-in`, {
      method: 'POST',
      body: 'name=Ada',
      redirect: 'manual',
      headers: form,
    })
    const cookie = signedIn.headers.get('set-cookie')!.split(';')[0]!
    await running.goTo(running.bot.clock.now() + 30 * hour)
    const body = 'conversation=web:c:help&text=Could somebody lend me a ladder this weekend?'
    await fetch(`${address}/as/ada/say`, { method: 'POST', body, redirect: 'manual', headers: { ...form, cookie } })
    const said = await running.web.client.messages('web:c:help', 'web:a:ada')
    expect(said[0]!.text).toContain('ladder')
    expect(Math.abs(said[0]!.at - Date.now())).toBeLessThan(5000)
    await running.stop()
  })

  it('an offset that an earlier run left behind is not taken up', async () => {
    const first = await start()
    await first.goTo(first.bot.clock.now() + 30 * hour)
    // As a record may stand that real people came into before the clock kept to theirs.
    await first.bot.store.saveMember(
      { id: 'ada', communityId: 'web', version: 1, accounts: ['web:a:ada'], joinedAt: 0, declinedOffersAt: [] },
      0,
    )
    await first.stop()
    const again = await start()
    expect(Math.abs(again.bot.clock.now() - Date.now())).toBeLessThan(5000)
    await again.stop()
  })

  it.each([9, 13, 17, 21])('a story plays at the hour that it is, such as %i', async (at) => {
    const pace = createSimulatedClock(0)
    const now = tomorrowAt(at, Date.now(), 'America/Winnipeg')
    const running = await start({ clock: createSimulatedClock(now), pace })
    await comesAndVolunteers(running)
    await running.player.play('winnipeg')
    const said: string[] = []
    for (let i = 0; running.player.playing()?.state === 'plays' && i < 20; i++) {
      await pace.advanceTo(pace.next()!)
      said.push(running.player.playing()!.says)
    }
    expect(said.filter((each) => each.includes('Passed over'))).toEqual([])
    expect(running.player.playing()?.state).toBe('over')
    expect(running.bot.clock.now()).toBe(now)
    await running.stop()
  })

  it('a story whose people are asleep is not told, and says so', async () => {
    const running = await start({ clock: createSimulatedClock(tomorrowAt(3, Date.now(), 'America/Winnipeg')) })
    await comesAndVolunteers(running)
    await expect(running.player.play('winnipeg')).rejects.toThrow('quiet hours now')
    expect(running.player.playing()).toBeUndefined()
    await running.stop()
  })
})

it('what the sandbox remembers of its stories goes with the sample community', async () => {
  const running = await start()
  await running.player.play('winnipeg')
  expect((await running.bot.store.keepList('sandbox', '')).map(({ key }) => key)).toEqual(['ahead', 'told/winnipeg'])
  await running.removeSample()
  expect(await running.bot.store.keepList('sandbox', '')).toEqual([])
  await running.stop()
})

it('who is erased is not remembered for the next telling of a story either', async () => {
  const running = await start()
  const ann = 'web:a:ann-kowalchuk'
  const remembered = async () => (await running.bot.store.keepGet('sandbox', 'told/winnipeg'))!
  await running.player.play('winnipeg')
  running.player.stop()
  expect(await remembered()).toContain(ann)
  await running.web.client.runCommand(ann, 'web:c:talks', '/privacy')
  await running.loop.settle()
  await createActors(() => running.web.client).press(ann, 'Erase everything', '', { confirm: 'erase' })
  await running.loop.settle()
  await expect.poll(remembered).not.toContain(ann)
  expect(await remembered()).toContain('web:a:jonathan-reyes')
  await running.stop()
})
