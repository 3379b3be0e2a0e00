import { InteractionResponseType, MessageFlags } from 'discord.js'
import type { Problem } from '../../commands/intent.ts'
import { problem } from '../../commands/problem.ts'
import type { Clock } from '../../shared/clock.ts'
import type { Logger } from '../../shared/logger.ts'
import type { Keep, PlatformEvent } from '../platform.ts'
import { eventId, interactionRef, spaceRef } from './ids.ts'
import { type Interaction, placeOf } from './interactions.ts'
import type { Lapsing } from './lapsing.ts'
import { limits } from './limits.ts'
import type { Respond } from './respond.ts'
import { type InteractionRow, keys } from './rows.ts'

interface Parts extends Pick<Respond, 'respond' | 'sayPrivately'> {
  accept(event: PlatformEvent): Promise<void>
  keep: Keep
  lapsing: Lapsing
  clock: Clock
  logger: Logger
  explain(problem: Problem): string
  homeOf(user: string): Promise<string | undefined>
}

type Interacted = Extract<PlatformEvent, { interaction: string }>
type Said = Interacted extends infer E
  ? E extends unknown
    ? Omit<E, 'id' | 'at' | 'space' | 'account' | 'conversation' | 'interaction'>
    : never
  : never

const ephemeral = MessageFlags.Ephemeral as number

/** Tells the bot of an interaction, and acknowledges it once it is stored. */
export function createTellInteraction(parts: Parts) {
  const { accept, keep, lapsing, clock, logger, explain, homeOf, respond, sayPrivately } = parts
  /** Acknowledgements that are on their way. */
  const onTheirWay = new Map<string, Promise<boolean>>()

  /** Tells the bot, then acknowledges: `how` says whether a new answer is waited for. */
  async function tell(interaction: Interaction, said: Said, how: InteractionRow['how']): Promise<void> {
    const place = placeOf(interaction)
    const space = interaction.guild_id ? spaceRef(interaction.guild_id) : place && (await homeOf(place.user))
    if (!place || !space) return void (await sayPrivately(interaction, explain(problem('problem.unknown-action'))))
    const { id, token } = interaction
    const row: InteractionRow = { token, until: clock.now() + limits.interactionLife, how }
    const acknowledged = Promise.withResolvers<boolean>()
    onTheirWay.set(id, acknowledged.promise)
    try {
      await lapsing.put({ [keys.interaction(id)]: JSON.stringify(row) }, row.until)
      if (interaction.guild_id && (await keep.get(keys.home(place.user))) !== interaction.guild_id)
        await keep.put({ [keys.home(place.user)]: interaction.guild_id })
      const { account, conversation } = place
      const shared = { id: eventId('interaction', id), at: clock.now(), space, account, conversation }
      await accept({ ...said, ...shared, interaction: interactionRef(id) } as Interacted)
    } catch (error) {
      logger.warn({ err: error, interaction: id }, 'an interaction was not taken')
      acknowledged.resolve(false)
      onTheirWay.delete(id)
      return void (await sayPrivately(interaction, explain(problem('problem.not-just-now'))))
    }
    acknowledged.resolve(
      respond(
        interaction,
        how === 'reply'
          ? { type: InteractionResponseType.DeferredChannelMessageWithSource, data: { flags: ephemeral as never } }
          : { type: InteractionResponseType.DeferredMessageUpdate },
      ),
    )
    await acknowledged.promise
    onTheirWay.delete(id)
  }

  return {
    tell,
    /** Whether Discord was told that the interaction was taken; true when that was before this process. */
    acknowledged: async (id: string): Promise<boolean> => (await onTheirWay.get(id)) ?? true,
  }
}
