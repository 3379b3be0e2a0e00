import type { Term } from './terms.ts'

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
  /** Who answered, by slot, and when; who of them helped. */
  answers: Map<number, number>
  helped: Set<number>
  terms: readonly { key: string }[]
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
    const kept: Kept = { at, channelId, length, answers: new Map(), helped: new Set(), terms }
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
  answered(id: string, slot: number, at: number, helped: boolean): string | undefined {
    const request = this.#requests.get(id)
    if (!request) return undefined
    request.answers.set(slot, at)
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
  alike(terms: readonly Term[], hash: (term: string) => string): { request: Kept; likeness: number }[] {
    const n = this.#requests.size
    if (n === 0) return []
    const mean = this.#length / n
    const scores = new Map<Kept, number>()
    let most = 0
    for (const { term, count } of terms) {
      const list = this.#byTerm.get(hash(term))
      const having = list?.of.length ?? 0
      const idf = Math.log(1 + (n - having + 0.5) / (having + 0.5)) * Math.sqrt(count)
      most += idf * (K1 + 1)
      if (!list || (having > COMMON && having > n * COMMON_PART)) continue
      list.of.forEach((request, i) => {
        if (request.answers.size === 0) return
        const said = list.counts[i]!
        const part = (idf * said * (K1 + 1)) / (said + K1 * (1 - B + (B * request.length) / mean))
        scores.set(request, (scores.get(request) ?? 0) + part)
      })
    }
    return [...scores]
      .sort((a, b) => b[1] - a[1])
      .slice(0, MOST_ALIKE)
      .map(([request, score]) => ({ request, likeness: score / most }))
  }
}
