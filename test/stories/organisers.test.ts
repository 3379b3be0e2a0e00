import { expect, it } from 'vitest'
import { openStage } from './stage.ts'

const wheel = 'looking for somebody who can fix a bicycle wheel in Winnipeg today'

it('Only organisers may change how things are', async () => {
  const stage = await openStage({ at: '2026-07-01 10:00' })
  const [kai] = await stage.people('Kai')
  for (const command of [
    'status',
    'limit 5',
    'watch #help shadow',
    'invite',
    'unmet',
    'held drop',
    'organiser @Kai',
    'moderators',
  ])
    expect(await kai.runs(`/askaround ${command}`)).toContain('Only organisers can do that.')
  expect(await stage.olive.runs('/askaround status')).toContain('How things stand in The club.')
  expect(await stage.olive.runs('/askaround limit 3')).toContain('3 pings a week')
  await stage.end()
})

it('Shadow mode counts and links for the organisers, says nothing, and keeps no text', async () => {
  const stage = await openStage({ at: '2026-07-01 10:00' })
  const [kai, ada] = await stage.people('Kai', 'Ada')
  await stage.olive.runs('/askaround watch #help shadow')
  await ada.runs('/volunteer bicycles near Winnipeg')
  await kai.posts('#help', wheel)
  await kai.posts('#help', 'Good morning all')
  expect(await kai.lastWord()).toBe('')
  expect(stage.whoWasPinged()).toEqual([])
  expect(await stage.olive.runs('/askaround status')).toContain('#help: 1 × request')
  expect(await stage.recordHolds('bicycle wheel')).toEqual([])

  // Back to offering.
  await stage.olive.runs('/askaround watch #help offer')
  await kai.posts('#help', wheel)
  expect(await kai.lastWord()).toContain('Shall I ask around?')
  // And in a channel that is for commands only.
  await stage.olive.runs('/askaround watch #general command')
  await stage.time('11:00')
  await kai.posts('#general', wheel)
  expect(await stage.whoSees('Shall I ask around?')).toEqual([])
  expect(await kai.runs(`/ask ${wheel}`, '#general')).toContain('Shall I ask around?')
  await stage.end()
})

it('The invitation: whoever presses its button gets the form, and is a volunteer', async () => {
  const stage = await openStage({ at: '2026-07-01 10:00' })
  const [kai, ada] = await stage.people('Kai', 'Ada')
  await stage.olive.runs('/askaround invite #general')
  expect((await ada.sees('#general')).at(-1)).toContain('Would you like to be asked about what you know?')
  expect(await ada.presses("I'd like to help", { topics: 'bicycles, spokes', places: 'Winnipeg' })).toContain(
    'People may now ask you about bicycles and spokes.',
  )
  await kai.posts('#help', wheel)
  await kai.presses('Ask around')
  expect(stage.whoWasPinged()).toEqual(['Ada'])
  await stage.end()
})

it('What was asked for in vain is listed by topic, and nothing else of it', async () => {
  const stage = await openStage({ at: '2026-07-01 10:00' })
  const [kai] = await stage.people('Kai')
  await kai.posts('#help', 'Is there anyone who can repair a zip on a tent?')
  await kai.presses('Post it for all')
  const unmet = await stage.olive.runs('/askaround unmet')
  expect(unmet).toContain('zip: once')
  expect(unmet).not.toContain('Is there anyone')
  await stage.end()
})

it('A report reaches the moderators as a link, without the text, and parts the two', async () => {
  const stage = await openStage({ at: '2026-07-01 10:00', channels: ['help', 'mods'], members: { mods: ['Olive'] } })
  const [kai, ada] = await stage.people('Kai', 'Ada')
  await stage.olive.runs('/askaround moderators #mods', '#mods')
  await ada.runs('/volunteer bicycles near Winnipeg', '#help')
  await kai.posts('#help', wheel)
  await kai.presses('Ask around')
  expect(await ada.presses('Report or block', { what: 'report' })).toContain('The moderators have a link to it.')
  const report = (await stage.olive.sees('#mods')).at(-1)
  expect(report).toContain('Ada')
  expect(report).toContain('Kai')
  expect(report).not.toContain('bicycle')
  await stage.end()
})

it('A new community: moderators and support lines are named, and support is on', async () => {
  const stage = await openStage({ at: '2026-07-01 10:00', channels: ['general', 'mods'], members: { mods: ['Olive'] } })
  const [finn] = await stage.people('Finn')
  await stage.olive.runs('/askaround moderators #mods', '#general')
  expect(await stage.olive.runs('/askaround support-lines CA', '#general')).toContain('Support and crisis: on')
  await finn.posts('#general', 'Frustrated.')
  expect(await finn.lastWord()).toContain('company, advice')
  await stage.olive.runs('/askaround moderators off', '#general')
  await stage.time('12:00')
  await finn.posts('#general', 'Frustrated.')
  expect(await stage.whoSees('company, advice')).toEqual([])
  await stage.end()
})

it('A typing mistake is answered with what to type instead', async () => {
  const stage = await openStage({ at: '2026-07-01 10:00' })
  const { olive } = stage
  await expect(olive.runs('/askaround wacth #help')).rejects.toThrow('Did you mean /askaround watch?')
  await expect(olive.runs('/aks a ladder')).rejects.toThrow('Did you mean /ask?')
  expect(await olive.runs('/volunteer bikes near Xyzzyville')).toContain("I don't know a place called “Xyzzyville”")
  expect(await olive.runs('/pause for ages')).toContain('Try 3 days, 2 weeks or a month.')
  expect(await olive.runs('/help pause')).toContain('/pause 3 days')
  await stage.end()
})

it('The set-up form, on the page: filled in with how it is, and what it leaves out is not listened to any more', async () => {
  const stage = await openStage({ at: '2026-07-01 10:00' })
  const [kai] = await stage.people('Kai')
  expect(await kai.runs('/askaround setup')).toContain('Only organisers can do that.')
  expect(await stage.olive.runs('/askaround setup')).toContain('This is how The club is set up.')
  const again = await stage.olive.presses('Set up', { channels: '#help, #halp' })
  expect(again).toContain('halp')
  const done = await stage.olive.presses('Correct it', { channels: '#help' })
  expect(done).toContain('Listening in: #help (I offer to ask around)')
  await stage.olive.runs('/askaround setup')
  expect(await stage.olive.presses('Our town', { places: 'Brandon, MB' })).toContain('Brandon, MB')
  await kai.posts('#general', wheel)
  expect(await kai.lastWord()).not.toContain('post it for all')
  await kai.posts('#help', wheel)
  expect(await kai.lastWord()).toContain('Shall I post it for all instead?')
  expect(await stage.olive.presses('Post the card')).toContain('Changed.')
  expect((await kai.sees('#help')).at(-1)).toContain('Would you like to be asked about what you know?')
  await stage.end()
})
