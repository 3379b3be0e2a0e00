const WEEK = 7 * 86_400_000
const MOST_NOTED = 400

/** The chances that members had at one request. */
export interface NotedRequest {
  requestId: string
  at: number
  ranked: readonly { memberId: string; score: number }[]
}

/**
 * What a ping of each member is worth, from the demand of the last seven days: had his pings of this week gone to the requests that needed him
 * most, the least of these would have been the limit-th best chance among them. A request that needs him less should rather go to others, so that
 * he is free for what only he can answer: a posted price, as for resources that are used up (Manshadi & Rodilitz, 2022, "Online policies for
 * efficient volunteer crowdsourcing", notify a volunteer only when it is worth more than what a later use would be; bid prices, Talluri & van Ryzin,
 * 1998). Before there is any demand prices are 0.
 */
export class Prices {
  readonly #chances = new Map<string, { at: number; chance: number }[]>()
  readonly #requests = new Map<string, NotedRequest>()
  #forgotten: string[] = []
  /** How many waves there were, and how many of them gave a new volunteer a chance. */
  waves = { all: 0, explored: 0 }

  /** Notes the chances that the members had at a request; once for each request. */
  note(requestId: string, ranked: readonly { memberId: string; score: number }[], at: number): void {
    if (this.#requests.has(requestId)) return
    this.#requests.set(requestId, {
      requestId,
      at,
      ranked: ranked.map(({ memberId, score }) => ({ memberId, score })),
    })
    for (const [id, noted] of this.#requests)
      if (noted.at <= at - WEEK) {
        this.#requests.delete(id)
        this.#forgotten.push(id)
      }
    for (const { memberId, score } of ranked) {
      const noted = this.#chances.get(memberId) ?? []
      noted.push({ at, chance: score })
      if (noted.length > MOST_NOTED || noted[0]!.at <= at - WEEK)
        this.#chances.set(memberId, noted.filter((one) => one.at > at - WEEK).slice(-MOST_NOTED))
      else this.#chances.set(memberId, noted)
    }
  }

  /** Whether the next wave gives a new volunteer a chance: counted, so that never more than `part` of all waves did. */
  explores(part: number): boolean {
    return this.waves.explored + 1 <= part * (this.waves.all + 1)
  }

  wave(explored: boolean): void {
    this.waves.all++
    if (explored) this.waves.explored++
  }

  /** What was noted at a request of the last week. */
  noted(requestId: string): NotedRequest | undefined {
    return this.#requests.get(requestId)
  }

  /** The requests whose demand is over a week old since the last call. */
  takeForgotten(): string[] {
    return this.#forgotten.splice(0)
  }

  forget(memberId: string): void {
    if (!this.#chances.delete(memberId)) return
    for (const [id, noted] of this.#requests)
      this.#requests.set(id, { ...noted, ranked: noted.ranked.filter((one) => one.memberId !== memberId) })
  }

  /** The `limit`-th best chance of the member in the last seven days; 0 when there were no more than the limit, so that all could be taken. */
  of(memberId: string, limit: number, now: number): number {
    const noted = this.#chances.get(memberId)
    if (!noted || limit < 1) return 0
    const best = noted.flatMap(({ at, chance }) => (at > now - WEEK ? [chance] : [])).sort((a, b) => b - a)
    return best.length > limit ? best[limit - 1]! : 0
  }
}
