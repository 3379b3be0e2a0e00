import { parseConversation, parseMessage, type SlackMessage } from './ids.ts'
import type { Installations } from './installations.ts'

/** The address of a message, thread or channel, as Slack itself gives it; undefined for what is not in Slack. */
export function linkTo(ref: string, installations: Pick<Installations, 'of'>): string | undefined {
  const it: Partial<SlackMessage> | undefined = parseMessage(ref) ?? parseConversation(ref)
  const url = it?.team && installations.of(it.team)?.url
  if (!it || !url) return undefined
  const ts = it.ts ?? it.thread
  const within = it.ts && it.thread ? `?thread_ts=${it.thread}&cid=${it.channel}` : ''
  return `${url}archives/${it.channel}${ts ? `/p${ts.replace('.', '')}` : ''}${within}`
}
