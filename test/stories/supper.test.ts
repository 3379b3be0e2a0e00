import { expect, it } from 'vitest'
import { openStage } from './stage.ts'

it('Supper in a strange town: answers written straight in the thread count, and those who answered by button hear how it goes', async () => {
  const stage = await openStage({ at: '2026-05-07 20:50', channels: ['general', 'travel'] })
  const [tom, rosa, emil, wanda] = await stage.people('Tom', 'Rosa', 'Emil', 'Wanda')
  await rosa.runs('/volunteer late food, restaurants')
  await emil.runs('/volunteer late food')
  await stage.time('21:10')
  await tom.posts('#travel', 'Just got off the train. Does anyone know where to get food late near the station?')
  expect(await tom.lastWord()).toContain('Looking for: an answer')
  await tom.presses('Ask around')
  const thread = await tom.thread('#travel')

  // Wanda was asked by nobody. She passes by and writes where everybody reads it.
  await wanda.writesInThread(thread, 'The Greek on Main is open till midnight.')
  expect((await tom.sees(thread)).at(-1)).toContain('Tom, Wanda has a first suggestion.')
  expect(stage.whoIsCalledBy('has a first suggestion')).toEqual(['Tom'])

  // Rosa uses the button; what she writes stands there in her words. Tom is called once only.
  expect(
    await rosa.presses('I can help', { text: 'Sal’s has a late kitchen, ask for the soup.', how: 'thread' }),
  ).toContain('It stands in the thread, in your words.')
  expect((await tom.sees(thread)).at(-1)).toContain('Rosa: Sal’s has a late kitchen, ask for the soup.')
  expect(stage.whoIsCalledBy('ask for the soup')).toEqual([])

  // Tom tells how it goes. Rosa, who is not in the thread, hears of it; Wanda reads it there.
  await tom.writesInThread(thread, 'Going to Sal’s now, thank you both.')
  expect(await rosa.lastDm()).toContain('News from Tom:\nTom: Going to Sal’s now, thank you both.')
  expect(await wanda.dms()).toEqual([])
  expect(stage.whoWasPinged()).toEqual(expect.arrayContaining(['Rosa', 'Emil']))

  await tom.pressesUnder('Sal’s has a late kitchen', 'This helped')
  expect(await rosa.lastDm()).toContain('Tom says that this helped.')
  await tom.presses('Solved')
  expect(await emil.lastDm()).toContain('This is handled, thank you.')
  expect((await tom.sees(thread))[0]).toContain('Solved, with help from Rosa.')
  await stage.end()
})

it('Supper: a free reply to the bot is posted only when its author says so', async () => {
  const stage = await openStage({ at: '2026-05-07 18:00', channels: ['travel'] })
  const [tom, rosa, emil] = await stage.people('Tom', 'Rosa', 'Emil')
  await rosa.runs('/volunteer late food, restaurants', '#travel')
  await emil.runs('/volunteer late food', '#travel')
  await tom.posts('#travel', 'Does anyone know where to get food late near the station?')
  await tom.presses('Ask around')
  const thread = await tom.thread('#travel')

  await rosa.writesToBot('my cousin cooks at Sal’s, say hello from me')
  expect(await rosa.lastDm()).toContain('Share this with Tom?\nRosa: my cousin cooks at Sal’s, say hello from me')
  expect(await stage.whoSees('my cousin cooks')).toEqual(['Rosa'])
  await rosa.presses('Only to the asker')
  expect(await tom.lastDm()).toContain('Rosa: my cousin cooks at Sal’s, say hello from me')
  expect(await stage.whoSees('my cousin cooks')).toEqual(['Tom', 'Rosa'])

  await emil.writesToBot('is it far from platform 3?')
  await emil.presses("Don't")
  expect((await tom.sees(thread)).join()).not.toContain('platform 3')
  expect(await stage.recordHolds('platform 3')).toEqual([])

  await emil.writesToBot('Try the kiosk by the fountain')
  await emil.presses('Share')
  expect((await tom.sees(thread)).at(-1)).toContain('Emil: Try the kiosk by the fountain')
  await stage.end()
})
