import { expect, it } from 'vitest'
import { openStage, type Stage } from './stage.ts'

const wheel = 'looking for somebody who can fix a bicycle wheel in Winnipeg today'

async function open() {
  const stage = await openStage({ at: '2026-07-01 10:00' })
  const [kai, ada, ben] = await stage.people('Kai', 'Ada', 'Ben')
  for (const mender of [ada, ben]) await mender.runs('/volunteer bicycles near Winnipeg')
  return { stage, kai, ada, ben }
}

/** Everything is there, and everything once. */
async function expectWhole({ stage, kai, ada, ben }: Awaited<ReturnType<typeof open>>) {
  const threads = await kai.threads('#help')
  expect(threads).toHaveLength(1)
  const said = await kai.sees(threads[0]!)
  expect(stage.whoWasPinged().toSorted()).toEqual(['Ada', 'Ben'])
  for (const mender of [ada, ben])
    expect((await mender.dms()).filter((dm) => dm.includes('fix a bicycle wheel'))).toHaveLength(1)
  expect(said.filter((line) => line.includes('I asked') || line.includes('Solved, with help'))).toHaveLength(1)
  return said
}

it('The bot is stopped and started again between a ping and its answer: all goes on', async () => {
  const scene = await open()
  const { stage, kai, ada } = scene
  await kai.posts('#help', wheel)
  await stage.restart()
  await kai.presses('Ask around')
  await stage.restart()
  await ada.presses('I can help', { text: 'Bring it round, I have spokes.', how: 'thread' })
  await stage.restart()
  const said = await expectWhole(scene)
  expect(said.filter((line) => line.includes('Ada: Bring it round, I have spokes.'))).toHaveLength(1)
  await kai.pressesUnder('I have spokes', 'This helped', { thanks: 'It turns again' })
  await stage.restart()
  await kai.presses('Solved')
  expect((await ada.dms()).filter((dm) => dm.includes('It turns again'))).toHaveLength(1)
  await stage.end()
})

/** Plays the same again and again; the process dies each time one touch later, until the scene is over before it dies. */
async function diesEverywhere(
  before: (scene: Awaited<ReturnType<typeof open>>) => Promise<unknown>,
  during: (scene: Awaited<ReturnType<typeof open>>) => Promise<unknown>,
  after: (scene: Awaited<ReturnType<typeof open>>) => Promise<unknown>,
): Promise<number> {
  for (let touch = 1; ; touch++) {
    const scene = await open()
    await before(scene)
    const died = await scene.stage.diesAtTouch(touch, () => during(scene))
    await aFewMinutes(scene.stage)
    await after(scene)
    await scene.stage.end()
    if (!died) return touch - 1
  }
}

/** What the dead process had claimed is free again after a minute. */
const aFewMinutes = (stage: Stage) => stage.time('10:05')

it('The process dies mid-wave, wherever it dies: nothing is lost, and nobody is pinged twice', async () => {
  const deaths = await diesEverywhere(
    ({ kai }) => kai.posts('#help', wheel),
    ({ kai }) => kai.presses('Ask around'),
    async (scene) => {
      const said = await expectWhole(scene)
      expect(said[0]).toContain('I asked 2 people who may know. No answer yet.')
    },
  )
  // The press itself, the offer taken away, the thread, its card, two pings and what keeps the card true.
  expect(deaths).toBeGreaterThan(5)
}, 600_000)

it('The process dies while a suggestion, thanks and the end are on their way: each is there, once', async () => {
  const deaths = await diesEverywhere(
    async ({ kai }) => {
      await kai.posts('#help', wheel)
      await kai.presses('Ask around')
    },
    async ({ ada, kai }) => {
      await ada.presses('I can help', { text: 'Bring it round, I have spokes.', how: 'thread' })
      await kai.writesInThread(await kai.thread('#help'), 'On my way')
    },
    async (scene) => {
      const { kai, ada, ben } = scene
      const thread = await kai.thread('#help')
      // Who was cut off presses again what did not come through.
      if (!(await kai.sees(thread)).join().includes('I have spokes'))
        await ada.presses('I can help', { text: 'Bring it round, I have spokes.', how: 'thread' })
      await kai.pressesUnder('I have spokes', 'This helped', { thanks: 'It turns again' })
      await kai.presses('Solved')
      const said = await expectWhole(scene)
      expect(said.filter((line) => line.includes('Ada: Bring it round, I have spokes.'))).toHaveLength(1)
      expect((await ada.dms()).filter((dm) => dm.includes('It turns again'))).toHaveLength(1)
      expect(await ben.lastDm()).toContain('This is handled, thank you.')
    },
  )
  expect(deaths).toBeGreaterThan(5)
}, 600_000)

it('The process dies while words travel between linked channels: each copy is there, once', async () => {
  for (let touch = 1, died = true; died; touch++) {
    const stage = await openStage({
      at: '2026-07-01 10:00',
      channels: ['help', 'twin'],
      community: { mirrors: [{ a: 'web:c:help', b: 'web:c:twin' }] },
    })
    const [kai, ada, ben] = await stage.people('Kai', 'Ada', 'Ben')
    await ada.runs('/volunteer bicycles near Winnipeg', '#help')
    await kai.posts('#help', wheel)
    died = await stage.diesAtTouch(touch, async () => {
      await kai.presses('Ask around')
      await ben.writesInThread(await ben.thread('#twin'), 'My brother trues wheels.')
      await ada.presses('I can help', { text: 'I have spokes.', how: 'thread' })
    })
    await aFewMinutes(stage)
    const [here, there] = [await kai.thread('#help'), await ben.thread('#twin')]
    if (!(await ben.sees(there)).join().includes('trues wheels'))
      await ben.writesInThread(there, 'My brother trues wheels.')
    if (!(await kai.sees(here)).join().includes('I have spokes'))
      await ada.presses('I can help', { text: 'I have spokes.', how: 'thread' })
    expect(await kai.threads('#help')).toHaveLength(1)
    expect(await ben.threads('#twin')).toHaveLength(1)
    for (const place of [here, there]) {
      const said = (await kai.sees(place)).join('\n')
      expect(said.match(/My brother trues wheels/g)).toHaveLength(1)
      expect(said.match(/I have spokes/g)).toHaveLength(1)
    }
    expect((await ben.sees('#twin')).join().match(/fix a bicycle wheel/g)).toHaveLength(1)
    expect(stage.whoWasPinged()).toEqual(['Ada'])
    await stage.end()
  }
}, 600_000)
