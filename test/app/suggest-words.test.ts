import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Bot } from '../../src/app/bot.ts'
import { projectFolder } from '../../src/app/load-config.ts'
import { loadModels } from '../../src/app/load-models.ts'
import { suggestWords } from '../../src/app/suggest-words.ts'
import { openWebPlatform } from '../platforms/web/open-platform.ts'

const { gazetteer } = loadModels(join(projectFolder, 'config'))

describe('ends for what somebody begins to type', () => {
  async function open() {
    const { platform, client } = await openWebPlatform()
    const [ada, mitch] = [await client.signIn('Ada'), await client.signIn('Mitch')]
    const board = await platform.createChannel({ name: 'board', members: ['Mitch'] })
    const asked = (channel: string, kind: string, topics: string[]) => ({ channel, words: { kind, topics } })
    const requests = [
      asked('web:c:general', 'thing', ['ladder', 'lamp']),
      asked(board, 'info', ['layoffs']),
      asked('web:c:general', 'support', ['lawsuit']),
      asked('web:c:general', 'thing', ['ladder']),
    ]
    const bot = {
      gazetteer,
      platforms: new Map([['web', platform]]),
      communities: { ofSpace: async (space: string) => (space === 'web:s:main' ? { id: 'club' } : undefined) },
      store: { requestsWhere: async () => requests },
    } as unknown as Bot
    const suggest = (account: string, what: 'topics' | 'places', start: string) =>
      suggestWords(bot, { what, start, account, spaces: ['web:s:main', 'web:s:other'] })
    return { ada, mitch, suggest }
  }

  it('offers topics of requests that this person may read, each once, and none of a request for company', async () => {
    const { ada, mitch, suggest } = await open()
    expect(await suggest(ada, 'topics', 'La')).toEqual(['ladder', 'lamp'])
    expect(await suggest(mitch, 'topics', 'la')).toEqual(['ladder', 'lamp', 'layoffs'])
    expect(await suggest(ada, 'topics', 'l')).toEqual([])
  })

  it('offers places, the largest first', async () => {
    const { ada, suggest } = await open()
    expect((await suggest(ada, 'places', 'Winni'))[0]).toBe('Winnipeg, MB')
    expect(await suggest(ada, 'places', 'zzzz')).toEqual([])
  })
})
