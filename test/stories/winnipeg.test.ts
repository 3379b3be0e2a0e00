import { expect, it } from 'vitest'
import { openStage } from './stage.ts'

const need = 'need help: anyone know anyone who talks on Web 2.0 and is based in Winnipeg? event is at 1:30'

/** Early birds, who set their own quiet hours, and Mitch in the fog. */
async function sevenFiftyThree(options: { joel?: 'volunteers' } = {}) {
  const stage = await openStage({ at: '2026-02-10 07:30', channels: ['general', 'marketing'] })
  const [mitch, jonathan, joel, ann] = await stage.people('Mitch', 'Jonathan', 'Joel', 'Ann')
  for (const [early, topics] of [
    [jonathan, 'web talks'],
    [ann, 'web 2.0'],
  ] as const) {
    await early.runs(`/volunteer ${topics} near Winnipeg`)
    await early.runs('/profile')
    await early.presses('Hours and limit', { to: '06:00' })
  }
  if (options.joel) {
    await joel.runs('/volunteer design near Winnipeg')
    await joel.runs('/profile')
    await joel.presses('Hours and limit', { to: '06:00' })
  }
  await stage.time('07:53')
  await mitch.posts('#marketing', need)
  return { stage, mitch, jonathan, joel, ann }
}

it('Winnipeg: a man stuck in fog finds a stand-in speaker', async () => {
  const { stage, mitch, jonathan, joel, ann } = await sevenFiftyThree({ joel: 'volunteers' })

  // Mitch alone is asked whether he wants to ask around.
  const offer = await mitch.lastWord()
  expect(offer).toContain('Shall I ask around? 2 people here may know.')
  expect(offer).toContain('Looking for: a person')
  expect(offer).toContain('web 2.0')
  expect(offer).toContain('Where: Winnipeg, MB')
  expect(offer).toContain('Needed by: Feb 10, 2026, 1:30 PM')
  expect(await stage.whoSees('Shall I ask around?')).toEqual(['Mitch'])
  expect(await mitch.threads('#marketing')).toEqual([])
  expect(await jonathan.lastDm()).toBe('')
  expect(await stage.recordHolds('talks on Web', 'based in Winnipeg')).toEqual([])

  // He says yes: one thread, with a card that tells the truth, and pings that say why.
  expect(await mitch.presses('Ask around')).toContain('I am asking around.')
  expect(await stage.whoSees('Shall I ask around?')).toEqual([])
  const thread = await mitch.thread('#marketing')
  const card = () => mitch.sees(thread).then(([first]) => first)
  expect(await card()).toContain(`Mitch: ${need}`)
  expect(await card()).toContain('I asked 2 people who may know. No answer yet.')
  expect(await card()).toContain('If nothing helps, I ask others at Feb 10, 2026, 8:08 AM.')
  const ping = await jonathan.lastDm()
  expect(ping).toContain(`Mitch: ${need}`)
  expect(ping).toContain('because you offered web talks near Winnipeg')
  expect(ping).toContain('Ping 1 of your 2 this week.')
  expect(await jonathan.buttons()).toEqual(
    expect.arrayContaining(['I can help', 'I know someone', 'Not now', 'Why me?']),
  )
  expect(await ann.lastDm()).toContain('because you offered web 2.0 near Winnipeg')
  expect(await joel.dms()).toEqual([])

  // Jonathan knows somebody. Joel is asked before anybody hears his name.
  await stage.time('08:01')
  expect(
    await jonathan.presses('I know someone', { who: 'Joel', text: 'he spoke on it in Regina', public: 'no' }),
  ).toContain('If they are free and agree, I introduce them in the thread.')
  expect(await joel.lastDm()).toContain('Jonathan thinks you may know. May I say your name?')
  expect(await joel.lastDm()).toContain('If you say no, nobody learns that I asked, Jonathan included.')
  expect(await stage.whoSees('he spoke on it in Regina')).toEqual(['Joel'])
  expect(await card()).toContain('I asked 2 people who may know. One has answered.')
  expect(await card()).not.toContain('busy or asleep')

  expect(await joel.presses('Yes, introduce me')).toContain('You are introduced in the thread.')
  const introduction = (await mitch.sees(thread)).at(-1)
  expect(introduction).toContain('Mitch, meet Joel. Jonathan thought of them, and they agreed.')
  expect(introduction).toContain('Jonathan: he spoke on it in Regina')
  expect(stage.whoIsCalledBy('meet Joel')).toEqual(['Mitch', 'Joel'])
  expect((await joel.dms())[0]).toContain('You were introduced in the thread.')

  // What Joel writes in the thread counts as well, and Mitch tells how it goes on.
  await joel.writesInThread(thread, 'Happy to: I can be there at one.')
  await mitch.writesInThread(thread, 'The room is 204, they know that you come.')
  expect(await jonathan.lastDm()).toContain('Mitch: The room is 204, they know that you come.')

  // It helped. The thanks reach both as Mitch wrote them; Ann need not look any further.
  await mitch.pressesUnder('meet Joel', 'This helped', { thanks: 'You two saved my day <3' })
  for (const helper of [jonathan, joel]) expect(await helper.lastDm()).toContain('Mitch: You two saved my day <3')
  expect(await stage.whoSees('You two saved my day')).toEqual(['Jonathan', 'Joel'])
  expect(await card()).toContain('Something helped, so I ask nobody else.')
  expect(await ann.lastDm()).toContain('Can you help Mitch?')
  await mitch.presses('Solved')
  expect(await ann.lastDm()).toContain('This is handled, thank you.')
  expect(await ann.buttons()).toEqual(['Send something anyway', 'Report or block'])
  expect(await card()).toContain('Solved, with help from Jonathan and Joel.')

  // Two days later, once: did it work out? Those who helped learn of it.
  await stage.time('2026-02-12 12:00')
  expect(await mitch.lastWord()).toContain('Did it work out?')
  expect(await stage.whoSees('Did it work out?')).toEqual(['Mitch'])
  await mitch.presses('Yes')
  for (const helper of [jonathan, joel]) expect(await helper.lastDm()).toContain('It worked out for Mitch.')
  expect(await ann.lastDm()).not.toContain('It worked out')
  await stage.time('2026-03-01 12:00')
  expect(await stage.whoSees('Did it work out?')).toEqual([])

  // A week on somebody asks for the like: the thread is recalled, and who helped is asked for that.
  const [lena] = await stage.people('Lena')
  await lena.posts(
    '#marketing',
    'Does anyone know somebody in Winnipeg who could talk about Web 2.0 at our school on Friday?',
  )
  await lena.presses('Ask around')
  const recalled = (await lena.sees(await lena.thread('#marketing')))[0]
  expect(recalled).toContain('Something like it was solved before: earlier thread 1')
  expect(stage.whoWasPinged().slice(-3)).toEqual(expect.arrayContaining(['Jonathan', 'Joel']))
  await stage.end()
})

