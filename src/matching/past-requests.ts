import { greatest } from './greatest.ts'
import type { KeyedTerm } from './reading.ts'

/** An earlier request: what it asked for, as keys of terms with their counts; the words themselves are not kept here. */
export interface PastRequest {
  id: string
  terms: readonly { key: string; count: number }[]
  channelId?: string | undefined
  at: number
}

interface Kept {
  at: number
  channelId: string | undefined
  length: number
  /** The slots of who answered, and of who of them helped. */
  answers: Set<number>
  helped: Set<number>
  terms: readonly { key: string }[]
  /** While a request is compared with all. */
  score: number
}

const K1 = 1.2
const B = 0.5
const MOST_ALIKE = 60
/** Terms of more requests than this, and of more than this part of them, tell nothing; looking them up would cost most. */
const COMMON = 50
const COMMON_PART = 0.3

/** Earlier requests of a community by their terms, with who answered them. */
export class PastRequests {
  readonly #requests = new Map<string, Kept>()
  readonly #byTerm = new Map<string, { of: Kept[]; counts: number[] }>()
  #length = 0

  has(id: string): boolean {
    return this.#requests.has(id)
  }

  add({ id, terms, channelId, at }: PastRequest): void {
    if (this.#requests.has(id)) return
    const length = terms.reduce((sum, { count }) => sum + count, 0)
    const kept: Kept = { at, channelId, length, answers: new Set(), helped: new Set(), terms, score: 0 }
    this.#requests.set(id, kept)
    this.#length += length
    for (const { key, count } of terms) {
      const list = this.#byTerm.get(key) ?? { of: [], counts: [] }
      list.of.push(kept)
      list.counts.push(count)
      this.#byTerm.set(key, list)
    }
  }

  /** Forgets all requests but these: the words of the others are not kept any more. */
  keepOnly(ids: ReadonlySet<string>): void {
    for (const [id, kept] of this.#requests) {
      if (ids.has(id)) continue
      this.#requests.delete(id)
      this.#length -= kept.length
      for (const { key } of kept.terms) this.#removeTerm(key, kept)
    }
  }

  #removeTerm(key: string, kept: Kept): void {
    const list = this.#byTerm.get(key)
    const at = list?.of.indexOf(kept) ?? -1
    if (at < 0) return
    list!.of.splice(at, 1)
    list!.counts.splice(at, 1)
    if (list!.of.length === 0) this.#byTerm.delete(key)
  }

  /** Whoever answered a request that is not known (any more) teaches nothing here. Returns its channel, if known. */
  answered(id: string, slot: number, helped: boolean): string | undefined {
    const request = this.#requests.get(id)
    if (!request) return undefined
    request.answers.add(slot)
    if (helped) request.helped.add(slot)
    return request.channelId
  }

  forget(id: string, slot: number): void {
    this.#requests.get(id)?.answers.delete(slot)
    this.#requests.get(id)?.helped.delete(slot)
  }

  /**
   * The answered requests most like this one, at most 60, best first, with their likeness 0..1: BM25 over requests as documents, divided by the
   * most that any could reach (Balog et al., 2006, model 2: who is tied to the documents that match, instead of one profile each).
   */
  alike(terms: readonly KeyedTerm[]): { request: Kept; likeness: number }[] {
    const n = this.#requests.size
    if (n === 0) return []
    const mean = this.#length / n
    const scored: Kept[] = []
    let most = 0
    for (const { key, count } of terms) {
      const list = this.#byTerm.get(key)
      const having = list?.of.length ?? 0
      const idf = Math.log(1 + (n - having + 0.5) / (having + 0.5)) * Math.sqrt(count)
      most += idf * (K1 + 1)
      if (!list || (having > COMMON && having > n * COMMON_PART)) continue
      list.of.forEach((request, i) => {
        if (request.answers.size === 0) return
        const said = list.counts[i]!
        if (request.score === 0) scored.push(request)
        request.score += (idf * said * (K1 + 1)) / (said + K1 * (1 - B + (B * request.length) / mean))
      })
    }
    const scores = scored.map(({ score }) => score)
    const alike = greatest(scores, MOST_ALIKE).map((i) => ({ request: scored[i]!, likeness: scores[i]! / most }))
    for (const request of scored) request.score = 0
    return alike.sort((a, b) => b.likeness - a.likeness)
  }
}
