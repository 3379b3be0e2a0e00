import { expect, it } from 'vitest'
import { openStage } from './stage.ts'

const wheel = 'looking for somebody who can fix a bicycle wheel in Winnipeg'

/** The bot dies at its nth touch with the chat after a yes, and nobody starts it again before that time. */
async function diesAt(touch: number, time: string, signs: boolean) {
  const stage = await openStage({ at: '2026-07-01 10:00', signs })
  const [kai, ada, ben] = await stage.people('Kai', 'Ada', 'Ben')
  for (const mender of [ada, ben]) await mender.runs('/volunteer bicycles near Winnipeg')
  await kai.posts('#help', wheel)
  const died = await stage.diesAtTouch(touch, () => kai.presses('Ask around'), time)
  if (!died) throw new Error('It never died before it pinged.')
  return { stage, kai, ada, ben, touch }
}

/** The same when its pings are owed and not yet sent, on a record of which nobody can tell whether it is a restored backup. */
async function diesUntil(time: string) {
  for (let touch = 1; ; touch++) {
    const scene = await diesAt(touch, time, false)
    const { stage } = scene
    const waits = (await stage.store.heldEffects('club', 9)).some(
      ({ effect }) => effect.type === 'send' && effect.card === 'ping',
    )
    expect(stage.troubles().join()).toMatch(waits ? /are held/ : /^/)
    if (waits) return scene
    await stage.end()
  }
}

it('After an outage of an hour: what was owed goes by itself', async () => {
  const { stage: other, touch } = await diesUntil('2026-07-01 11:00')
  await other.end()
  const { stage, kai } = await diesAt(touch, '2026-07-01 11:00', true)
  await stage.time('11:05')
  expect(stage.whoWasPinged().toSorted()).toEqual(['Ada', 'Ben'])
  expect((await kai.sees(await kai.thread('#help')))[0]).toContain('I asked 2 people who may know.')
  expect(await stage.olive.runs('/askaround status')).not.toContain('held back')
  await stage.end()
})

it('On a restored backup: what was owed is held back until an organiser says so, then it goes', async () => {
  const { stage, kai } = await diesUntil('2026-07-01 11:00')
  await stage.time('11:05')
  expect(stage.whoWasPinged()).toEqual([])
  expect(await stage.olive.runs('/askaround status')).toMatch(/held back when I started/)
  await stage.olive.presses('Send them')
  await stage.time('11:10')
  expect(stage.whoWasPinged().toSorted()).toEqual(['Ada', 'Ben'])
  expect((await kai.sees(await kai.thread('#help')))[0]).toContain('I asked 2 people who may know.')
  await stage.end()
})

it('On a restored backup, after a long night: what is dropped keeps nobody waiting, and no helper from other requests', async () => {
  const { stage, kai, ada } = await diesUntil('2026-07-02 09:00')
  await stage.olive.runs('/askaround held drop')
  await stage.time('09:10')
  expect(stage.whoWasPinged()).toEqual([])
  expect(await stage.olive.runs('/askaround status')).not.toContain('held back')
  await kai.presses('Cancel')
  await kai.posts('#help', 'Does anyone know how to true a bicycle wheel?')
  await kai.presses('Ask around')
  expect(stage.whoWasPinged().toSorted()).toEqual(['Ada', 'Ben'])
  expect(await ada.lastDm()).toContain('true a bicycle wheel')
  await stage.end()
})

it('After a long night: a request whose time was over meanwhile is ended, and who was asked is told', async () => {
  const stage = await openStage({ at: '2026-07-01 10:00' })
  const [kai, ada] = await stage.people('Kai', 'Ada')
  await ada.runs('/volunteer bicycles near Winnipeg')
  await kai.posts('#help', 'looking for somebody who can fix a bicycle wheel in Winnipeg today')
  await kai.presses('Ask around')
  await stage.sleeps('2026-07-02 09:00')
  expect((await kai.sees(await kai.thread('#help')))[0]).toContain('The time for this is over.')
  expect(await ada.lastDm()).toMatch(/The time for this is over|This one has passed/)
  await stage.end()
})
