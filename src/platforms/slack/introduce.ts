import type { Clock } from '../../shared/clock.ts'
import type { Logger } from '../../shared/logger.ts'
import type { Hooks, Keep } from '../platform.ts'
import { accountRef, eventId, spaceRef } from './ids.ts'
import type { Installations } from './installations.ts'

interface Parts {
  installations: Installations
  keep: Keep
  logger: Logger
  accept: Hooks['accept']
  clock: Clock
}

const pageSize = 1000
const mostPages = 20

/** Tells the bot, once, whose a workspace is that it came into. Nothing waits for it, and nothing fails with it. */
export function createIntroduce({ installations, keep, logger, accept, clock }: Parts) {
  async function ownerOf(team: string): Promise<string | undefined> {
    let cursor: string | undefined
    for (let page = 0; page < mostPages; page++) {
      const asked = await installations.call(team, (client) =>
        client.users.list({ limit: pageSize, ...(cursor ? { cursor } : {}) }),
      )
      if (!asked.ok) return undefined
      const owner = asked.value.members?.find(({ is_primary_owner, deleted }) => is_primary_owner && !deleted)
      if (owner?.id) return owner.id
      cursor = asked.value.response_metadata?.next_cursor
      if (!cursor) return undefined
    }
    return undefined
  }

  return async function introduce(team: string): Promise<void> {
    const key = `${team}/introduced`
    try {
      if (await keep.get(key)) return
      const owner = await ownerOf(team)
      if (!owner) return
      const account = accountRef(team, owner)
      await accept({ type: 'bot-added', id: eventId(team, 'added'), at: clock.now(), space: spaceRef(team), account })
      await keep.put({ [key]: 'yes' })
    } catch (error) {
      logger.warn({ error, team }, 'it could not be found out whose a workspace is; /askaround setup begins there')
    }
  }
}
