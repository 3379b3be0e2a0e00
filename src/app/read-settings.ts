import type { OfferAims } from '../communities/offer-threshold.ts'
import type { MemberSettings } from '../members/change-member.ts'
import type { RequestSettings } from '../requests/settings.ts'
import type { Config } from './config-schema.ts'
import type { Models } from './load-models.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

export const requestSettingsOf = ({ offers, desks, pings, waves, retention, follow_up }: Config): RequestSettings => ({
  offerLife: offers.lapse_minutes * MINUTE,
  deskWait: desks.stop_seconds * 1000,
  claimLife: pings.claim_minutes * MINUTE,
  pingLife: pings.live_hours * HOUR,
  wishPingLife: pings.wish_days * DAY,
  mostWaves: waves.most,
  draftLife: DAY,
  textLife: retention.closed_text_days * DAY,
  followUp: follow_up.enabled,
})

export const memberSettingsOf = ({ pings, offers, community }: Config): MemberSettings => ({
  weeklyLimit: pings.weekly_limit,
  quietHours: pings.quiet_hours,
  language: community.language,
  restAfterLapsed: pings.rest_after_lapsed,
  restFor: pings.rest_days * DAY,
  declineLimit: offers.decline_limit,
  declineFor: offers.decline_days * DAY,
})

export const offerAimsOf = ({ offers }: Pick<Config, 'offers'>, { weights }: Pick<Models, 'weights'>): OfferAims => ({
  precision: offers.precision,
  usual: weights.offerThreshold,
  least: weights.threshold,
})
