import type { IncomingMessage, ServerResponse } from 'node:http'
import { withAttachments } from './attach.ts'
import { checkRequest, checkResponse, type Violation } from './check-shapes.ts'
import { createLimits, type RateLimit } from './rate-limits.ts'
import { Refused, refused } from './refusal.ts'
import { type Asked, type Route, routes } from './routes.ts'
import type { World } from './world.ts'

/** What is to go wrong with a request: before anything is done, or after it was done but before the bot hears of it. */
export type Fault =
  | { status: number; code?: number }
  | { limited: 'user' | 'global' | 'shared'; seconds: number }
  | 'stall'
  | 'cut'
  | 'store-then-fail'
  | 'store-then-stall'
  | 'store-then-cut'
  | 'twice'

export interface Received {
  method: string
  /** Such as "POST /channels/:channel/messages". */
  route: string
  path: string
  body: unknown
  /** What was attached. */
  files: { name: string; text: string }[]
  status?: number
}

/** Discord's REST API: who may, how often, in which shape, and what is to go wrong. */
export function createRest(world: World, note: (violation: Violation) => void, address: () => string) {
  const received: Received[] = []
  const faults: { route: string; fault: Fault; times: number }[] = []
  const limits = createLimits(world.clock)
  const stalled = new Set<ServerResponse>()

  async function answer(request: IncomingMessage, response: ServerResponse) {
    const url = new URL(request.url ?? '/', 'http://local')
    const path = url.pathname.replace(/^\/api\/v10/, '')
    const found = findRoute(request.method ?? 'GET', path)
    const { body, files } = await readBody(request)
    const entry: Received = { method: request.method ?? 'GET', route: found?.name ?? 'unknown', path, body, files }
    received.push(entry)
    const reply = (status: number, content: unknown, headers: Record<string, string> = {}) => {
      entry.status = status
      response.writeHead(status, {
        ...(content === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      })
      response.end(content === undefined ? undefined : JSON.stringify(content))
    }
    const fault = takeFault(faults, entry.route)
    if (fault === 'stall') return void stalled.add(response)
    if (fault === 'cut') return void response.destroy()
    if (typeof fault === 'object' && 'status' in fault)
      return reply(fault.status, { code: fault.code ?? 0, message: `${fault.status}: as the test wanted` })
    if (typeof fault === 'object') return limited(reply, fault)
    try {
      if (!found) throw refused.notFound()
      if (found.route.auth !== false && request.headers.authorization !== `Bot ${world.token}`)
        throw refused.unauthorized()
      const bucket = limits.take(found.route, found.params)
      if (bucket.wait !== undefined) return limited(reply, { limited: 'user', seconds: bucket.wait }, bucket.headers)
      const wrong = checkRequest(found.name, body)
      if (wrong) {
        note(wrong)
        throw refused.invalidForm({ _errors: [{ code: 'SHAPE', message: wrong.what }] })
      }
      const asked: Asked = {
        world,
        params: found.params,
        query: url.searchParams,
        body: withAttachments(world, body ?? {}, files) as never,
        address,
      }
      if (fault === 'twice') await found.route.run(asked)
      const result = await found.route.run(asked)
      if (fault === 'store-then-stall') return void stalled.add(response)
      if (fault === 'store-then-cut') return void response.destroy()
      if (fault === 'store-then-fail') return reply(502, { code: 0, message: '502: Bad Gateway' })
      const odd = result === undefined ? undefined : checkResponse(found.name, result)
      if (odd) note(odd)
      reply(result === undefined ? 204 : (found.route.status ?? 200), result, bucket.headers)
    } catch (error) {
      if (!(error instanceof Refused)) {
        note({ where: entry.route, what: `this server failed: ${error instanceof Error ? error.stack : error}` })
        return reply(500, { code: 0, message: '500: Internal Server Error' })
      }
      const { status, code, message, errors } = error
      reply(status, { code, message, ...(errors ? { errors } : {}) })
    }
  }

  return {
    /** Every request of the bot, in order. */
    received,
    answer,
    /** The next `times` requests of a route ("POST /channels/:channel/messages") go wrong. */
    fault: (route: string, fault: Fault, times = 1) => void faults.push({ route, fault, times }),
    /** How many requests a bucket takes in how many seconds. */
    limit: (limit: RateLimit) => limits.set(limit),
    close() {
      for (const response of stalled) response.destroy()
    },
  }
}

type Reply = (status: number, content: unknown, headers?: Record<string, string>) => void

function limited(
  reply: Reply,
  fault: { limited: 'user' | 'global' | 'shared'; seconds: number },
  headers: Record<string, string> = {},
) {
  const global = fault.limited === 'global'
  reply(
    429,
    { message: 'You are being rate limited.', retry_after: fault.seconds, global },
    {
      ...headers,
      'retry-after': String(Math.ceil(fault.seconds)),
      'x-ratelimit-scope': fault.limited,
      ...(global ? { 'x-ratelimit-global': 'true' } : {}),
    },
  )
}

function takeFault(faults: { route: string; fault: Fault; times: number }[], route: string): Fault | undefined {
  const found = faults.find((each) => each.route === route && each.times > 0)
  if (!found) return undefined
  found.times--
  return found.fault
}

function findRoute(
  method: string,
  path: string,
): { name: string; route: Route; params: Record<string, string> } | undefined {
  for (const [name, route] of Object.entries(routes)) {
    const [wanted, pattern] = name.split(' ') as [string, string]
    if (wanted !== method) continue
    const match = new RegExp(`^${pattern.replace(/:(\w+)/g, '(?<$1>[^/]+)').replace('@', '\\@')}$`).exec(path)
    if (match) {
      const params = Object.entries(match.groups ?? {}).map(([key, value]) => [key, decodeURIComponent(value)])
      return { name, route, params: Object.fromEntries(params) }
    }
  }
  return undefined
}

async function readBody(request: IncomingMessage): Promise<{ body: unknown; files: { name: string; text: string }[] }> {
  const parts: Buffer[] = []
  for await (const part of request) parts.push(part as Buffer)
  const whole = Buffer.concat(parts)
  const type = request.headers['content-type'] ?? ''
  if (!type.startsWith('multipart/'))
    return { body: whole.length > 0 ? JSON.parse(String(whole)) : undefined, files: [] }
  const form = await new Response(new Uint8Array(whole), { headers: { 'content-type': type } }).formData()
  const files = [...form.values()].filter((part) => typeof part !== 'string')
  const read = files.map(async (file) => ({ name: file.name, text: await file.text() }))
  return { body: JSON.parse(String(form.get('payload_json'))), files: await Promise.all(read) }
}
