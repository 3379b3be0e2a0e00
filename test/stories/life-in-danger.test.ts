import { expect, it } from 'vitest'
import { onlyByMeaning } from '../understanding/only-by-meaning.ts'
import { openStage } from './stage.ts'

const words = "I can't go on, I want to end my life"

it('A life in danger: the author gets the lines, the moderators a link, and nobody else anything', async () => {
  const stage = await openStage({
    at: '2026-02-10 15:00',
    channels: ['general', 'mods'],
    members: { mods: ['Olive', 'Mod'] },
    community: { moderatorsChannel: 'web:c:mods', supportCountry: 'CA' },
  })
  const [sam, mod, lea] = await stage.people('Sam', 'Mod', 'Lea')
  await lea.runs('/volunteer company, listening')
  await lea.runs('/profile')
  await lea.presses('Company and learning', { listens: 'yes' })

  await sam.posts('#general', words)
  const lines = await sam.lastWord()
  expect(lines).toContain('Please talk to someone now')
  expect(lines).toContain('If you are in danger, call 911.')
  expect(lines).toContain('9-8-8: Suicide Crisis Helpline: call 988, text 988, 988.ca')
  expect(await stage.whoSees('Please talk to someone now')).toEqual(['Sam'])

  const told = (await mod.sees('#mods')).at(-1)
  expect(told).toContain('Someone may be in danger. Please look at the message now.')
  expect(told).not.toContain('Sam')
  expect(told).not.toContain('end my life')

  // It is never asked around, and nothing of it is kept.
  await stage.time('23:00')
  expect(stage.whoWasPinged()).toEqual([])
  expect((await lea.sees('#general')).at(-1)).toEqual(`Sam: ${words}`)
  expect(await sam.threads('#general')).toEqual([])
  expect(await stage.recordHolds('end my life', 'go on, I want')).toEqual([])
  await stage.end()
})

it('A life in danger that only its meaning shows: heard where sentence vectors are on, in a channel, a thread and to the bot', async () => {
  const around = await onlyByMeaning()
  for (const meanings of [true, false]) {
    const stage = await openStage({
      at: '2026-02-10 15:00',
      channels: ['general', 'mods'],
      members: { mods: ['Mod'] },
      community: { moderatorsChannel: 'web:c:mods', supportCountry: 'CA' },
      meanings,
    })
    const [sam, mod] = await stage.people('Sam', 'Mod')
    await sam.posts('#general', around)
    expect((await sam.lastWord()).includes('Please talk to someone now')).toBe(meanings)
    expect((await mod.sees('#mods')).join().includes('Someone may be in danger')).toBe(meanings)
    await sam.writesToBot(around)
    expect(((await sam.dms()).at(-1) ?? '').includes('Please talk to someone now')).toBe(meanings)
    await stage.end()
  }
})

it('A life in danger, typed as a command: the lines, and nothing is asked or kept', async () => {
  const stage = await openStage({
    at: '2026-02-10 15:00',
    channels: ['general', 'mods'],
    members: { mods: ['Olive'] },
    community: { moderatorsChannel: 'web:c:mods', supportCountry: 'CA' },
  })
  const [sam] = await stage.people('Sam')
  expect(await sam.runs(`/ask ${words}`)).toContain('Please talk to someone now')
  expect(await sam.sees('#general')).toEqual([expect.stringContaining('Please talk to someone now')])
  expect(await stage.recordHolds('end my life')).toEqual([])
  await stage.end()
})

it('A life in danger where nobody set up moderators: nothing is said, and nothing asked around', async () => {
  const stage = await openStage({ at: '2026-02-10 15:00' })
  const [sam] = await stage.people('Sam')
  await sam.posts('#general', words)
  expect(await sam.lastWord()).toBe('')
  expect(await stage.recordHolds('end my life')).toEqual([])
  await stage.end()
})

it('A life in danger, written over a request that is being asked around: those who were asked do not read it', async () => {
  const stage = await openStage({ at: '2026-02-10 15:00' })
  const [sam, lea] = await stage.people('Sam', 'Lea')
  await lea.runs('/volunteer bicycles')
  const message = await sam.posts('#general', 'Does anyone know how to fix a bicycle wheel?')
  await sam.presses('Ask around')
  await sam.edits(message, words)
  expect(await lea.lastDm()).toContain('fix a bicycle wheel')
  expect(await lea.lastDm()).not.toContain('end my life')
  expect(await stage.recordHolds('end my life')).toEqual([])
  await stage.end()
})

it('A life in danger, in the thread of a request or to the bot: passed on to nobody, and the author gets the lines', async () => {
  const stage = await openStage({
    at: '2026-02-10 15:00',
    channels: ['general', 'mods'],
    members: { mods: ['Mod'] },
    community: { moderatorsChannel: 'web:c:mods', supportCountry: 'CA' },
  })
  const [sam, mod, lea] = await stage.people('Sam', 'Mod', 'Lea')
  await lea.runs('/volunteer ladders')
  await sam.posts('#general', 'Could I borrow a ladder this weekend?')
  await sam.presses('Ask around')
  await lea.presses('I can help', { text: 'I have one', how: 'thread' })
  const [thread] = await sam.threads('#general')
  const before = await lea.dms()

  await sam.writesInThread(thread!, words)
  expect(await sam.lastWord()).toContain('Please talk to someone now')
  expect(await lea.dms()).toEqual(before)
  expect((await mod.sees('#mods')).at(-1)).toContain('Someone may be in danger')

  await lea.writesToBot(words)
  expect((await lea.dms()).at(-1)).toContain('Please talk to someone now')
  expect((await lea.dms()).join()).not.toContain('Share this')
  expect(await stage.recordHolds('end my life')).toEqual([])
  await stage.end()
})
