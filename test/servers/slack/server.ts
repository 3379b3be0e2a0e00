import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { WebSocketServer } from 'ws'
import type { z } from 'zod'
import type { Clock } from '../../../src/shared/clock.ts'
import { type Method, methods, response } from './arguments.ts'
import { createDelivery } from './deliver.ts'
import { createEvents } from './events.ts'
import { createFaults, type Fault } from './faults.ts'
import { createTickets } from './tickets.ts'
import { createWebApi } from './web-api.ts'
import { createWorkspace, type Workspace } from './workspace.ts'

const appToken = 'xapp-1-A0ASK-1-secret'

export interface Call {
  method: string
  /** ms since 1970, by the clock given. */
  at: number
  team?: string
  given: Record<string, unknown>
}

export type SlackServer = Awaited<ReturnType<typeof startSlackServer>>

/** Slack on this machine: its Web API, Socket Mode and signed HTTP. Whatever the bot asks is checked; `close` throws at a violation. */
export async function startSlackServer({ clock }: { clock: Clock }) {
  const faults = createFaults()
  const tickets = createTickets(clock)
  const violations: string[] = []
  const calls: Call[] = []
  const workspaces = new Map<string, { workspace: Workspace; api: ReturnType<typeof createWebApi> }>()
  const signingSecret = '8f742231b10e8888abcd99yyyzzz85a5'
  const violate = (what: string) => void violations.push(what)
  const delivery = createDelivery({ clock, faults, violate, signingSecret })
  const events = createEvents(delivery, clock)
  const stalled: ServerResponse[] = []
  /** What the tokens may do; Slack tells it with every answer. */
  const granted: { scopes?: string[] } = {}

  const http = createServer((request, answer) => void take(request, answer))
  const links = new WebSocketServer({ noServer: true })
  http.on('upgrade', (request, socket, head) => {
    if (!request.url?.startsWith('/link/?ticket=')) return socket.destroy()
    links.handleUpgrade(request, socket, head, (opened) => delivery.add(opened))
  })
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve))
  const { port } = http.address() as AddressInfo
  const address = `127.0.0.1:${port}`

  async function take(request: IncomingMessage, answer: ServerResponse): Promise<void> {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk as Buffer)
    const body = Buffer.concat(chunks).toString()
    const path = request.url ?? ''
    const method = path.startsWith('/api/') ? path.slice(5) : 'response_url'
    const fault = faults.take(method)
    if (fault && (await fails(fault, answer))) return
    const said = method === 'response_url' ? respond(path, body) : call(method, request, body)
    if (fault?.type === 'store-then-cut') return void answer.destroy()
    if (fault?.type === 'store-then-status') return void answer.writeHead(fault.status).end()
    const ok = !('error' in said)
    answer.writeHead(method === 'response_url' && !ok ? 404 : 200, {
      'content-type': 'application/json',
      ...(granted.scopes ? { 'x-oauth-scopes': granted.scopes.join(',') } : {}),
    })
    answer.end(JSON.stringify({ ok, ...said }))
  }

  /** A fault that comes before anything is done. */
  async function fails(fault: Fault, answer: ServerResponse): Promise<boolean> {
    switch (fault.type) {
      case 'status':
        answer.writeHead(fault.status).end()
        return true
      case 'rate-limit':
        answer.writeHead(429, { 'retry-after': String(fault.seconds) }).end()
        return true
      case 'error':
        answer.writeHead(200, { 'content-type': 'application/json' })
        answer.end(JSON.stringify({ ok: false, error: fault.error }))
        return true
      case 'stall':
        stalled.push(answer)
        return true
      case 'cut':
        answer.destroy()
        return true
      default:
        return false
    }
  }

  function check<S extends z.ZodType>(what: string, schema: S, given: unknown): z.output<S> | undefined {
    const checked = schema.safeParse(given)
    if (checked.success) return checked.data
    violate(`${what}: ${checked.error.issues.map(({ path, message }) => `${path.join('.')} ${message}`).join('; ')}`)
    return undefined
  }

  function call(method: string, request: IncomingMessage, body: string): Record<string, unknown> {
    if (!Object.hasOwn(methods, method)) {
      violate(`there is no method ${method} here`)
      return { error: 'unknown_method' }
    }
    // Bolt's App names the workspace in every call.
    const { token, team_id: _, ...fields } = Object.fromEntries(new URLSearchParams(body))
    const given = check(method, methods[method as Method], fields)
    if (!given) return { error: 'invalid_arguments' }
    const bearer = request.headers.authorization?.replace('Bearer ', '') ?? token
    const found = [...workspaces.values()].find(({ workspace }) => workspace.token === bearer)
    calls.push({
      method,
      at: clock.now(),
      given: given as Record<string, unknown>,
      ...(found ? { team: found.workspace.id } : {}),
    })
    if (method === 'apps.connections.open')
      return bearer === appToken ? { url: `ws://${address}/link/?ticket=${calls.length}` } : { error: 'invalid_auth' }
    return found ? found.api(method as Method, given) : { error: 'invalid_auth' }
  }

  /** What is posted to a response_url: a private answer, or a change of what the interaction came from. */
  function respond(path: string, body: string): Record<string, unknown> {
    const url = tickets.use(path)
    if ('error' in url) return url
    const given = check('response_url', response, JSON.parse(body))
    if (!given) return { error: 'invalid_arguments' }
    const { workspace } = [...workspaces.values()].find(({ workspace }) => workspace.channels.has(url.channel))!
    calls.push({ method: 'response_url', at: clock.now(), team: workspace.id, given })
    const channel = workspace.channels.get(url.channel)!
    const original = channel.messages.find(({ ts }) => ts === url.original)
    if ('delete_original' in given) {
      if (original) channel.messages.splice(channel.messages.indexOf(original), 1)
    } else if (given.replace_original && original) Object.assign(original, { text: given.text, blocks: given.blocks })
    else {
      const { text, blocks, thread_ts, response_type = 'ephemeral' } = given
      const said = { ts: workspace.nextTs(), user: workspace.botUser, text, blocks, thread_ts, answers: url.user }
      if (response_type === 'ephemeral') channel.messages.push({ ...said, onlyFor: url.user })
      else {
        channel.messages.push(said)
        events.ofBot(workspace).posted(channel, said)
      }
    }
    return {}
  }

  return {
    apiUrl: `http://${address}/api/`,
    appToken,
    signingSecret,
    faults,
    granted,
    tickets,
    calls,
    violations,
    delivery,
    events,
    clock,
    responseUrl: (of: Parameters<typeof tickets.responsePath>[0]) => `http://${address}${tickets.responsePath(of)}`,
    /** A workspace that Askaround is installed in, with a channel #general. */
    addWorkspace(id = 'T1', name = 'Lantern'): Workspace {
      const workspace = createWorkspace(clock, { id, name, token: `xoxb-${id}-secret` })
      workspace.addChannel('general')
      workspaces.set(id, { workspace, api: createWebApi(workspace, tickets, clock, events.ofBot(workspace)) })
      return workspace
    },
    callsOf: (method: string) => calls.filter((call) => call.method === method),
    async close(): Promise<void> {
      delivery.close()
      for (const answer of stalled) answer.destroy()
      http.closeAllConnections()
      await new Promise((resolve) => http.close(resolve))
      if (violations.length > 0) throw new Error(`the bot does not keep to Slack's protocol:\n${violations.join('\n')}`)
    },
  }
}
