import { solve } from './solve.ts'

const DAY = 86_400_000
/** Answers that come later teach nothing. */
const WAIT = DAY
const MOST_OPEN = 200
const MOST_AT_ONCE = 4
/** How firmly the prior is believed, as the precision of each weight, and how slowly what was learned gives way to it. */
const PRECISION = 0.3
const KEEP = 0.998

/** Who could have answered a request, with what each had to show at the time: a row of features each. */
export interface OpenLesson {
  requestId: string
  at: number
  memberIds: readonly string[]
  rows: Float32Array
  /** Only these heard of it; absent: everybody did. */
  asked?: readonly string[]
}

interface Lesson extends Omit<OpenLesson, 'asked'> {
  answered: Set<string>
  asked?: Set<string>
}

/** What is kept of all lessons: the weights and how certain they are (the lower half of a matrix, by rows). Numbers only. */
export interface Learned {
  weights: number[]
  precision: number[]
}

/**
 * A community teaches its own bot which features tell who answers. Who answers a request is a softmax over the candidates, p ∝ exp(w·x); the
 * weights have a normal prior around those that ship. Each answered request moves them by one Newton step, and what it told is added to the
 * precision: w += H⁻¹ g, H += Σ p (x − x̄)(x − x̄)ᵀ, g = mean x of those who answered − x̄ (online Laplace approximation: Spiegelhalter &
 * Lauritzen 1990; for a single-layer model Chapelle & Li 2011, algorithm 3, here with the full matrix). H gives way to the prior by two thousandths a
 * lesson, so that a community may change. Cost: one small matrix a lesson, at most four lessons at once; no text, no names are kept.
 */
export class Lessons {
  #open = new Map<string, Lesson>()
  #learned: { weights: Float64Array; precision: Float64Array } | undefined
  /** How many lessons were learned since the start. */
  count = 0
  #told = 0
  #closed: string[] = []

  /** What was learned; before the first lesson the prior. */
  weightsOver(prior: Float64Array): Float64Array {
    return this.#learned?.weights.length === prior.length ? this.#learned.weights : prior
  }

