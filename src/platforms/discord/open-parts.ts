import { Events, type GatewayDispatchPayload } from 'discord.js'
import type { Hooks } from '../platform.ts'
import { createAnswers } from './answer.ts'
import { createCatchUp } from './catch-up.ts'
import { registerCommands } from './commands.ts'
import { createAnswerRest, createClient, remedyFor, signIn, watchSessions } from './connect.ts'
import { createDelivery } from './delivery.ts'
import { createFollow } from './follow.ts'
import { accountRef } from './ids.ts'
import { createLapsing } from './lapsing.ts'
import type { DiscordOptions } from './options.ts'
import { createPeople } from './people.ts'
import { createReceiveInteractions } from './receive-interactions.ts'
import { createReceiveMessages } from './receive-messages.ts'
import { createRequests } from './requests.ts'
import { knownDms } from './rows.ts'
import { createSends } from './send.ts'
import { createSpaces } from './spaces.ts'
import { createTake, laneOf } from './take.ts'
import { createTellOrganiser } from './tell-organiser.ts'
import { createTellReaders } from './tell-readers.ts'

const REGISTER_AGAIN = 300_000

/** Connects, and puts together what works on Discord. */
export async function openParts(options: DiscordOptions, { accept, followed, cursors, keep }: Hooks) {
  const { clock, logger, commands, explain, commandForm, suggest } = options
  const client = createClient(options)
  let stopping = false
  const trouble = (error: unknown) => {
    logger.error({ err: error }, 'something that Discord told could not be handled')
  }
  const fatal = (message: string) => {
    if (!stopping) options.onFatal(message)
  }
  const requests = createRequests(client, clock, () => fatal(remedyFor(4004)))
  const people = createPeople(client)
  const delivery = createDelivery(accept, clock, logger)
  const lapsing = createLapsing(keep, clock, logger)
  const rest = createAnswerRest(options)
  const answers = createAnswers({
    client,
    rest,
    requests,
    keep,
    lapsing,
    clock,
    acknowledged: (id) => interactions.acknowledged(id),
  })
  const messages = createReceiveMessages({
    client,
    people,
    delivery,
    accept,
    requests,
    keep,
    clock,
    wasRemovedHere: (id) => sends.wasRemovedHere(id),
  })
  const { namesIn, homeOf, wordsOf } = messages
  const sends = createSends({
    client,
    requests,
    answers,
    keep,
    clock,
    wordsOf,
    accountOf: accountRef,
    began: (conversation, last) => catchUp.begin(conversation, last),
    allowed: (channel, yes) => (yes ? organiser.worked(channel) : organiser.missing(channel)).catch(trouble),
  })
  const organiser = createTellOrganiser({
    client,
    accept,
    keep,
    clock,
    logger,
    explain,
    platform: { openDm: (account) => sends.openDm(account), send: (...given) => sends.send(...given) },
  })
  const interactions = createReceiveInteractions({
    rest,
    accept,
    keep,
    lapsing,
    clock,
    logger,
    commands,
    explain,
    commandForm,
    suggest,
    homeOf,
    namesIn,
  })
  const following = createFollow({ client, requests, delivery, messages, followed, clock, logger })
  const catchUp = createCatchUp({
    client,
    requests,
    delivery,
    cursors,
    clock,
    logger,
    dms: () => knownDms(keep),
    take: messages.take,
    follow: following.follow,
  })
  const spaces = createSpaces(client, options, (guild) => {
    if (!options.introducesItself) return
    delivery.inTurn(`added ${guild}`, () => ready.promise.then(() => organiser.introduce(guild))).catch(trouble)
  })
  const tellReaders = createTellReaders(delivery, clock)
  const take = createTake({
    client,
    spaces,
    sends,
    keep,
    messages,
    catchUp,
    interactions,
    tellReaders,
    delivery,
    clock,
  })
  const ready = Promise.withResolvers<void>()

  /** People are served meanwhile: what was registered before still works, and buttons need no command. */
  let callOff = () => {}
  async function register(): Promise<void> {
    try {
      await registerCommands(client, commands, options.commandsIn)
    } catch (error) {
      logger.warn(
        { err: error },
        'the slash commands could not be registered with Discord; tried again in five minutes',
      )
      if (!stopping) callOff = clock.wakeAt(clock.now() + REGISTER_AGAIN, register)
    }
  }

  client.on(Events.Raw, (payload: GatewayDispatchPayload) => {
    // What comes now is read by the next process.
    if (stopping) return
    if (payload.t === 'READY') catchUp.forget()
    const lane = laneOf(payload)
    if (lane) delivery.inTurn(lane, () => ready.promise.then(() => take(payload))).catch(trouble)
  })
  // A new session knows nothing of what happened before it.
  client.on(Events.ShardReady, () => {
    const work = ready.promise.then(() => catchUp.all())
    delivery.inTurn('catch-up', () => work).catch(trouble)
  })
  client.on(Events.GuildCreate, (guild) => void delivery.inTurn('guilds', () => spaces.introduce(guild)).catch(trouble))
  client.on(Events.GuildMemberUpdate, (before, { guild, roles }) => {
    if (before.roles.cache.equals(roles.cache)) return
    delivery.inTurn(`roles ${guild.id}`, () => ready.promise.then(() => tellReaders(guild.id))).catch(trouble)
  })
  client.on(Events.GuildDelete, ({ id }) => spaces.forget(id))

  try {
    await signIn(client, options)
    await watchSessions(client, logger).catch(trouble)
    client.on(Events.ShardDisconnect, ({ code }) => fatal(remedyFor(code)))
    for (const guild of client.guilds.cache.values()) await spaces.introduce(guild)
    await register()
    await lapsing.sweep()
  } catch (error) {
    stopping = true
    await client.destroy()
    throw error
  }
  ready.resolve()

  return {
    client,
    sends,
    people,
    settled: delivery.settled,
    async stop() {
      stopping = true
      delivery.stop()
      lapsing.stop()
      following.stop()
      callOff()
      await catchUp.stop()
      rest.clearHashSweeper()
      rest.clearHandlerSweeper()
      await client.destroy()
    },
  }
}
