import type { APIMessage } from 'discord.js'
import { addMessage, changeMessage, dropMessage, findMessage } from '../messages.ts'
import { refused } from '../refusal.ts'
import type { Asked, Route } from '../routes.ts'
import type { StoredInteraction, World } from '../world.ts'
import { changesOf, type MessageBody } from './messages.ts'

const DEADLINE = 3000
const LIFE = 15 * 60_000
const EPHEMERAL = 64
const LOADING = 128
const kinds = { message: 4, deferred: 5, deferredUpdate: 6, update: 7, choices: 8, modal: 9 }
/** From which kinds of interaction each first answer may come: 2 commands, 3 components, 4 autocomplete, 5 modals. */
const allowed: Record<number, number[]> = { 4: [2, 3, 5], 5: [2, 3, 5], 6: [3, 5], 7: [3, 5], 8: [4], 9: [2, 3] }

export const interactionRoutes: Record<string, Route> = {
  'POST /interactions/:interaction/:token/callback': { auth: false, run: first },
  'POST /webhooks/:application/:token': {
    auth: false,
    run(asked) {
      const interaction = living(asked)
      const { world } = asked
      const body = asked.body as MessageBody
      // The first follow-up after a deferred answer takes its place, and its visibility.
      const waiting = interaction.original && findMessage(world, interaction.channel, interaction.original)
      if (waiting && ((waiting.flags ?? 0) & LOADING) !== 0) return fill(world, interaction, waiting, body)
      return say(world, interaction, body)
    },
  },
  'GET /webhooks/:application/:token/messages/:message': { auth: false, run: (asked) => own(asked).message },
  'PATCH /webhooks/:application/:token/messages/:message': {
    auth: false,
    run(asked) {
      const { message, interaction } = own(asked)
      return fill(asked.world, interaction, message, asked.body as MessageBody)
    },
  },
  'DELETE /webhooks/:application/:token/messages/:message': {
    auth: false,
    run(asked) {
      const { message, interaction } = own(asked)
      dropMessage(asked.world, asked.world.channels.get(interaction.channel)!, message.id)
    },
  },
}

function first({ world, params, body, query }: Asked) {
  const interaction = world.interactions.get(params.interaction!)
  const { type, data } = body as { type: number; data?: MessageBody & { choices?: unknown } }
  if (!interaction || interaction.token !== params.token) throw refused.unknownInteraction()
  if (interaction.answered !== undefined) throw refused.alreadyAcknowledged()
  if (world.clock.now() - interaction.at > DEADLINE) throw refused.unknownInteraction()
  if (!allowed[type]?.includes(interaction.type) || (type === kinds.deferredUpdate && !interaction.message))
    throw refused.invalidForm({
      type: { _errors: [{ code: 'TYPE', message: `not from interaction ${interaction.type}` }] },
    })
  interaction.answered = type
  if (type === kinds.modal) interaction.modal = data
  if (type === kinds.choices) interaction.choices = data?.choices
  if (type === kinds.message) interaction.original = say(world, interaction, data ?? {}).id
  // What is edited as the answer is the message that was pressed.
  if (type === kinds.deferredUpdate) interaction.original = interaction.message!
  if (type === kinds.deferred) {
    const shown = ((data?.flags ?? 0) & EPHEMERAL) | LOADING
    interaction.original = say(world, interaction, { content: '', flags: shown }).id
  }
  interaction.resolve()
  if (query.get('with_response') !== 'true') return undefined
  return { interaction: { id: interaction.id, type: interaction.type } }
}

function say(world: World, { channel, account }: StoredInteraction, body: MessageBody): APIMessage {
  const flags = body.flags ?? 0
  return addMessage(world, {
    channel: world.channels.get(channel)!,
    author: world.bot.id,
    content: body.content ?? '',
    components: body.components ?? [],
    flags: flags & ~EPHEMERAL,
    webhook: true,
    mentions: body.allowed_mentions ?? {},
    ...(flags & EPHEMERAL ? { onlyFor: account } : {}),
  })
}

function fill(world: World, { channel }: StoredInteraction, message: APIMessage, body: MessageBody): APIMessage {
  const changes = changesOf(body, message)
  return changeMessage(world, world.channels.get(channel)!, message, {
    ...changes,
    flags: (changes.flags ?? 0) & ~LOADING,
  })
}

function living({ world, params }: Asked): StoredInteraction {
  if (params.application !== world.applicationId) throw refused.unknownWebhook()
  const interaction = [...world.interactions.values()].find(({ token }) => token === params.token)
  if (!interaction) throw refused.unknownWebhook()
  if (world.clock.now() - interaction.at >= LIFE) throw refused.tokenLapsed()
  if (interaction.answered === undefined) throw refused.unknownWebhook()
  return interaction
}

function own(asked: Asked): { message: APIMessage; interaction: StoredInteraction } {
  const interaction = living(asked)
  const id = asked.params.message === '@original' ? interaction.original : asked.params.message
  const message = id && findMessage(asked.world, interaction.channel, id)
  if (!message) throw refused.unknownMessage()
  return { message, interaction }
}
