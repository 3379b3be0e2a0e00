import type { Form } from '../../cards/card.ts'
import type { Problem } from '../../commands/intent.ts'
import type { Clock } from '../../shared/clock.ts'
import type { Logger } from '../../shared/logger.ts'
import type { PlatformEvent } from '../platform.ts'
import { accountRef, conversationRef, eventId, type Interaction, interactionRef, isDm, spaceRef } from './ids.ts'
import type { Installations } from './installations.ts'
import { chooseChannel, type FormContext, renderForm } from './render-form.ts'

export interface TellingParts {
  installations: Installations
  explain(problem: Problem): string
  clock: Clock
  logger: Logger
  accept(event: PlatformEvent): Promise<void>
  /** Says a line to whoever did it, and to nobody else. */
  say(where: Interaction, line: string): Promise<unknown>
}

type Told = Extract<PlatformEvent, { interaction: string }>
type Said = Told extends infer E
  ? E extends unknown
    ? Omit<E, 'id' | 'at' | 'space' | 'account' | 'conversation' | 'interaction'>
    : never
  : never

/** What an interaction comes to: the bot is told, or a form opens. */
export function createTelling({ installations, explain, clock, logger, accept, say }: TellingParts) {
  const tell = (where: Interaction, trigger: string, said: Said) =>
    accept({
      ...said,
      id: eventId(where.team, trigger),
      at: clock.now(),
      space: spaceRef(where.team),
      account: accountRef(where.team, where.user),
      conversation: conversationRef({ ...where, channel: where.channel ?? 'D0' }),
      interaction: interactionRef(where),
    } as Told)

  /** A form must be the first answer, within three seconds. */
  async function open(where: Interaction, trigger_id: string, form: Form, context: FormContext): Promise<void> {
    const { channel, thread, responseUrl, home } = where
    const whole = { ...context, channel, thread, responseUrl, home } as FormContext
    const more = context.command === 'ask' && !channel ? [chooseChannel] : []
    const view = renderForm(form, whole, more)
    const opened = await installations.call(where.team, (client) => client.views.open({ trigger_id, view }))
    if (opened.ok) return
    logger.warn({ failure: opened.failure.type }, 'a form could not be opened in time')
    await say(where, explain({ key: 'problem.not-just-now', values: {} }))
  }

  /** The channel that a command was run in; none in a DM. */
  const channelOf = ({ team, channel }: Interaction) =>
    channel && !isDm(channel) ? { channel: conversationRef({ team, channel }) } : {}

  return { tell, open, channelOf }
}
