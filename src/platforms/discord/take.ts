import type { APIInteraction, APIMessage, APIUser, Client, GatewayDispatchPayload } from 'discord.js'
import type { Clock } from '../../shared/clock.ts'
import type { Keep } from '../platform.ts'
import type { createCatchUp } from './catch-up.ts'
import type { Delivery } from './delivery.ts'
import { accountRef, dmRef, eventId, spaceRef } from './ids.ts'
import type { Interaction } from './interactions.ts'
import type { createReceiveInteractions } from './receive-interactions.ts'
import type { createReceiveMessages } from './receive-messages.ts'
import { keys } from './rows.ts'
import type { createSends } from './send.ts'
import type { createSpaces } from './spaces.ts'
import type { TellReaders } from './tell-readers.ts'

interface Parts {
  client: Client
  spaces: ReturnType<typeof createSpaces>
  sends: Pick<ReturnType<typeof createSends>, 'noteOwn'>
  keep: Keep
  messages: ReturnType<typeof createReceiveMessages>
  catchUp: Pick<ReturnType<typeof createCatchUp>, 'posted' | 'passed'>
  interactions: ReturnType<typeof createReceiveInteractions>
  tellReaders: TellReaders
  delivery: Delivery
  clock: Clock
}

/** Takes what the gateway tells, each to whom it concerns. */
export function createTake(parts: Parts) {
  const { client, spaces, sends, keep, messages, catchUp, interactions, tellReaders, delivery, clock } = parts

  async function withConversation(
    given: { channel_id: string; guild_id?: string },
    work: (conversation: string) => Promise<void>,
  ): Promise<void> {
    const conversation = await messages.conversationOf(given)
    if (conversation) await work(conversation)
  }

  async function cameOrWent(
    type: 'member-joined' | 'member-left',
    { user, guild_id: guild }: { user: APIUser; guild_id: string },
    when: string,
  ): Promise<void> {
    if (user.bot) return
    const id = eventId(type, guild, user.id, when)
    await delivery.tell({ type, id, at: clock.now(), space: spaceRef(guild), account: accountRef(user.id) })
  }

  return async ({ t, d }: GatewayDispatchPayload): Promise<void> => {
    const guild = d && spaces.of(d)
    if (guild) await spaces.introduce(guild)
    switch (t) {
      case 'MESSAGE_CREATE':
        if (d.author.id === client.user!.id) {
          sends.noteOwn(d)
          if (!d.guild_id) catchUp.passed(dmRef(d.channel_id), d.id)
          return
        }
        if (!d.guild_id && !d.author.bot && !(await keep.get(keys.dm(d.author.id))))
          await keep.put({ [keys.dm(d.author.id)]: d.channel_id })
        return withConversation(d, (conversation) => catchUp.posted(conversation, d as APIMessage))
      case 'MESSAGE_UPDATE':
        return withConversation(d, (conversation) => messages.edited(conversation, d))
      case 'MESSAGE_DELETE':
      case 'MESSAGE_DELETE_BULK':
        return messages.deleted(d)
      case 'INTERACTION_CREATE':
        return interactions.received(d as APIInteraction as Interaction)
      case 'GUILD_MEMBER_ADD':
        return cameOrWent('member-joined', d, String(Date.parse(d.joined_at ?? '') || clock.now()))
      case 'GUILD_MEMBER_REMOVE':
        return cameOrWent('member-left', d, String(clock.now()))
      case 'CHANNEL_UPDATE':
      case 'CHANNEL_DELETE':
        return 'guild_id' in d && d.guild_id ? tellReaders(d.guild_id, d.id) : undefined
      case 'GUILD_ROLE_UPDATE':
      case 'GUILD_ROLE_DELETE':
        return tellReaders(d.guild_id)
      // What happened before it came back was not told.
      case 'GUILD_CREATE':
        return tellReaders(d.id)
      default:
    }
  }
}

/** What is to be told in order: a conversation's words; interactions and people go side by side. */
export function laneOf({ t, d }: GatewayDispatchPayload): string | undefined {
  switch (t) {
    case 'MESSAGE_CREATE':
    case 'MESSAGE_UPDATE':
    case 'MESSAGE_DELETE':
    case 'MESSAGE_DELETE_BULK':
      return d.channel_id
    case 'INTERACTION_CREATE':
      return `interaction ${d.id}`
    case 'GUILD_MEMBER_ADD':
    case 'GUILD_MEMBER_REMOVE':
      return `member ${d.user.id}`
    case 'CHANNEL_UPDATE':
    case 'CHANNEL_DELETE':
      return d.id
    case 'GUILD_ROLE_UPDATE':
    case 'GUILD_ROLE_DELETE':
      return `roles ${d.guild_id}`
    case 'GUILD_CREATE':
      return `roles ${d.id}`
    default:
      return undefined
  }
}
