import { createInterface } from 'node:readline'
import type { Readable, Writable } from 'node:stream'
import { chooseFrom } from '../matching/choose.ts'
import { addEvidence } from '../matching/decay.ts'
import type { Demand, Evidence, Load, Ranked } from '../matching/evidence.ts'
import { createEvidenceIndex } from '../matching/evidence-index.ts'
import { learnFromMessage, pastRequest, recordSuggestion } from '../matching/learn.ts'
import type { Matching } from '../matching/matching.ts'
import { firstKnown, namesInText, wordsOf } from '../matching/names-in-text.ts'
import type { MessageContext, Understanding } from '../understanding/understanding.ts'

const WEEK = 7 * 86_400_000
const WEEKLY_LIMIT = 2
const MOST_RANKED = 50
/** Of what is posted within this many ms only the first is learned from: enough, and bounded where many talk at once. */
const APART = 2 * 60_000
/** Always five pings, however likely an answer: a chance of 1 is never reached. */
const NEED = { target: 1, maxWave: 5, minFit: 0 }

interface EventLine {
  type: 'event'
  id: string
  /** Seconds since 1970. */
  t: number
  user: string
  text: string
  channel?: string
  /** Ids of the messages that this one answers. */
  replyTo?: string[]
  /** The answer was judged good by the asker's community. */
  useful?: boolean
}

interface QueryLine {
  type: 'query'
  id: string
  t: number
  asker: string
  text: string
  channel?: string
}

export interface RankModels {
  matching: Matching
  /** What a text asks for; without it a request's own words are all that is matched. */
  understand?: (text: string, context: MessageContext) => Understanding
  /** Nobody agreed to be learned from: only what members suggested and whether it helped is known of them. */
  suggestionsOnly?: boolean
}

type Line = EventLine | QueryLine | { type: 'reset' }

/**
 * Answers `askaround rank`: reads JSON lines of messages ("event"), requests ("query") and "reset" from `input`, and writes for each query at
 * once one line `{ id, ranked: [{ user, score, reasons }] }`, in the order of asking, at most fifty. Every author counts as a volunteer who
 * agreed to be learned from; the first five with room are booked as pinged. Resolves when the input ends.
 * @throws Error naming the line when it is no JSON or of no known type
 */
export async function rankLines(input: Readable, output: Writable, models: RankModels): Promise<void> {
  let world = createWorld(models)
  let number = 0
  for await (const text of createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })) {
    number++
    if (text.trim() === '') continue
    const line = parse(text, number)
    if (line.type === 'reset') world = createWorld(models)
    else if (line.type === 'event') await world.hear(line)
    else output.write(`${JSON.stringify({ id: line.id, ranked: await world.answer(line) })}\n`)
  }
}

function parse(text: string, number: number): Line {
  const remedy = 'Each line must be one JSON object with type "event", "query" or "reset".'
  let line: Line
  try {
    line = JSON.parse(text) as Line
  } catch {
    throw new Error(`Line ${number} is not JSON. ${remedy}`)
  }
  if (!['event', 'query', 'reset'].includes(line?.type)) throw new Error(`Line ${number} has no known type. ${remedy}`)
  return line
}

