import { z } from 'zod'
import { address, hours, number, oneOf, optional, text, timeZone, trueOrFalse, wholeNumber } from './config-fields.ts'

const section = <Shape extends z.ZodRawShape>(shape: Shape) =>
  z.strictObject(shape, {
    error: (issue) => (issue.code === 'invalid_type' ? 'give keys below it, indented by two spaces' : undefined),
  })

/** The one schema of config/askaround.yaml. What each key means is said there; a test keeps the two the same. */
export const configSections = {
  community: section({
    name: text('give the name of your community').default('Our community'),
    time_zone: timeZone().default('UTC'),
    language: z
      .string('give a two-letter language code such as en')
      .regex(/^[a-z]{2}$/, 'give a two-letter language code such as en')
      .default('en'),
    country: optional(
      z
        .string('give a two-letter country code such as CA')
        .regex(/^[A-Z]{2}$/, 'give a two-letter country code such as CA'),
    ),
    places: z.array(text('give names of places, such as "Winnipeg, MB"'), 'give a list of names of places').default([]),
  }),
  web: section({
    port: wholeNumber(0, 65_535).default(3000),
    host: text('give an address of this machine, such as 127.0.0.1 or 0.0.0.0').default('127.0.0.1'),
    base_url: optional(
      address(['http', 'https'], 'give an address such as https://help.example.org').transform((url) =>
        url.replace(/\/+$/, ''),
      ),
    ),
    organisers: z.array(text('give names of people, such as Ada'), 'give a list of names of people').default([]),
  }),
  data_directory: text('give a folder, such as ./data').default('./data'),
  sandbox: trueOrFalse().default(true),
  pings: section({
    weekly_limit: wholeNumber(0, 50).default(2),
    live_hours: number(0.1, 168).default(4),
    wish_days: number(0.1, 60).default(3),
    claim_minutes: wholeNumber(1, 1440, 'minutes').default(30),
    rest_after_lapsed: wholeNumber(1, 20).default(2),
    rest_days: wholeNumber(1, 365, 'days').default(14),
    quiet_hours: hours().prefault('22:00-08:00'),
  }),
  waves: section({
    target_chance: number(0.05, 0.99).default(0.8),
    most_at_once: wholeNumber(1, 50).default(5),
    most: wholeNumber(1, 500).default(12),
  }),
  matching: section({
    learn_weights: trueOrFalse().default(true),
    sentence_vectors: trueOrFalse().default(true),
  }),
  offers: section({
    lapse_minutes: wholeNumber(1, 1440, 'minutes').default(10),
    decline_limit: wholeNumber(1, 20).default(2),
    decline_days: wholeNumber(1, 365, 'days').default(30),
    precision: number(0.3, 0.9).default(0.6),
  }),
  desks: section({
    stop_seconds: wholeNumber(1, 3600, 'seconds').default(60),
  }),
  dms: section({
    new_per_10_minutes: wholeNumber(1, 1000).default(8),
    new_per_day: wholeNumber(1, 10_000).default(60),
  }),
  follow_up: section({
    enabled: trueOrFalse().default(true),
  }),
  support: section({
    moderators_channel: optional(text('give the channel that your moderators read')),
  }),
  retention: section({
    closed_text_days: wholeNumber(1, 3650, 'days').default(90),
    inbox_days: wholeNumber(1, 365, 'days').default(7),
  }),
  retries: section({
    first_wait_seconds: number(0.1, 600).default(2),
    longest_wait_minutes: number(0.1, 1440).default(15),
    give_up_after_hours: number(0.1, 168).default(24),
  }),
  log_level: oneOf(['debug', 'info', 'warn', 'error', 'silent']).default('info'),
}

const { community, web, pings, waves, matching, offers, desks, dms, follow_up, support, retention, retries } =
  configSections

export const configSchema = z.strictObject(
  {
    ...configSections,
    community: community.prefault({}),
    web: web.prefault({}),
    pings: pings.prefault({}),
    waves: waves.prefault({}),
    matching: matching.prefault({}),
    offers: offers.prefault({}),
    desks: desks.prefault({}),
    dms: dms.prefault({}),
    follow_up: follow_up.prefault({}),
    support: support.prefault({}),
    retention: retention.prefault({}),
    retries: retries.prefault({}),
  },
  'give keys and values, as in the file that ships with Askaround',
)

/** The settings as they run: every key present, defaults filled in. */
export type Config = z.output<typeof configSchema>
