import type { EvidenceIndex } from '../matching/evidence-index.ts'
import { type Learned, type OpenLesson, withoutMember } from '../matching/lessons.ts'
import type { NotedRequest } from '../matching/prices.ts'
import type { Queries, Store } from '../storage/store.ts'

/** Under this name the record keeps what choosing has taught: numbers, and ids of members and requests; no words and no names. */
export const choicesKeeper = 'matching'

/** What a lesson is kept as: `rows` are 32-bit numbers, little end first, in base64. */
type KeptLesson = Omit<OpenLesson, 'rows'> & { rows: string }

const wavesKey = (communityId: string) => `${communityId} waves`
const lessonKey = (communityId: string, requestId: string) => `${communityId} lesson ${requestId}`
const notedKey = (communityId: string, requestId: string) => `${communityId} noted ${requestId}`

/** Keeps what choosing helpers for one request changed: what was learned, what may still be learned from, what pings are worth. */
export async function keepChoice(
  store: Pick<Store, 'transaction'>,
  communityId: string,
  { lessons, prices }: EvidenceIndex,
  requestId: string,
): Promise<void> {
  const entries: Record<string, string | undefined> = {}
  const { learned, closed } = lessons.takeNews()
  if (learned) entries[communityId] = JSON.stringify(learned)
  for (const id of closed) entries[lessonKey(communityId, id)] = undefined
  for (const id of prices.takeForgotten()) entries[notedKey(communityId, id)] = undefined
  const lesson = lessons.pending(requestId)
  if (lesson) entries[lessonKey(communityId, requestId)] = JSON.stringify({ ...lesson, rows: inBase64(lesson.rows) })
  entries[notedKey(communityId, requestId)] = JSON.stringify(prices.noted(requestId))
  entries[wavesKey(communityId)] = JSON.stringify(prices.waves)
  await store.transaction((tx) => tx.keepPut(choicesKeeper, entries))
}

/** Takes up in a new index what was kept. Call it before the evidence of answers is applied; `learns`: what was learned, too. */
export async function takeUpChoices(
  store: Pick<Queries, 'keepGet' | 'keepList'>,
  communityId: string,
  { lessons, prices }: EvidenceIndex,
  learns: boolean,
): Promise<void> {
  const learned = learns ? await store.keepGet(choicesKeeper, communityId) : undefined
  if (learned) lessons.import(JSON.parse(learned) as Learned)
  const open = learns ? await listed<KeptLesson>(store, lessonKey(communityId, '')) : []
  for (const { asked, ...lesson } of open) lessons.open({ ...lesson, rows: fromBase64(lesson.rows) }, asked)
  for (const { requestId, ranked, at } of await listed<NotedRequest>(store, notedKey(communityId, '')))
    prices.note(requestId, ranked, at)
  const waves = await store.keepGet(choicesKeeper, wavesKey(communityId))
  if (waves) prices.waves = JSON.parse(waves) as typeof prices.waves
}

/** Takes a member out of all that is kept of the community's choices. */
export async function forgetInChoices(
  tx: Pick<Queries, 'keepList' | 'keepPut'>,
  communityId: string,
  memberId: string,
): Promise<void> {
  const changed: Record<string, string> = {}
  for (const { key, value } of await tx.keepList(choicesKeeper, `${communityId} `)) {
    if (!value.includes(JSON.stringify(memberId))) continue
    const kept = JSON.parse(value) as KeptLesson | NotedRequest
    changed[key] = JSON.stringify('rows' in kept ? lessonWithout(kept, memberId) : notedWithout(kept, memberId))
  }
  await tx.keepPut(choicesKeeper, changed)
}

/** Takes all that is kept of a community's choices out of the record. */
export async function removeChoices(tx: Pick<Queries, 'keepList' | 'keepPut'>, communityId: string): Promise<void> {
  const kept = await tx.keepList(choicesKeeper, `${communityId} `)
  await tx.keepPut(
    choicesKeeper,
    Object.fromEntries([communityId, ...kept.map(({ key }) => key)].map((key) => [key, undefined])),
  )
}

/** Those whose keys begin so, in the order of time. */
async function listed<T extends { at: number }>(store: Pick<Queries, 'keepList'>, prefix: string): Promise<T[]> {
  const rows = await store.keepList(choicesKeeper, prefix)
  return rows.map(({ value }) => JSON.parse(value) as T).sort((a, b) => a.at - b.at)
}

function lessonWithout(kept: KeptLesson, memberId: string): KeptLesson {
  const { asked, ...lesson } = withoutMember({ ...kept, rows: fromBase64(kept.rows) }, memberId)
  return { ...lesson, rows: inBase64(lesson.rows), ...(asked && { asked }) }
}

const notedWithout = (kept: NotedRequest, memberId: string): NotedRequest => ({
  ...kept,
  ranked: kept.ranked.filter((one) => one.memberId !== memberId),
})

const inBase64 = (rows: Float32Array) => Buffer.from(rows.buffer, rows.byteOffset, rows.byteLength).toString('base64')
const fromBase64 = (text: string) => new Float32Array(Uint8Array.from(Buffer.from(text, 'base64')).buffer)
