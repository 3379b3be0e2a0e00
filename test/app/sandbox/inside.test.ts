import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { stringify } from 'yaml'
import { loadConfig } from '../../../src/app/load-config.ts'
import { tomorrowAt } from '../../../src/app/sandbox/travel.ts'
import { type Running, startConfigured } from '../../../src/main.ts'
import { chanceOfAny } from '../../../src/matching/answer-chance.ts'
import { createActors } from '../../../src/platforms/web/actors.ts'
import type { InsideEntry } from '../../../src/platforms/web/inside.ts'
import { createSimulatedClock } from '../../../src/shared/clock.ts'

const zone = 'America/Winnipeg'
const mitch = 'web:a:mitch-harlow'
const need = 'need help: anyone know anyone who talks on Web 2.0 and is based in Winnipeg? event is at 1:30 pm'
const hour = 3_600_000

let folder: string
let running: Running
const clock = createSimulatedClock(tomorrowAt(9, Date.now(), zone))

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'askaround-inside-'))
  const configFile = join(folder, 'askaround.yaml')
  writeFileSync(
    configFile,
    stringify({ log_level: 'error', data_directory: join(folder, 'data'), matching: { sentence_vectors: false } }),
  )
  running = await startConfigured(loadConfig({ configFile, env: { PORT: '0' } }), { clock, pace: clock })
})
afterEach(async () => {
  await running.stop()
  rmSync(folder, { recursive: true, force: true })
})

const settle = () => running.loop.settle()
const all = () => running.inside.read()
const of = async <K extends InsideEntry['is']>(is: K) =>
  (await all()).filter((entry): entry is Extract<InsideEntry, { is: K }> => entry.is === is)

async function posts(text: string, { who = mitch, channel = 'web:c:talks' } = {}) {
  await running.web.client.postMessage(who, channel, text)
  await settle()
}
/** Presses the newest button with that label in a conversation. */
async function presses(who: string, conversation: string, label: string) {
  const found = (await running.web.client.messages(conversation, who)).flatMap(({ message, card }) =>
    (card?.blocks ?? []).flatMap((block) =>
      block.type === 'buttons' ? block.buttons.map((button) => ({ message, button })) : [],
    ),
  )
  const { message, button } = found.findLast((each) => each.button.label === label)!
  await running.web.client.press(who, message, button)
  await settle()
}
const asksAround = async () => {
  await posts(need)
  await presses(mitch, 'web:c:talks', 'Ask around')
}
const newest = async () => (await running.bot.store.requestsWhere({ communityId: 'sample', limit: 1 }))[0]!

describe('how a post is read', () => {
  it('is what the detector found, weight by weight', async () => {
    await posts(need)
    const found = running.bot.understanding.detect(need, { before: [] })
    const [post] = await of('post')
    expect(post).toMatchObject({ by: 'Mitch Harlow', channel: '#talks', text: need, score: found.score })
    expect(post!.signals).toEqual(found.signals)
    expect(post!.signals.length).toBeGreaterThan(3)
    expect(post!.verdict).toContain('its author alone is asked')
  })

  it('shows what is no request as well, and that nothing of it is stored', async () => {
    await posts('The kettle in the club room works again.')
    const [post] = await of('post')
    expect(post!.verdict).toBe('No request. Nothing of it is stored.')
    expect(post!.score).toBeLessThan(post!.offersFrom)
    expect(await of('moment')).toEqual([])
  })

  it('shows no words of a life in danger, nor whose they were', async () => {
    await posts('I want to kill myself tonight')
    const [post] = await of('post')
    expect(post).toMatchObject({ by: 'Somebody', text: undefined, signals: [] })
    expect(JSON.stringify(await of('post'))).not.toContain('kill')
  })

  it('shows no longer what its author deleted', async () => {
    await posts('The kettle in the club room works again.')
    const [said] = (await running.web.client.messages('web:c:talks', mitch)).slice(-1)
    await running.web.client.deleteMessage(mitch, said!.message)
    expect((await of('post'))[0]!.text).toBeUndefined()
  })
})

