import type { Interaction } from './ids.ts'
import type { Acknowledgement, InteractionBody } from './interaction-bodies.ts'
import { problemsOf, readValues } from './read-form.ts'
import { channelField, type FormContext } from './render-form.ts'
import { createTelling, type TellingParts } from './tell-interaction.ts'

/** Takes a form that was sent. One with a problem stays open and says it; nothing is told then. */
export function createSubmit(parts: TellingParts) {
  const { explain, clock } = parts
  const { tell, channelOf } = createTelling(parts)

  return async function submit(body: InteractionBody): Promise<Acknowledgement> {
    const { team, user, view } = body
    const installed = team?.id ?? user?.team_id
    if (!view || !installed || !user) return undefined
    const context = JSON.parse(view.private_metadata) as FormContext
    const { action, subject = '', command } = context
    const values = readValues(view.state.values, installed)
    const chosen = body.response_urls?.[0]
    const where: Interaction = {
      team: installed,
      user: user.id,
      ...pick(context, 'channel', 'thread', 'responseUrl', 'home'),
      ...(chosen ? { channel: chosen.channel_id, responseUrl: chosen.response_url } : {}),
    }
    if (command) {
      const { [channelField]: _, ...options } = values
      await tell(where, body.trigger_id, { type: 'command-run', command, values: given(options), ...channelOf(where) })
      return undefined
    }
    if (!action) return undefined
    const errors = problemsOf({ action, subject, values, at: clock.now() }, view.blocks, explain)
    if (errors) return { response_action: 'errors', errors }
    await tell(where, body.trigger_id, { type: 'form-submitted', action, subject, values })
    return undefined
  }
}

/** Options that were left empty were not given. */
const given = (values: Record<string, string>) =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value))

const pick = <T extends object, K extends keyof T>(from: T, ...keys: K[]) =>
  Object.fromEntries(keys.flatMap((key) => (from[key] === undefined ? [] : [[key, from[key]]]))) as Pick<T, K>
