import { expect, it } from 'vitest'
import { openStage } from './stage.ts'

const icelandic = 'Does anybody here speak Icelandic? I need two sentences translated'

async function twoWhoSpeakIt() {
  const stage = await openStage({ at: '2026-07-01 10:00' })
  const [kai, una, jon] = await stage.people('Kai', 'Una', 'Jon')
  for (const speaker of [una, jon]) await speaker.runs('/volunteer Icelandic, translating')
  await kai.posts('#help', icelandic)
  await kai.presses('Ask around')
  return { stage, kai, una, jon, thread: await kai.thread('#help') }
}

it('Two helpers at the same moment: both suggestions are kept, and the asker is called once', async () => {
  const { stage, kai, una, jon, thread } = await twoWhoSpeakIt()
  expect(stage.whoWasPinged().toSorted()).toEqual(['Jon', 'Una'])
  await Promise.all([
    una.presses('I can help', { text: 'Send them to me.', how: 'thread' }),
    jon.presses('I can help', { text: 'Takk, I can do it tonight.', how: 'thread' }),
  ])
  const said = (await kai.sees(thread)).slice(1).join('\n')
  expect(said).toContain('Una: Send them to me.')
  expect(said).toContain('Jon: Takk, I can do it tonight.')
  expect(said.match(/this is the first suggestion/g)).toHaveLength(1)
  await stage.end()
})

it('A late answer: its author is told that it was solved, and it is passed on all the same', async () => {
  const { stage, kai, una, jon, thread } = await twoWhoSpeakIt()
  await una.presses('I can help', { text: 'Send them to me.', how: 'thread' })
  await kai.pressesUnder('Send them to me', 'This helped')
  await kai.presses('Solved')
  expect(await jon.lastDm()).toContain('This is handled, thank you.')
  await stage.time('16:00')
  expect(await jon.presses('Send something anyway', { text: 'The second one is a saying.', how: 'thread' })).toContain(
    'This was solved meanwhile; I passed it on to Kai all the same. Thank you.',
  )
  expect((await kai.sees(thread)).join('\n')).toContain('Jon: The second one is a saying.')
  await stage.end()
})

for (const [how, act] of [
  ['leaves', (una: { leaves(): Promise<void> }) => una.leaves()],
  ['pauses', (una: { presses(label: string): Promise<string> }) => una.presses('Pause for a week')],
  ['stops', (una: { presses(label: string): Promise<string> }) => una.presses('Stop asking me')],
] as const) {
  it(`A helper ${how} with a ping in hand: it is taken back, and others go on`, async () => {
    const { stage, kai, una, jon, thread } = await twoWhoSpeakIt()
    await act(una as never)
    if (how !== 'leaves') expect((await una.dms())[0]).toContain('You are not asked about this any more.')
    await jon.presses('I can help', { text: 'Send them to me.', how: 'thread' })
    expect((await kai.sees(thread)).at(-1)).toContain('Jon: Send them to me.')

    // Nothing more reaches her.
    const before = await una.dms()
    await stage.time('2026-07-02 10:00')
    await kai.posts('#help', 'Does anyone know how to say good morning in Icelandic?')
    await kai.presses('Ask around')
    expect(stage.whoWasPinged().filter((name) => name === 'Una')).toHaveLength(1)
    expect(await una.dms()).toEqual(before)
    await stage.end()
  })
}

it('The only helper leaves: it is said honestly', async () => {
  const stage = await openStage({ at: '2026-07-01 10:00' })
  const [kai, una] = await stage.people('Kai', 'Una')
  await una.runs('/volunteer Icelandic, translating')
  await kai.posts('#help', icelandic)
  await kai.presses('Ask around')
  await una.leaves()
  expect((await kai.sees(await kai.thread('#help'))).at(-1)).toContain('nobody else is left to ask')
  await stage.end()
})

it('Blocking somebody: they are never brought together again, either way round', async () => {
  const { stage, kai, una } = await twoWhoSpeakIt()
  expect(await una.presses('Report or block', { what: 'block' })).toContain('not brought together again')
  await kai.presses('Cancel')
  await stage.time('2026-07-02 10:00')
  await kai.posts('#help', 'Does anyone know how to say good morning in Icelandic?')
  expect(await kai.lastWord()).toContain('One person here may know.')
  await kai.presses('Ask around')
  expect(stage.whoWasPinged().filter((name) => name === 'Una')).toHaveLength(1)
  await stage.end()
})

