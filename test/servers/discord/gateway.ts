import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import { GatewayIntentBits } from 'discord.js'
import { type WebSocket, WebSocketServer } from 'ws'
import { checkDispatch, type Violation } from './check-shapes.ts'
import { guildPayload, readyPayload } from './first-payloads.ts'
import { mayView } from './permissions.ts'
import type { Scope, World } from './world.ts'

interface Told {
  s: number
  t: string
  d: object
}

/** What is wrong with the next events on their way: "duplicate" sends one twice, "reorder" two the wrong way round, "lose" none. */
export type EventFault = 'duplicate' | 'reorder' | 'lose'

interface Session {
  id: string
  shard: [number, number]
  intents: number
  told: Told[]
  socket: WebSocket | undefined
  /** The last sequence number that the bot says it has. */
  seen: number
  waiting: { s: number; resolve: () => void }[]
}

/**
 * Discord says 41 s. A client's own heartbeat, the first at a random moment, must not fall into the millisecond in which one that `delivered` asked
 * for is unanswered: the client takes the connection for dead then, and comes back when the test is over.
 */
const RARELY = 24 * 3_600_000

const closeCodes = { unknownOpcode: 4001, badToken: 4004, badSequence: 4007, disallowedIntents: 4014 }
const privileged = GatewayIntentBits.GuildMembers | GatewayIntentBits.GuildPresences | GatewayIntentBits.MessageContent

export type Gateway = ReturnType<typeof createGateway>