  /** Opens a lesson about a request, or notes that more were asked. `rows`: one row of features after the other, by member. */
  open(lesson: Omit<OpenLesson, 'asked'>, asked?: readonly string[]): void {
    const { requestId } = lesson
    const known = this.#open.get(requestId)
    if (known) for (const memberId of asked ?? []) known.asked?.add(memberId)
    else {
      this.#open.set(requestId, { ...lesson, answered: new Set(), ...(asked && { asked: new Set(asked) }) })
      if (this.#open.size > MOST_OPEN) this.#close(this.#open.keys().next().value!)
    }
  }

  /** The lesson that is open about a request; who answered is told by evidence. */
  pending(requestId: string): OpenLesson | undefined {
    const known = this.#open.get(requestId)
    if (!known) return undefined
    const { answered, asked, ...lesson } = known
    return { ...lesson, ...(asked && { asked: [...asked] }) }
  }

  /** What changed since the last call: the requests whose lessons are over, and what was learned, if anything. */
  takeNews(): { learned: Learned | undefined; closed: string[] } {
    const learned = this.count > this.#told ? this.export() : undefined
    this.#told = this.count
    return { learned, closed: this.#closed.splice(0) }
  }

  /** Takes a member out of all lessons that are open. */
  forget(memberId: string): void {
    for (const [id, { answered, asked, ...lesson }] of this.#open) {
      answered.delete(memberId)
      asked?.delete(memberId)
      this.#open.set(id, { ...withoutMember(lesson, memberId), answered, ...(asked && { asked }) })
    }
  }

  #close(requestId: string): void {
    this.#open.delete(requestId)
    this.#closed.push(requestId)
  }

  answered(requestId: string, memberId: string): void {
    this.#open.get(requestId)?.answered.add(memberId)
  }

  /** Learns from lessons that are over, at most four. True when anything was learned. */
  learn(prior: Float64Array, now: number): boolean {
    let learned = 0
    for (const lesson of this.#open.values()) {
      if (lesson.at > now - WAIT || learned === MOST_AT_ONCE) break
      this.#close(lesson.requestId)
      if (this.#step(lesson, prior)) learned++
    }
    this.count += learned
    return learned > 0
  }

  export(): Learned | undefined {
    const kept = this.#learned
    if (!kept) return undefined
    const n = kept.weights.length
    const lower = [...kept.precision].filter((_, at) => at % n <= Math.floor(at / n))
    return { weights: [...kept.weights], precision: lower }
  }

  /** Takes up what `export` gave; what does not fit its own weights is left. */
  import({ weights, precision }: Learned): void {
    const n = weights.length
    if (precision.length !== (n * (n + 1)) / 2 || ![...weights, ...precision].every(Number.isFinite)) return
    const whole = new Float64Array(n * n)
    let at = 0
    for (let row = 0; row < n; row++)
      for (let col = 0; col <= row; col++) {
        whole[row * n + col] = precision[at]!
        whole[col * n + row] = precision[at++]!
      }
    this.#learned = { weights: Float64Array.from(weights), precision: whole }
  }

  #step({ memberIds, rows, answered, asked }: Lesson, prior: Float64Array): boolean {
    const n = prior.length
    const heard = memberIds.flatMap((id, i) => (!asked || asked.has(id) || answered.has(id) ? [i] : []))
    const right = heard.filter((i) => answered.has(memberIds[i]!))
    if (right.length === 0 || right.length === heard.length) return false
    if (this.#learned?.weights.length !== n) this.#learned = begin(prior)
    const { weights, precision } = this.#learned
    const chances = softmax(heard.map((i) => dot(rows, i * n, weights)))
    const mean = new Float64Array(n)
    heard.forEach((i, at) => {
      for (let k = 0; k < n; k++) mean[k]! += chances[at]! * rows[i * n + k]!
    })
    for (let k = 0; k < n; k++) precision[k * n + k]! += (1 - KEEP) * PRECISION
    heard.forEach((i, at) => {
      if (chances[at]! > 0.001) addSpread(precision, rows.subarray(i * n, i * n + n), mean, chances[at]!)
    })
    const gradient = new Float64Array(n)
    for (const i of right) for (let k = 0; k < n; k++) gradient[k]! += (rows[i * n + k]! - mean[k]!) / right.length
    const step = solve(precision, gradient)
    if (!step.every(Number.isFinite)) return false
    for (let k = 0; k < n; k++) weights[k]! += step[k]!
    for (let k = 0; k < precision.length; k++) precision[k]! *= KEEP
    return true
  }
}

/** The lesson without that member: as if nobody had known him. */
export function withoutMember<T extends OpenLesson>(lesson: T, memberId: string): T {
  const { memberIds, rows, asked } = lesson
  const at = memberIds.indexOf(memberId)
  const width = rows.length / memberIds.length
  return {
    ...lesson,
    ...(at >= 0 && {
      memberIds: memberIds.toSpliced(at, 1),
      rows: rows.filter((_, i) => i < at * width || i >= (at + 1) * width),
    }),
    ...(asked && { asked: asked.filter((id) => id !== memberId) }),
  }
}

function begin(prior: Float64Array) {
  const n = prior.length
  const precision = new Float64Array(n * n)
  for (let k = 0; k < n; k++) precision[k * n + k] = PRECISION
  return { weights: Float64Array.from(prior), precision }
}

function addSpread(precision: Float64Array, row: Float32Array, mean: Float64Array, chance: number): void {
  const n = mean.length
  for (let a = 0; a < n; a++) {
    const part = chance * (row[a]! - mean[a]!)
    if (part !== 0) for (let b = 0; b < n; b++) precision[a * n + b]! += part * (row[b]! - mean[b]!)
  }
}

/** The inner product of a row that begins at `from` with the weights. */
export function dot(rows: Float32Array, from: number, weights: Float64Array): number {
  let sum = 0
  for (let k = 0; k < weights.length; k++) sum += rows[from + k]! * weights[k]!
  return sum
}

/** exp(s) / Σ exp(s), without overflow. */
export function softmax(scores: readonly number[]): number[] {
  const most = Math.max(...scores)
  const raised = scores.map((score) => Math.exp(score - most))
  const sum = raised.reduce((all, one) => all + one, 0)
  return raised.map((one) => one / sum)
}
