import { type Interaction, isDm } from './ids.ts'
import type { Written } from './read-text.ts'

/** What Slack is answered with: nothing, a private line, or what is wrong with a form. */
export type Acknowledgement =
  | undefined
  | { response_type: 'ephemeral'; text: string }
  | { response_action: 'errors'; errors: Record<string, string> }

/** The bodies of Slack's interactions, as far as they are read. */
export interface InteractionBody {
  type?: string
  trigger_id: string
  response_url?: string
  team?: { id: string } | null
  user?: { id: string; team_id?: string }
  channel?: { id: string }
  container?: { type: string; is_ephemeral?: boolean; message_ts?: string; thread_ts?: string }
  message?: Written & { ts: string; thread_ts?: string; user?: string; bot_id?: string }
  actions?: { action_id: string; value?: string; selected_option?: { value: string } }[]
  callback_id?: string
  view?: { private_metadata: string; blocks: { type: string; block_id?: string }[]; state: { values: States } }
  response_urls?: { channel_id: string; response_url: string }[]
}
export type States = Record<string, Record<string, State>>
export interface State {
  value?: string | null
  selected_option?: { value: string } | null
  selected_options?: { value: string }[]
  selected_conversation?: string | null
  selected_user?: string | null
}

export interface CommandBody {
  command: string
  text: string
  team_id: string
  user_id: string
  channel_id: string
  response_url: string
  trigger_id: string
}

/** Who does it, where, and how they are answered. */
export function placeOf(body: InteractionBody): Interaction | undefined {
  const team = body.team?.id ?? body.user?.team_id
  if (!team || !body.user) return undefined
  const { container, channel, message } = body
  const thread = container?.thread_ts ?? message?.thread_ts
  // What is pressed in a DM is answered under it; only what is not there for good has no room for that.
  const under = channel && isDm(channel.id) && !container?.is_ephemeral ? message?.ts : undefined
  return {
    team,
    user: body.user.id,
    ...(body.channel ? { channel: body.channel.id } : {}),
    ...(thread && thread !== message?.ts ? { thread } : under ? { thread: under } : {}),
    ...(body.response_url ? { responseUrl: body.response_url } : {}),
    ...(body.container?.type === 'view' ? { home: true } : {}),
  }
}