/** Discord's gateway: sessions, heartbeats, resuming, intents and sequence numbers, over a real WebSocket. */
export function createGateway(world: World, note: (violation: Violation) => void, address: () => string) {
  const server = new WebSocketServer({ noServer: true })
  const sessions = new Map<string, Session>()
  const faults: EventFault[] = []
  const held: { session: Session; event: Omit<Told, 's'> }[] = []
  const log: { op: number; d: unknown }[] = []
  let heartbeatEvery = RARELY
  let deaf = false
  let allowed = GatewayIntentBits.GuildMembers | GatewayIntentBits.MessageContent

  const write = (socket: WebSocket | undefined, payload: object) => {
    if (socket?.readyState === socket?.OPEN) socket?.send(JSON.stringify({ s: null, t: null, ...payload }))
  }

  function dispatch(session: Session, t: string, d: object) {
    const wrong = checkDispatch(t, d)
    if (wrong) note(wrong)
    const event = { t, d: structuredClone(d) }
    const fault = t === 'READY' || t === 'GUILD_CREATE' ? undefined : faults.shift()
    // Numbers rise on the wire also when two events come the wrong way round.
    if (fault === 'reorder') return void held.push({ session, event })
    const told = number(session, event)
    if (fault === 'lose') return
    pass(session, told)
    if (fault === 'duplicate') pass(session, told)
    for (const late of held.splice(0)) pass(late.session, number(late.session, late.event))
  }

  function number(session: Session, event: Omit<Told, 's'>): Told {
    const told = { s: session.told.length + 1, ...event }
    session.told.push(told)
    return told
  }

  const pass = (session: Session, told: Told) => write(session.socket, { op: 0, ...told })

  function tell(event: string, data: object, scope: Scope = {}) {
    for (const session of sessions.values()) {
      const shard = scope.guild ? Number((BigInt(scope.guild) >> 22n) % BigInt(session.shard[1])) : 0
      if (shard !== session.shard[0] || !isWanted(session.intents, event, scope)) continue
      const channel = scope.channel ? world.channels.get(scope.channel) : undefined
      if (channel && !mayView(world, channel, world.bot.id) && !event.startsWith('CHANNEL_')) continue
      dispatch(session, event, withoutContent(session, event, data))
    }
  }

  /** Words of others are told only with the intent, in DMs, or where the bot is mentioned. */
  function withoutContent(session: Session, event: string, data: object): object {
    if (event !== 'MESSAGE_CREATE' && event !== 'MESSAGE_UPDATE') return data
    const message = data as { author: { id: string }; guild_id?: string; mentions: { id: string }[] }
    const mayRead =
      (session.intents & GatewayIntentBits.MessageContent) !== 0 ||
      !message.guild_id ||
      message.author.id === world.bot.id ||
      message.mentions.some(({ id }) => id === world.bot.id)
    return mayRead ? data : { ...data, content: '', embeds: [], attachments: [], components: [] }
  }

  function identify(socket: WebSocket, d: { token: string; intents: number; shard?: [number, number] }) {
    if (d.token !== world.token) return socket.close(closeCodes.badToken, 'Authentication failed.')
    if (d.intents & privileged & ~allowed) return socket.close(closeCodes.disallowedIntents, 'Disallowed intent(s).')
    const session: Session = {
      id: `s${world.nextId()}`,
      shard: d.shard ?? [0, 1],
      intents: d.intents,
      told: [],
      socket,
      seen: 0,
      waiting: [],
    }
    for (const old of sessions.values()) if (old.shard[0] === session.shard[0]) sessions.delete(old.id)
    sessions.set(session.id, session)
    const guilds = [...world.guilds.values()].filter(
      ({ id }) => Number((BigInt(id) >> 22n) % BigInt(session.shard[1])) === session.shard[0],
    )
    dispatch(session, 'READY', readyPayload(world, session, guilds, address()))
    if (d.intents & GatewayIntentBits.Guilds)
      for (const guild of guilds) dispatch(session, 'GUILD_CREATE', guildPayload(world, guild))
    return session
  }

  function resume(socket: WebSocket, d: { token: string; session_id: string; seq: number }) {
    const session = sessions.get(d.session_id)
    if (d.token !== world.token) return socket.close(closeCodes.badToken, 'Authentication failed.')
    if (!session) return void write(socket, { op: 9, d: false })
    session.socket = socket
    for (const told of session.told.filter(({ s }) => s > d.seq)) pass(session, told)
    dispatch(session, 'RESUMED', {})
    if (session.waiting.length > 0) write(socket, { op: 1, d: null })
    return session
  }

  server.on('connection', (socket) => {
    let session: Session | undefined
    write(socket, { op: 10, d: { heartbeat_interval: heartbeatEvery } })
    socket.on('message', (data) => {
      const { op, d } = JSON.parse(String(data)) as { op: number; d: never }
      log.push({ op, d })
      if (op === 1) {
        if (session) reached(session, (d as number | null) ?? 0)
        if (!deaf) write(socket, { op: 11 })
      } else if (op === 2) session = identify(socket, d) || undefined
      else if (op === 6) session = resume(socket, d) || undefined
      else if (op === 8) sendMembers(session, d)
      else if (op !== 3) socket.close(closeCodes.unknownOpcode, 'Unknown opcode')
    })
    socket.on('close', () => {
      if (session?.socket === socket) session.socket = undefined
    })
  })

  function sendMembers(
    session: Session | undefined,
    d: { guild_id: string; user_ids?: string | string[]; nonce?: string },
  ) {
    const guild = world.guilds.get(d.guild_id)
    if (!session || !guild) return
    const wanted = [d.user_ids ?? []].flat()
    dispatch(session, 'GUILD_MEMBERS_CHUNK', {
      guild_id: guild.id,
      members: wanted.flatMap((id) => guild.members.get(id) ?? []),
      not_found: wanted.filter((id) => !guild.members.has(id)),
      chunk_index: 0,
      chunk_count: 1,
      ...(d.nonce ? { nonce: d.nonce } : {}),
    })
  }

  function reached(session: Session, sequence: number) {
    session.seen = Math.max(session.seen, sequence)
    session.waiting = session.waiting.filter(({ s, resolve }) => s > session.seen || resolve())
    // The client may answer with the number that it had before: it is asked once more.
    if (session.waiting.length > 0) write(session.socket, { op: 1, d: null })
  }

  /** No session goes on. */
  function end() {
    for (const { waiting } of sessions.values()) for (const { resolve } of waiting) resolve()
    sessions.clear()
  }

  world.emit = tell

  return {
    /** Payloads that the bot sent, in order. */
    log,
    fault: (...next: EventFault[]) => void faults.push(...next),
    accept: (request: IncomingMessage, socket: Duplex, head: Buffer) =>
      server.handleUpgrade(request, socket, head, (opened) => server.emit('connection', opened, request)),
    /** Resolves once the bot has all that it was told so far. */
    async delivered() {
      for (const session of sessions.values()) {
        const last = session.told.at(-1)?.s ?? 0
        if (!session.socket || session.seen >= last) continue
        await new Promise<void>((resolve) => {
          session.waiting.push({ s: last, resolve })
          write(session.socket, { op: 1, d: null })
        })
      }
    },
    intentsOf: () => [...sessions.values()].map(({ intents }) => intents),
    connected: () => [...sessions.values()].some(({ socket }) => socket !== undefined),
    /** "Reconnect": the bot is to come back and resume. */
    askToReconnect() {
      for (const { socket } of sessions.values()) write(socket, { op: 7, d: null })
    },
    /** The session is over; the bot has to identify anew, and is not told what it missed. */
    invalidate() {
      const sockets = [...sessions.values()].map(({ socket }) => socket)
      end()
      for (const socket of sockets) write(socket, { op: 9, d: false })
    },
    /** Cuts every connection without a word. What happens until the bot is back is kept for its session. */
    cut() {
      for (const { socket } of sessions.values()) socket?.terminate()
    },
    /** Ends sessions as a long outage does: connections are cut and nothing is kept. */
    forget() {
      const sockets = [...sessions.values()].map(({ socket }) => socket)
      end()
      for (const socket of sockets) socket?.terminate()
    },
    /** Answers heartbeats no more: the bot has to notice that its connection is dead. */
    ignoreHeartbeats(ignore: boolean, every = RARELY) {
      deaf = ignore
      heartbeatEvery = every
    },
    /** Which privileged intents are switched on in the developer portal. */
    allowIntents(bits: number) {
      allowed = bits
    },
    close() {
      for (const socket of server.clients) socket.terminate()
      server.close()
    },
  }
}

function isWanted(intents: number, event: string, { guild }: Scope): boolean {
  if (event === 'INTERACTION_CREATE') return true
  if (event.startsWith('GUILD_MEMBER_')) return (intents & GatewayIntentBits.GuildMembers) !== 0
  if (event.startsWith('MESSAGE_'))
    return (intents & (guild ? GatewayIntentBits.GuildMessages : GatewayIntentBits.DirectMessages)) !== 0
  return (intents & GatewayIntentBits.Guilds) !== 0
}
