import type { Outcome } from '../platform.ts'
import { done, failed } from './failures.ts'
import type { SlackMessage } from './ids.ts'
import type { Installations } from './installations.ts'
import type { SlackPost } from './receive-messages.ts'

/** Reads one message as it stands. @returns "nothing" when it is deleted or only its thread is left */
export async function lookFor(
  { team, channel, ts, thread }: SlackMessage,
  { call }: Pick<Installations, 'call'>,
): Promise<Outcome<SlackPost | 'nothing'>> {
  const asked = await call(team, (client) => {
    const it = { channel, oldest: ts, latest: ts, inclusive: true, limit: 1 }
    return thread ? client.conversations.replies({ ...it, ts: thread, limit: 2 }) : client.conversations.history(it)
  })
  if (!asked.ok) return asked
  const found = ((asked.value.messages ?? []) as SlackPost[]).find((message) => message.ts === ts)
  return done(found && found.subtype !== 'tombstone' ? found : 'nothing')
}

/** The same where it has to be there. */
export async function readMessage(
  message: SlackMessage,
  installations: Pick<Installations, 'call'>,
): Promise<Outcome<SlackPost>> {
  const found = await lookFor(message, installations)
  return found.ok && found.value === 'nothing' ? failed('gone') : (found as Outcome<SlackPost>)
}
