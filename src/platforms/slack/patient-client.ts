import { webApi } from '@slack/bolt'
import type { Clock } from '../../shared/clock.ts'

/** A client of one workspace. Once Slack said that a method is asked too often, it is not asked again before the time that Slack gave. */
export class PatientClient extends webApi.WebClient {
  readonly #until = new Map<string, number>()
  readonly #clock: Clock

  constructor(token: string, options: webApi.WebClientOptions, clock: Clock) {
    super(token, options)
    this.#clock = clock
  }

  override async apiCall(method: string, given?: Record<string, unknown>): Promise<webApi.WebAPICallResult> {
    const wait = (this.#until.get(method) ?? 0) - this.#clock.now()
    if (wait > 0) throw new webApi.WebAPIRateLimitedError(wait / 1000)
    try {
      return await super.apiCall(method, given)
    } catch (error) {
      if (error instanceof webApi.WebAPIRateLimitedError)
        this.#until.set(method, this.#clock.now() + error.retryAfter * 1000)
      throw error
    }
  }
}
