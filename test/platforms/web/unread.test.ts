import { describe, expect, test } from 'vitest'
import { createHooks, createMemoryKeep } from './memory-hooks.ts'
import { openWebPlatform } from './open-platform.ts'

const general = 'web:c:general'
const calls = (account: string, name: string) => ({
  blocks: [{ type: 'text' as const, spans: [{ type: 'person' as const, name, account, notify: true }, ', look'] }],
})
const numberOf = (message: string) => Number(message.split('.').at(-1))

describe('what waits for somebody', () => {
  async function open() {
    const keep = createMemoryKeep()
    const { client, platform } = await openWebPlatform({}, createHooks(keep))
    const [ada, mitch] = [await client.signIn('Ada'), await client.signIn('Mitch')]
    const waiting = async (account: string) => Object.fromEntries(await client.unread(account))
    return { keep, client, platform, ada, mitch, waiting, begins: client.arrive }
  }

  test('is counted from their first coming until they looked, for each account alone, and outlives a restart', async () => {
    const { keep, client, ada, mitch, waiting, begins } = await open()
    await client.postMessage(mitch, general, 'long ago')
    await begins(ada)
    expect(await waiting(ada)).toEqual({})
    await client.postMessage(mitch, general, 'one')
    const two = await client.postMessage(mitch, general, 'two')
    expect(await waiting(ada)).toEqual({ [general]: { count: 2, pings: 0 } })
    const restarted = await openWebPlatform({}, createHooks(keep))
    expect([...(await restarted.client.unread(ada))]).toEqual([[general, { count: 2, pings: 0 }]])
    await client.read(ada, general, numberOf(two))
    await client.read(ada, general, 1)
    expect(await waiting(ada)).toEqual({})
    await begins(mitch)
    await client.postMessage(ada, general, 'hello')
    expect(await waiting(mitch)).toEqual({ [general]: { count: 1, pings: 0 } })
    expect(await waiting(ada)).toEqual({})
  })

  test('a ping, a name in a card and an @name wait as meant for that person, in threads too, until that place is seen', async () => {
    const { client, platform, ada, mitch, waiting, begins } = await open()
    await begins(ada)
    const root = await client.postMessage(mitch, general, 'a ladder?')
    const thread = await platform.openThread('t', root, 'A ladder')
    if (!thread.ok) throw new Error('no thread')
    await client.read(ada, general, numberOf(root))
    await client.postMessage(mitch, thread.value, 'nothing for anybody in particular')
    expect(await waiting(ada)).toEqual({})
    const first = await client.postMessage(mitch, thread.value, 'what do you think, @ada?')
    const second = await platform.send('e1', { conversation: thread.value }, calls(ada, 'Ada'), { notify: true })
    await platform.send('e2', { conversation: 'web:d:ada' }, calls(ada, 'Ada'), { notify: true })
    expect(await waiting(ada)).toEqual({
      [general]: { count: 2, pings: 2 },
      'web:d:ada': { count: 1, pings: 1 },
    })
    await client.read(ada, thread.value, numberOf(first))
    expect((await waiting(ada))[general]).toEqual({ count: 1, pings: 1 })
    if (second.ok) await platform.remove(second.value)
    expect((await waiting(ada))[general]).toBeUndefined()
  })

  test('nobody is called by their own words, by what is relayed, or where they may not read', async () => {
    const { client, platform, ada, mitch, waiting, begins } = await open()
    const secret = await platform.createChannel({ name: 'board', members: ['Mitch'] })
    await begins(ada)
    await client.postMessage(mitch, secret, '@Ada must not know')
    await client.postMessage(ada, general, '@Ada, note to self')
    const quote = { type: 'quote' as const, author: { type: 'person' as const, name: 'Mitch' }, text: '@Ada @everyone' }
    await platform.send('e1', { conversation: general }, { blocks: [quote] }, { notify: true })
    expect(await waiting(ada)).toEqual({ [general]: { count: 1, pings: 0 } })
  })

  test('a place that somebody may not read is not marked, and a number from the future hides nothing', async () => {
    const { keep, client, platform, ada, mitch, waiting, begins } = await open()
    const secret = await platform.createChannel({ name: 'board', members: ['Mitch'] })
    await begins(ada)
    const before = keep.writes
    await client.read(ada, secret, 5)
    expect(keep.writes).toBe(before)
    await client.read(ada, general, 999_999_999_999)
    await client.postMessage(mitch, general, 'still to be read')
    expect(await waiting(ada)).toEqual({ [general]: { count: 1, pings: 0 } })
  })
})

test('a private answer is put away by its reader alone', async () => {
  const { client, platform } = await openWebPlatform()
  const [ada, mitch] = [await client.signIn('Ada'), await client.signIn('Mitch')]
  const said = await client.postMessage(ada, general, 'mine')
  const sent = await platform.send('e1', { conversation: general, onlyFor: ada }, calls(ada, 'Ada'), { notify: true })
  if (!sent.ok) throw new Error('not sent')
  await expect(client.dismiss(mitch, sent.value)).rejects.toThrow('gone')
  await expect(client.dismiss(ada, said)).rejects.toThrow('gone')
  await client.dismiss(ada, sent.value)
  expect((await client.messages(general, ada)).map(({ text }) => text)).toEqual(['mine'])
  expect(await platform.edit(sent.value, calls(ada, 'Ada'))).toEqual({ ok: false, failure: { type: 'gone' } })
})
