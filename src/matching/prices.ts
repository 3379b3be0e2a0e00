const WEEK = 7 * 86_400_000
const MOST_NOTED = 400

/**
 * What a ping of each member is worth, from the demand of the last seven days: had his pings of this week gone to the requests that needed him
 * most, the least of these would have been the limit-th best chance among them. A request that needs him less should rather go to others, so that
 * he is free for what only he can answer: a posted price, as for resources that are used up (Manshadi & Rodilitz, 2022, "Online policies for
 * efficient volunteer crowdsourcing", notify a volunteer only when it is worth more than what a later use would be; bid prices, Talluri & van Ryzin,
 * 1998). It is kept in memory only: after a start prices are 0 and grow with demand.
 */
export class Prices {
  readonly #chances = new Map<string, { at: number; chance: number }[]>()
  #last = ''
  #waves = 0
  #explored = 0

  /** Notes the chances that the members had at a request; once for each request. */
  note(requestId: string, ranked: readonly { memberId: string; score: number }[], at: number): void {
    if (this.#last === requestId) return
    this.#last = requestId
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
    return this.#explored + 1 <= part * (this.#waves + 1)
  }

  wave(explored: boolean): void {
    this.#waves++
    if (explored) this.#explored++
  }

  /** The `limit`-th best chance of the member in the last seven days; 0 when there were no more than the limit, so that all could be taken. */
  of(memberId: string, limit: number, now: number): number {
    const noted = this.#chances.get(memberId)
    if (!noted || limit < 1) return 0
    const best = noted.flatMap(({ at, chance }) => (at > now - WEEK ? [chance] : [])).sort((a, b) => b - a)
    return best.length > limit ? best[limit - 1]! : 0
  }
}
