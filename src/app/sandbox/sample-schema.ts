import { z } from 'zod'
import { kinds } from '../../requests/kinds.ts'
import { hours, oneOf, text, timeZone, trueOrFalse, wholeNumber } from '../config-fields.ts'

const list = (remedy: string) => z.array(text(remedy), `give a list: ${remedy}`).min(1, remedy)
const language = z.string('give a two-letter language code').regex(/^[a-z]{2}$/, 'give a two-letter language code')

const channel = z.strictObject({
  name: text('give the name of a channel'),
  topic: text('say what the channel is for'),
  members: list('give names of those who may read it').optional(),
})

const member = z.strictObject({
  name: text('give a name of 1 to 40 letters').max(40, 'give a name of 1 to 40 letters'),
  organises: trueOrFalse().default(false),
  time_zone: timeZone(),
  places: list('give names of places, such as "Winnipeg, MB"'),
  topics: list('give what people may ask about'),
  languages: z.array(language, 'give two-letter language codes').min(1, 'give at least one language'),
  quiet_hours: hours(),
  weekly_limit: wholeNumber(0, 50, 'pings'),
  listens: trueOrFalse().default(false),
})

const suggestion = z.strictObject({
  by: text('give the name of a member'),
  after: wholeNumber(1, 10_000, 'minutes'),
  text: text('give what was suggested'),
  helped: trueOrFalse().default(false),
  thanks: text('give a line of thanks').optional(),
})

const solved = z.strictObject({
  asker: text('give the name of a member'),
  channel: text('give the name of a channel'),
  kind: oneOf(kinds),
  days_ago: wholeNumber(1, 89, 'days'),
  text: text('give what was asked'),
  suggestions: z
    .array(suggestion, 'give a list of suggestions')
    .refine((all) => all.some(({ helped }) => helped), 'give a suggestion that helped'),
})

/** The one schema of config/sample-community.yaml. Its messages are remedies. */
export const sampleSchema = z
  .strictObject({
    name: text('give the name of the community'),
    time_zone: timeZone(),
    language,
    country: z.string('give a country code').regex(/^[A-Z]{2}$/, 'give a two-letter country code such as CA'),
    moderators_channel: text('give the name of a channel'),
    channels: z.array(channel, 'give a list of channels'),
    members: z.array(member, 'give a list of members'),
    history: z.array(solved, 'give a list of solved requests'),
  })
  .check(({ value: { channels, members, history, moderators_channel }, issues, value }) => {
    const people = new Set(members.map(({ name }) => name))
    const places = new Set(channels.map(({ name }) => name))
    const unknown = (path: (string | number)[], message: string) =>
      issues.push({ code: 'custom', path, message, input: value, continue: true })
    if (!places.has(moderators_channel)) unknown(['moderators_channel'], 'name one of the channels')
    members.forEach(({ name }, i) => {
      if (members.findIndex((other) => other.name === name) !== i)
        unknown(['members', i, 'name'], 'give every member a name of their own')
    })
    history.forEach(({ asker, channel, suggestions }, i) => {
      if (!people.has(asker)) unknown(['history', i, 'asker'], 'name one of the members')
      if (!places.has(channel)) unknown(['history', i, 'channel'], 'name one of the channels')
      suggestions.forEach(({ by }, j) => {
        if (!people.has(by)) unknown(['history', i, 'suggestions', j, 'by'], 'name one of the members')
      })
    })
  })

/** Invented people and their solved requests, as the file tells them. */
export type Sample = z.output<typeof sampleSchema>

/** For "did you mean". */
export const sampleKeys = [sampleSchema, channel, member, solved, suggestion].flatMap(({ shape }) => Object.keys(shape))