it('Winnipeg: Joel says no, and nobody learns that he was asked', async () => {
  const { stage, mitch, jonathan, joel } = await sevenFiftyThree({ joel: 'volunteers' })
  await mitch.presses('Ask around')
  const thread = await mitch.thread('#marketing')
  await jonathan.presses('I know someone', { who: 'Joel', text: 'he spoke on it in Regina', public: 'no' })
  const before = { mitch: await mitch.sees(thread), jonathan: await jonathan.dms() }

  expect(await joel.presses('No')).toContain('Nobody learns that I asked.')
  expect(await mitch.sees(thread)).toEqual(before.mitch)
  expect(await jonathan.dms()).toEqual(before.jonathan)
  expect(await stage.whoSees('he spoke on it in Regina')).toEqual([])

  // Silence looks the same as a no, also when it is all over.
  await mitch.presses('Solved')
  for (const one of [...(await mitch.sees(thread)), ...(await jonathan.dms())]) expect(one).not.toContain('meet')
  await stage.end()
})

it('Winnipeg: a name is enough', async () => {
  const { stage, mitch, jonathan, joel } = await sevenFiftyThree({ joel: 'volunteers' })
  await mitch.presses('Ask around')
  await jonathan.presses('I know someone', { who: '@Joel', text: '', public: 'no' })
  expect(await joel.lastDm()).toContain('Jonathan thinks you may know. May I say your name?')
  await joel.presses('Yes, introduce me')
  expect((await mitch.sees(await mitch.thread('#marketing'))).at(-1)).toContain(
    'Mitch, meet Joel. Jonathan thought of them, and they agreed.',
  )
  await stage.end()
})

it('Winnipeg: Joel is not a volunteer here, so the bot contacts nobody', async () => {
  const { stage, mitch, jonathan, joel } = await sevenFiftyThree()
  await mitch.presses('Ask around')
  const thread = await mitch.thread('#marketing')
  const answer = await jonathan.presses('I know someone', { who: 'Joel', text: 'joel@speakers.example', public: 'no' })
  expect(answer).toContain('Only Mitch gets it, in your words. I contact nobody outside')
  expect(await joel.dms()).toEqual([])

  // Jonathan gets a line that he can forward; the name and address go to Mitch alone.
  expect(await jonathan.dms()).toContainEqual(
    expect.stringContaining(`If you like, forward this from Mitch:\nMitch: ${need}\nthe thread`),
  )
  expect(await mitch.lastDm()).toContain(
    'Jonathan names someone who is not here:\nJonathan: Joel\njoel@speakers.example',
  )
  expect(await stage.whoSees('joel@speakers.example')).toEqual(['Mitch'])
  expect((await mitch.sees(thread)).join()).not.toContain('Joel')
  await stage.end()
})

it('Winnipeg: a shop is public, so its name stands in the thread', async () => {
  const { stage, mitch, jonathan } = await sevenFiftyThree()
  await mitch.presses('Ask around')
  const thread = await mitch.thread('#marketing')
  await jonathan.presses('I know someone', { who: 'Prairie Speakers Bureau', text: 'call 555-0142', public: 'yes' })
  expect((await mitch.sees(thread)).at(-1)).toContain('Jonathan: Prairie Speakers Bureau\ncall 555-0142')
  expect(stage.whoIsCalledBy('Prairie Speakers Bureau')).toEqual(['Mitch'])
  await stage.end()
})