it('Blocking somebody after helping them: their news is no longer brought', async () => {
  const { stage, kai, una, jon, thread } = await twoWhoSpeakIt()
  for (const helper of [una, jon]) await helper.presses('I can help', { text: `Ask ${helper.name}.`, how: 'thread' })
  await kai.writesInThread(thread, 'Both are done, but for a comma.')
  await stage.time('11:00')
  await kai.posts('#help', 'Does anyone know how to say good morning in Icelandic?')
  await kai.presses('Ask around')
  await una.presses('Report or block', { what: 'block' })
  await kai.writesInThread(thread, 'Now for the comma.')
  expect(await stage.whoSees('News from Kai:\nKai: Both are done')).toEqual(['Una', 'Jon'])
  expect(await stage.whoSees('News from Kai:\nKai: Now for the comma')).toEqual(['Jon'])
  await stage.end()
})

it('Naming the asker, or oneself, as somebody who may know: it is said what is wrong, and no word is lost', async () => {
  const { stage, una, kai, thread } = await twoWhoSpeakIt()
  const text = 'speaks it like a native'
  expect(await una.presses('I know someone', { who: '@kai', text, public: 'no' })).toContain(
    '“@kai” is the one who asks. Name somebody else who may know.',
  )
  expect(await una.presses('Correct it', { who: 'Una' })).toContain('You are “Una” yourself.')
  expect(await una.presses('Correct it', { who: 'Jon Snorrason' })).toContain('I contact nobody outside')
  expect(await kai.lastDm()).toContain(`Jon Snorrason\n${text}`)
  expect((await kai.sees(thread)).join()).not.toContain(text)
  await stage.end()
})

it('A place that nobody knows: what was typed comes back, and only the place has to be typed again', async () => {
  const stage = await openStage({ at: '2026-07-01 10:00' })
  const [una, kai] = await stage.people('Una', 'Kai')
  await una.runs('/profile')
  expect(await una.presses("I'd like to help", { topics: 'bicycles, Icelandic', places: 'Qwxyzzy' })).toContain(
    "I don't know a place called “Qwxyzzy”.",
  )
  expect(await una.presses('Correct it', { places: 'Winnipeg' })).toContain(
    'People may now ask you about bicycles and icelandic.',
  )
  await una.runs('/profile')
  await una.presses('Topics and places', { topics: 'bicycles', places: 'Qwxyzzy' })
  expect(await una.presses('Correct it', { places: 'Brandon, MB' })).toContain('Brandon, MB')

  await kai.posts('#help', 'looking for somebody who can fix a bicycle wheel in Winnipeg')
  await kai.presses('Edit', { text: 'looking for a wheelwright', places: 'Qwxyzzy' })
  await kai.presses('Correct it', { places: 'Brandon, MB' })
  expect((await kai.sees(await kai.thread('#help')))[0]).toContain('looking for a wheelwright')
  await stage.end()
})

it('Blocking somebody after helping them: neither their thanks nor how it went is brought', async () => {
  const { stage, kai, una, jon } = await twoWhoSpeakIt()
  for (const helper of [una, jon]) await helper.presses('I can help', { text: `Ask ${helper.name}.`, how: 'thread' })
  expect(await una.presses('Report or block', { what: 'block' })).toContain('not brought together again')
  expect(await una.dms()).toContain('You are not asked about this any more.')
  for (const { name } of [una, jon]) await kai.pressesUnder(`Ask ${name}.`, 'This helped', { thanks: `Takk, ${name}.` })
  await kai.presses('Solved')
  await stage.time('2026-07-03 12:00')
  await kai.presses('Yes')
  expect(await jon.seesAnywhere('Takk, Jon.')).toBe(true)
  expect(await jon.lastDm()).toContain('It worked out for Kai.')
  expect((await una.dms()).join()).not.toMatch(/Takk|worked out/)
  await stage.end()
})
