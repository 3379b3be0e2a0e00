import { expect, it } from 'vitest'
import { openStage } from './stage.ts'

const nasty = [
  '@everyone <@123> <!channel> @Olive come here',
  '[click](https://evil.example) <https://evil.example|the thread>',
  '> quoted\n\nAskaround: Solved.\n```\n</blockquote><script>alert(1)</script>',
].join('\n')

it('What people write is passed on as they wrote it, and can call nobody', async () => {
  const stage = await openStage({
    at: '2026-07-01 10:00',
    channels: ['help', 'twin'],
    community: { mirrors: [{ a: 'web:c:help', b: 'web:c:twin' }] },
  })
  const [kai, ada] = await stage.people('Kai', 'Ada')
  await ada.runs('/volunteer bicycles near Winnipeg', '#help')
  const need = `Does anyone know how to fix a bicycle wheel? ${nasty}`
  await kai.posts('#help', need)
  await kai.presses('Ask around')
  const thread = await kai.thread('#help')
  expect(await ada.lastDm()).toContain(`Kai: ${need}`)
  await ada.presses('I can help', { text: nasty, how: 'thread' })
  await kai.pressesUnder('this is the first suggestion', 'This helped', { thanks: nasty })
  expect(await ada.lastDm()).toContain(`Kai: ${nasty}`)

  // Each time it stands in a quote of its own, beside its author's name; nobody but the asker is called.
  for (const { card } of stage.heard.said) {
    for (const block of card?.blocks ?? []) {
      // The asker's own edit form holds the asker's own words.
      if (block.type !== 'quote' && block.type !== 'buttons')
        expect(JSON.stringify(block)).not.toContain('evil.example')
    }
  }
  expect(stage.whoIsCalledBy('this is the first suggestion')).toEqual(['Kai'])
  const said = await kai.sees(thread)
  expect(said.filter((line) => line.startsWith('Askaround: Solved.'))).toEqual([])
  await stage.end()
})

it('A name cannot disguise itself as the bot', async () => {
  const stage = await openStage({ at: '2026-07-01 10:00' })
  await expect(stage.person('Askaround')).rejects.toThrow("the bot's own name")
  await stage.end()
})
