import { expect, it } from 'vitest'
import { openStage } from './stage.ts'

const wheel = 'looking for somebody who can fix a bicycle wheel in Winnipeg today'
const says = 'Help desk: what you post here, Askaround asks around for, unless you stop it within a minute.'

async function aHelpDesk(topic?: string) {
  const stage = await openStage({ at: '2026-07-01 10:00' })
  const [kai, ada] = await stage.people('Kai', 'Ada')
  await ada.runs('/volunteer bicycles near Winnipeg')
  if (topic) await stage.topic('#help', topic)
  const told = await stage.olive.runs('/askaround watch #help desk')
  return { stage, kai, ada, told }
}

it('A post in a help desk is the yes: the thread opens, a minute to stop it, then people are asked', async () => {
  const { stage, kai, ada, told } = await aHelpDesk(says)
  expect(told).toContain('#help (help desk: a post is the yes)')
  expect(told).not.toContain('no help desk yet')

  await kai.posts('#help', wheel)
  expect(await stage.whoSees('Shall I ask around?')).toEqual([])
  expect(await stage.whoSees('This is a help desk, so I ask around for you in a minute.')).toEqual(
    stage.whispers ? ['Kai'] : [],
  )
  const thread = await kai.thread('#help')
  const card = () => kai.sees(thread).then(([first]) => first)
  expect(await card()).toContain(`Kai: ${wheel}`)
  expect(await card()).toMatch(/I ask around at .*10:01 AM, unless Kai stops it before. Nobody has been asked yet./)
  expect(stage.whoWasPinged()).toEqual([])

  // The minute is over.
  await stage.time('10:03')
  expect(stage.whoWasPinged()).toEqual(['Ada'])
  expect(await ada.lastDm()).toContain(`Kai: ${wheel}`)
  expect(await card()).toContain('I asked one person who may know.')
  expect(await kai.presses('Cancel')).toContain('Cancelled.')
  expect(await ada.lastDm()).toContain('This is no longer needed, thank you.')
  await stage.end()
})

it('Stopped within the minute: nobody is asked, and nothing of it is kept', async () => {
  const { stage, kai, ada } = await aHelpDesk(says)
  await kai.posts('#help', wheel)
  const thread = await kai.thread('#help')
  await ada.writesInThread(thread, 'I have spanners of every size')
  expect(await ada.presses('Stop')).toContain('Only the one who asked can do that.')
  expect(await kai.presses('Stop')).toContain('Stopped. I asked nobody, and keep nothing of it.')
  expect((await kai.sees(thread))[0]).toContain('This is not being asked around.')
  await stage.time('12:00')
  expect(stage.whoWasPinged()).toEqual([])
  expect(await stage.recordHolds('fix a bicycle wheel', 'spanners of every size')).toEqual([])
  await stage.end()
})

it('The post is taken back within the minute: nobody is asked, and nothing of it is kept', async () => {
  const { stage, kai } = await aHelpDesk(says)
  await kai.deletes(await kai.posts('#help', wheel))
  await stage.time('12:00')
  expect(stage.whoWasPinged()).toEqual([])
  expect(await stage.whoSees('fix a bicycle wheel')).toEqual([])
  expect(await stage.recordHolds('fix a bicycle wheel')).toEqual([])
  await stage.end()
})

it('The process ends within the minute: the next one asks when it is over', async () => {
  const { stage, kai } = await aHelpDesk(says)
  await kai.posts('#help', wheel)
  await stage.restart()
  expect(stage.whoWasPinged()).toEqual([])
  await stage.time('10:03')
  expect(stage.whoWasPinged()).toEqual(['Ada'])
  await stage.end()
})

it('What is no request opens nothing, and neither does a thanks', async () => {
  const { stage, kai } = await aHelpDesk(says)
  await kai.posts('#help', 'Good morning all')
  await kai.posts('#help', 'Thank you so much, that worked')
  expect(await kai.threads('#help')).toEqual([])
  await stage.end()
})

it('While the topic does not say so it is offered, and the organiser is told what to write there', async () => {
  const { stage, kai, told } = await aHelpDesk('Ask for anything')
  expect(told).toContain('#help is no help desk yet: its topic does not say that I ask around there.')
  expect(told).toContain(
    `“Help desk. What you post here, Askaround asks around for, unless you stop it within a minute.”`,
  )
  await kai.posts('#help', wheel)
  expect(await kai.lastWord()).toContain('Shall I ask around?')
  await kai.presses('No thanks')

  // It says so, and later it does not any more.
  await stage.topic('#help', says)
  await stage.time('11:00')
  expect(await stage.olive.runs('/askaround status')).not.toContain('no help desk yet')
  await kai.posts('#help', wheel)
  expect(await kai.threads('#help')).toHaveLength(1)
  await kai.presses('Stop')
  await stage.topic('#help', 'Ask for anything')
  await stage.time('12:00')
  await kai.posts('#help', wheel)
  expect(await kai.lastWord()).toContain('Shall I ask around?')
  expect(stage.whoWasPinged()).toEqual([])
  await stage.end()
})

it('Who wants no offers asks by posting in a help desk all the same', async () => {
  const { stage, kai } = await aHelpDesk(says)
  for (const hour of ['11:00', '12:00']) {
    await stage.time(hour)
    await kai.posts('#general', wheel)
    await kai.presses('No thanks')
  }
  await stage.time('13:00')
  await kai.posts('#help', wheel)
  await stage.time('13:05')
  expect(stage.whoWasPinged()).toEqual(['Ada'])
  await stage.end()
})

it('Words of a life in danger go their own way in a help desk too: to nobody but those who may help', async () => {
  const stage = await openStage({
    at: '2026-02-10 15:00',
    channels: ['general', 'help', 'mods'],
    members: { mods: ['Olive', 'Mod'] },
    community: { moderatorsChannel: 'web:c:mods', supportCountry: 'CA' },
  })
  const [sam, mod, lea] = await stage.people('Sam', 'Mod', 'Lea')
  await lea.runs('/volunteer company, listening')
  await stage.topic('#help', says)
  await stage.olive.runs('/askaround watch #help desk')
  await sam.posts('#help', "I can't go on, I want to end my life")
  expect(await sam.lastWord()).toContain('Please talk to someone now')
  expect((await mod.sees('#mods')).at(-1)).toContain('Someone may be in danger.')
  await stage.time('23:00')
  expect(await sam.threads('#help')).toEqual([])
  expect(stage.whoWasPinged()).toEqual([])
  await stage.end()
})
