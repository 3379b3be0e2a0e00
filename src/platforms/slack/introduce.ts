import { randomUUID } from 'node:crypto'
import type { Problem } from '../../commands/intent.ts'
import type { Logger } from '../../shared/logger.ts'
import type { Keep, Platform } from '../platform.ts'
import { accountRef } from './ids.ts'
import type { Installations } from './installations.ts'

interface Parts {
  installations: Installations
  keep: Keep
  logger: Logger
  explain(problem: Problem): string
  platform: Pick<Platform, 'openDm' | 'send'>
}

const pageSize = 1000
const mostPages = 20

/** Tells the owner of a workspace, privately and once, how to begin. Nothing waits for it, and nothing fails with it. */
export function createIntroduce({ installations, keep, logger, explain, platform }: Parts) {
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

  return async function introduce(team: string, name: string): Promise<void> {
    const key = `${team}/introduced`
    try {
      if (await keep.get(key)) return
      const owner = await ownerOf(team)
      if (!owner) return
      // Said at most once, so it needs no id that comes again.
      await keep.put({ [key]: 'yes' })
      const dm = await platform.openDm(accountRef(team, owner))
      if (!dm.ok) return
      const text = explain({ key: 'problem.just-installed', values: { server: name } })
      const card = { blocks: [{ type: 'text' as const, spans: [text] }] }
      await platform.send(randomUUID().slice(0, 23), { conversation: dm.value }, card, { notify: true })
    } catch (error) {
      logger.warn({ error, team }, 'the owner of a workspace could not be told how to begin; docs/slack.md says it')
    }
  }
}