describe('who is asked', () => {
  it('is who was pinged, with what the ping says, and the chance is reckoned from theirs', async () => {
    await asksAround()
    const { pings, wave, waveEndsAt } = await newest()
    const [choice] = await of('choice')
    expect(pings.length).toBeGreaterThan(1)
    expect(choice!.wave).toBe(wave)
    expect(choice!.chosen.map(({ nth, limit }) => ({ nth, limit }))).toEqual(pings.map(({ ofWeek }) => ofWeek))
    expect(choice!.chosen.map(({ name }) => name)).toEqual(expect.arrayContaining(['Ann Kowalchuk', 'Jonathan Reyes']))
    expect(choice!.chosen[0]!.reasons[0]!.says).toMatch(/^offers web/)
    expect(choice!.chance).toBeCloseTo(chanceOfAny(choice!.chosen.map(({ chance }) => chance)), 12)
    expect(choice!.target).toBe(running.bot.config.waves.target_chance)
    expect(choice!.most).toBe(running.bot.config.waves.most_at_once)
    expect(choice!.newDms).toEqual({ left: 8, inTenMinutes: 8, aDay: 60 })
    expect(choice!.next).toEqual({ says: 'The next wave, unless it is solved', at: waveEndsAt })
  })

  it('names those left in peace, each with the reason', async () => {
    const { store } = running.bot
    const change = async (account: string, changes: object) => {
      const member = (await store.memberByAccount(account, 'sample'))!
      await store.saveMember({ ...member, volunteer: { ...member.volunteer!, ...changes } }, member.version)
    }
    await change('web:a:ann-kowalchuk', { pausedUntil: clock.now() + hour })
    await change('web:a:jonathan-reyes', { quietHours: { from: '08:00', to: '12:00' } })
    await asksAround()
    const [choice] = await of('choice')
    const why = Object.fromEntries(
      choice!.passedOver.filter(({ mayKnow }) => mayKnow).map(({ name, why }) => [name, why]),
    )
    expect(why).toEqual({
      'Ann Kowalchuk': 'rests, or asked for a pause',
      'Jonathan Reyes': 'has quiet hours now',
      // It is midnight in Sendai.
      'Yuki Tanabe': 'has quiet hours now',
    })
    expect(choice!.passedOver.some(({ mayKnow }) => !mayKnow)).toBe(true)
    expect(choice!.passedOver.map(({ name }) => name)).not.toContain('Mitch Harlow')
  })

  it('says so when nobody can be asked, and when it looks again', async () => {
    await posts('Can anybody in Winnipeg help me clear the gutters on my roof?', { channel: 'web:c:neighbours' })
    await presses(mitch, 'web:c:neighbours', 'Ask around')
    expect((await of('choice'))[0]!.chosen.map(({ name }) => name)).toEqual(['Denise Fontaine'])
    await running.goTo((await newest()).waveEndsAt!)
    const [choice] = await of('choice')
    expect(choice).toMatchObject({ wave: 2, chosen: [], stop: 'nobody can be asked now' })
    expect(choice!.passedOver.filter(({ mayKnow }) => mayKnow)).toMatchObject([
      { name: 'Denise Fontaine', why: 'was asked about this already' },
    ])
    expect(choice!.next).toEqual({ says: 'Nobody else may know, and the thread says so' })
    expect((await of('moment')).map(({ says }) => says)).toContain('Nobody can be asked now')
  })

  it('says that no wave comes any more once it is solved', async () => {
    await asksAround()
    const { thread } = await newest()
    await presses(mitch, thread!, 'Solved')
    expect((await of('choice'))[0]!.next).toEqual({ says: 'No further wave: nobody is asked in vain' })
  })
})

