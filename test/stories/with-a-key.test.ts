import { createHash } from 'node:crypto'
import { expect, it } from 'vitest'
import { openStage } from './stage.ts'

it('With a key: nothing that people wrote, offered or are called can be read in the files', async () => {
  const key = createHash('sha256').update('a key of the story').digest()
  const stage = await openStage({
    at: '2026-02-10 10:00',
    zone: 'America/Chicago',
    channels: ['general', 'marketing'],
    key,
  })
  const [mitch, jonathan, joel] = await stage.people('Mitch Ångström', 'Jonathan Ødegaard', 'Joel Šulc')
  await jonathan.runs('/volunteer web talks, marmalade near Winnipeg')
  await joel.runs('/volunteer design near Brandon')
  await joel.runs('/profile')
  await joel.presses('Company and learning', { learning: 'yes' })
  await joel.posts('#general', 'My kittens prefer typography over skateboards.')
  await mitch.posts(
    '#marketing',
    'need help: anyone know anyone who talks on Web 2.0 and is based in Winnipeg? event is at 1:30',
  )
  await mitch.presses('Ask around')
  await jonathan.presses('I know someone', { who: 'Joel Šulc', text: 'he spoke on it in Regina', public: 'no' })
  await joel.presses('Yes, introduce me')
  const thread = await mitch.thread('#marketing')
  await mitch.writesInThread(thread, 'The room is behind the cloakroom.')
  await joel.writesToBot('I could bring a projector.')
  await mitch.pressesUnder('meet Joel', 'This helped', { thanks: 'What a rescue' })

  const written = ['talks on Web', 'web 2.0', 'Winnipeg', 'spoke on it', 'Regina', 'cloakroom', 'projector', 'rescue']
  const offered = ['web talks', 'marmalade', 'design', 'Brandon']
  const learned = ['kittens', 'kitten', 'typography', 'skateboard', 'typographi']
  const names = ['Ångström', 'Ødegaard', 'Šulc']
  expect(await stage.recordHolds(...written, ...offered, ...learned, ...names)).toEqual([])
  // What stays readable: ids, among them the names of accounts.
  expect(await stage.recordHolds('web:a:joel-sulc', 'web:c:marketing')).toHaveLength(2)

  // And the bot itself reads all of it.
  await mitch.presses('Solved')
  expect((await mitch.sees(thread))[0]).toContain('Solved, with help from Jonathan Ødegaard and Joel Šulc.')
  await stage.end()
})