/** One community from its first message on: what is known of its members, and who was pinged when. */
function createWorld({ matching, understand, suggestionsOnly = false }: RankModels) {
  const index = createEvidenceIndex()
  const rows = new Map<string, Evidence>()
  const messages = new Map<string, { author: string; text: string; root: string; at: number; channelId: string }>()
  /** Names as they are written in texts: in lower case. */
  const names = new Map<string, string>()
  let opened = Number.NEGATIVE_INFINITY
  const answered = new Set<string>()
  const pings = new Map<string, number[]>()
  /** Requests that helpers were already chosen for. */
  const asked = new Set<string>()

  function record(increments: Evidence[]) {
    const changed = increments.map((increment) => {
      const id = `${increment.memberId}\n${increment.kind}\n${increment.key}`
      const row = addEvidence(rows.get(id), increment)
      rows.set(id, row)
      return row
    })
    index.apply(changed)
  }

  function readDemand(askerId: string, text: string, at: number): Demand {
    const understood = understand?.(text, { now: at })
    const places = (understood?.places ?? []).flatMap(({ place }) => place ?? [])
    const language = understood && { language: understood.language }
    const called = [...namesInText(text).called, ...wordsOf(text).map((word) => [word])]
    const named = [...new Set(called.flatMap((one) => firstKnown(one, names) ?? []))]
    return { askerId, text, topics: understood?.topics ?? [], places, named, ...language, at }
  }

  async function hear({ id, user, text, t, channel = 'all', replyTo = [], useful }: EventLine) {
    const at = t * 1000
    const parent = replyTo.map((ref) => messages.get(ref)).find((message) => message && message.author !== user)
    const root = messages.get(replyTo[0] ?? '')?.root ?? id
    if (replyTo.length === 0 && !messages.has(id) && !asked.has(id)) await open(id, user, text, at, channel)
    messages.set(id, { author: user, text, root, at, channelId: channel })
    if (user) names.set(user.toLowerCase(), user)
    const repliedTo = parent?.author ?? firstKnown(namesInText(text).addressed, names)
    if (!suggestionsOnly)
      record(
        learnFromMessage({
          memberId: user,
          text,
          channelId: channel,
          at,
          ...(repliedTo !== undefined && { repliedTo }),
        }),
      )
    const first = messages.get(root)!
    if (first.author === user) return
    const demand = { text: first.text, topics: understand?.(first.text, { now: first.at })?.topics ?? [] }
    index.addRequest(pastRequest({ id: root, demand, channelId: first.channelId, at: first.at }))
    for (const helped of useful ? [false, true] : [false]) {
      const once = `${user}\n${root}\n${helped}`
      if (answered.has(once)) continue
      answered.add(once)
      record(recordSuggestion({ memberId: user, demand, helped, requestId: root, at }))
    }
  }

  /** A post that begins something stands for a request: everybody is compared, to learn from who answers. Nobody is pinged. */
  async function open(id: string, asker: string, text: string, at: number, channelId: string) {
    if (at - opened < APART) return
    opened = at
    matching.learn(index, at)
    const demand = { ...readDemand(asker, text, at), channelId }
    const { ranked, rows } = matching.compare(demand, index, { now: at })
    index.lessons.open({ requestId: id, at, memberIds: ranked.map(({ memberId }) => memberId), rows })
  }

  function loadsOf(memberIds: string[], now: number): Map<string, Load> {
    return new Map(
      memberIds.map((memberId) => [
        memberId,
        {
          memberId,
          pingsThisWeek: (pings.get(memberId) ?? []).filter((at) => at > now - WEEK).length,
          weeklyLimit: WEEKLY_LIMIT,
          livePing: false,
          paused: false,
          quietHours: false,
          inAudience: true,
          reachable: true,
          dmsClosed: false,
          blocked: false,
          listens: false,
          alreadyAsked: false,
          answered: 0,
          asked: pings.get(memberId)?.length ?? 0,
        },
      ]),
    )
  }

  async function answer({ id, asker, text, t, channel = 'all' }: QueryLine) {
    const now = t * 1000
    const demand = { ...readDemand(asker, text, now), channelId: channel }
    const { chosen, order } = await chooseFrom({
      demand,
      index,
      matching,
      now,
      need: NEED,
      loadsOf: (memberIds) => loadsOf(memberIds, now),
      requestId: id,
      everybodyHeard: true,
    })
    asked.add(id)
    for (const { memberId } of chosen) pings.set(memberId, [...(pings.get(memberId) ?? []), now])
    return firstFifty(order, new Set(chosen.map(({ memberId }) => memberId))).map(({ memberId, score, reasons }) => ({
      user: memberId,
      score,
      reasons: reasons.map(({ code, detail }) => [code, ...detail].join(' ')),
    }))
  }

  return { hear, answer }
}

/** The first fifty in order; when more than fifty busy members stand before those chosen, the last busy ones give way. */
function firstFifty(order: readonly Ranked[], chosen: ReadonlySet<string>): Ranked[] {
  let others = MOST_RANKED - chosen.size
  return order.filter(({ memberId }) => chosen.has(memberId) || others-- > 0)
}