describe('what is done', () => {
  it('is every event with what it changed and what was owed for it, in order', async () => {
    await asksAround()
    const moments = (await of('moment')).toReversed()
    expect(moments.map(({ says }) => says).slice(0, 4)).toEqual([
      'A request is noticed; nobody but its author hears of it',
      'The author says yes: it may be asked around',
      'The words were read again, now that they may be kept',
      'The thread is open',
    ])
    const [noticed, accepted] = moments
    expect(noticed).toMatchObject({
      came: 'Mitch Harlow wrote a message',
      changes: [{ what: 'The request', to: 'waits for a yes' }],
    })
    expect(accepted!.came).toBe('Mitch Harlow pressed a button')
    expect(noticed!.effects).toContainEqual({
      what: 'send the question “shall I ask around?” to Mitch Harlow alone',
      minor: false,
      state: 'done',
    })
    expect(moments.flatMap(({ changes }) => changes)).toContainEqual({
      what: 'The request',
      from: 'waits for a yes',
      to: 'asking around',
    })
    expect(moments.flatMap(({ effects }) => effects).filter(({ state }) => state === 'owed')).toEqual([])
    const reached = moments.filter(({ says }) => says.startsWith('The ping reached'))
    expect(reached).toHaveLength(1)
    expect(reached[0]!.says).toMatch(
      /^The ping reached (Ann Kowalchuk and Jonathan Reyes|Jonathan Reyes and Ann Kowalchuk)$/,
    )
  })

  it('has a word for everything that happens in a story', async () => {
    for (const story of ['winnipeg', 'supper', 'frustrated']) {
      await running.player.play(story)
      for (let i = 0; running.player.playing()?.state === 'plays' && i < 20; i++) await clock.advanceTo(clock.next()!)
      const shown = JSON.stringify(await all())
      expect(shown).not.toMatch(/somebody who left|undefined/)
      expect((await of('step')).map(({ done }) => done).slice(0, 3)).toEqual(
        [0, 1, 2].map((back) => running.player.playing()!.steps - back),
      )
    }
  })
})

describe('what is kept', () => {
  it('is nothing of a real community, whatever happens there', async () => {
    const { client } = running.web
    const ada = await client.signIn('Ada')
    await client.runCommand(ada, 'web:c:help', '/volunteer ladders near Winnipeg')
    const bea = await client.signIn('Bea')
    await posts('Could somebody lend me a ladder in Winnipeg this weekend?', { who: bea, channel: 'web:c:help' })
    await presses(bea, 'web:c:help', 'Ask around')
    expect((await running.bot.store.requestsWhere({ communityId: 'web', limit: 1 }))[0]!.state).toBe('open')
    expect(await all()).toEqual([])
    await posts(need)
    expect(JSON.stringify(await all())).not.toMatch(/Ada|Bea|ladder/)
  })

  it('is forgotten when somebody is, and when the sample goes', async () => {
    const vera = await running.web.client.signIn('Vera', { spaces: ['sample'] })
    await posts('The kettle in the club room works again.', { who: vera })
    expect(JSON.stringify(await all())).toContain('kettle')
    await running.web.client.runCommand(vera, 'web:c:talks', '/privacy')
    await settle()
    const { press } = createActors(() => running.web.client)
    await press(vera, 'Erase everything', '', { confirm: 'erase' })
    await settle()
    expect(JSON.stringify(await all())).not.toContain('kettle')
    await posts(need)
    expect(await all()).not.toEqual([])
    await running.removeSample()
    expect(await all()).toEqual([])
  })

  it('is the newest alone, however much is written', async () => {
    for (let i = 0; i < 230; i++)
      await running.web.client.postMessage(mitch, 'web:c:tearoom', `Tea number ${i} is ready.`)
    const shown = await of('post')
    expect(shown).toHaveLength(40)
    expect(shown[0]!.text).toBe('Tea number 229 is ready.')
  })
})
