import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createDatabase, postgresUrl, type TestDatabase } from '../servers/services.ts'
import { openStage } from './stage.ts'

describe.skipIf(!postgresUrl())('On Postgres', () => {
  let database: TestDatabase
  beforeEach(async () => {
    database = await createDatabase()
  })
  afterEach(() => database.drop())

  it('Winnipeg: Joel is named, agrees, is introduced and thanked', async () => {
    const stage = await openStage({ at: '2026-02-10 10:00', databaseUrl: database.url })
    const [mitch, jonathan, joel] = await stage.people('Mitch', 'Jonathan', 'Joel')
    await jonathan.runs('/volunteer web talks near Winnipeg')
    await joel.runs('/volunteer design near Winnipeg')
    await mitch.posts(
      '#help',
      'need help: anyone know anyone who talks on Web 2.0 and is based in Winnipeg? event is at 1:30',
    )
    await mitch.presses('Ask around')
    await jonathan.presses('I know someone', { who: 'Joel', text: 'he spoke on it in Regina', public: 'no' })
    await joel.presses('Yes, introduce me')
    const thread = await mitch.thread('#help')
    expect((await mitch.sees(thread)).at(-1)).toContain('Mitch, meet Joel. Jonathan thought of them, and they agreed.')
    await mitch.pressesUnder('meet Joel', 'This helped', { thanks: 'You saved my day' })
    await mitch.presses('Solved')
    for (const helper of [jonathan, joel]) expect(await helper.lastDm()).toContain('Mitch: You saved my day')
    await stage.time('2026-02-12 14:00')
    await mitch.presses('Yes')
    expect(await joel.lastDm()).toContain('It worked out for Mitch.')

    // Who helped is known for it, and who erases themselves is forgotten.
    await mitch.posts('#help', 'Does anyone know somebody in Winnipeg who could talk about Web 2.0 on Friday?')
    await mitch.presses('Ask around')
    expect(stage.whoWasPinged().slice(-2)).toEqual(expect.arrayContaining(['Jonathan', 'Joel']))
    await joel.runs('/privacy')
    await joel.presses('Erase everything', { confirm: 'erase' })
    expect(await mitch.sees(thread)).not.toContainEqual(expect.stringContaining('meet Joel'))
    await stage.end()
  })

  it('Supper: what is written straight in the thread counts, and the answer by button stands beside it', async () => {
    const stage = await openStage({ at: '2026-05-07 19:00', databaseUrl: database.url })
    const [tom, rosa, wanda] = await stage.people('Tom', 'Rosa', 'Wanda')
    await rosa.runs('/volunteer late food, restaurants')
    await tom.posts('#help', 'Just got off the train. Does anyone know where to get food late near the station?')
    await tom.presses('Ask around')
    const thread = await tom.thread('#help')
    await wanda.writesInThread(thread, 'The Greek on Main is open till midnight.')
    await rosa.presses('I can help', { text: 'Ask for the soup at Sal’s.', how: 'thread' })
    await tom.writesInThread(thread, 'Going to Sal’s now.')
    expect(await rosa.lastDm()).toContain('Tom: Going to Sal’s now.')
    await stage.restart()
    await tom.pressesUnder('Ask for the soup', 'This helped')
    await tom.presses('Solved')
    expect((await tom.sees(thread))[0]).toContain('Solved, with help from Rosa.')
    await stage.end()
  })

  it('The process dies mid-wave, wherever it dies: nothing is lost, and nobody is pinged twice', async () => {
    for (let touch = 1, died = true; died; touch++) {
      const stage = await openStage({ at: '2026-07-01 10:00', databaseUrl: database.url })
      const [kai, ada, ben] = await stage.people('Kai', 'Ada', 'Ben')
      for (const mender of [ada, ben]) await mender.runs('/volunteer bicycles near Winnipeg')
      await kai.posts('#help', 'looking for somebody who can fix a bicycle wheel in Winnipeg today')
      died = await stage.diesAtTouch(touch, () => kai.presses('Ask around'))
      // What the dead process had claimed is free again after a minute.
      await stage.time('10:05')
      expect(await kai.threads('#help')).toHaveLength(1)
      expect((await kai.sees(await kai.thread('#help')))[0]).toContain('I asked 2 people who may know. No answer yet.')
      expect(stage.whoWasPinged().toSorted()).toEqual(['Ada', 'Ben'])
      for (const mender of [ada, ben]) expect(await mender.dms()).toHaveLength(1)
      await stage.end()
      if (died) expect(touch).toBeLessThan(40)
      await database.drop()
      database = await createDatabase()
    }
  }, 600_000)
})
