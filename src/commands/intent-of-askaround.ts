import type { WatchedChannel } from '../communities/community.ts'
import type { Intent } from './intent.ts'
import type { CommandContext } from './intent-of.ts'
import { readCode } from './one-time-code.ts'
import { parsePlaces } from './parse-places.ts'
import { invalid } from './problem.ts'
import { isTimeZone } from './time-zones.ts'

type Values = Record<string, string>
type Meaning = (values: Values, channel: string | undefined) => Intent

/** What an organiser means by `/askaround <subcommand>`; the options are known to be valid. */
export function intentOfAskaround(subcommand: string, values: Values, { channel }: CommandContext): Intent {
  return meanings[subcommand]!(values, values.channel ?? channel)
}

/** Needs a channel: the one named, else the one it is typed in. */
const inChannel =
  (meaning: (channel: string, values: Values) => Intent): Meaning =>
  (values, channel) =>
    channel ? meaning(channel, values) : invalid('problem.no-channel')

const pairOfChannels = (type: 'mirror-added' | 'mirror-removed'): Meaning =>
  inChannel(
    (a, { other }): Intent =>
      a === other ? invalid('problem.same-channel') : { to: 'mirror', type, channel: a, other: other!.trim() },
  )

const meanings: Record<string, Meaning> = {
  status: () => ({ to: 'show', card: 'community' }),
  setup: () => ({ to: 'show', card: 'set-up' }),
  watch: inChannel((channel, { mode = 'offer' }) => ({
    to: 'community',
    event: { type: 'channel-watched', channel, mode: mode as WatchedChannel['mode'] },
  })),
  unwatch: inChannel((channel) => ({ to: 'community', event: { type: 'channel-unwatched', channel } })),
  mirror: pairOfChannels('mirror-added'),
  unmirror: pairOfChannels('mirror-removed'),
  join: ({ code }) => ({ to: 'join', ...(code?.trim() ? { code: readCode(code) } : {}) }),
  limit: ({ pings }) => ({ to: 'community', event: { type: 'limit-changed', weeklyLimit: Number(pings) } }),
  moderators: (values, channel) =>
    values.switch === 'off'
      ? { to: 'community', event: { type: 'moderators-named' } }
      : inChannel((named) => ({ to: 'community', event: { type: 'moderators-named', channel: named } }))(
          values,
          channel,
        ),
  'support-lines': ({ country }) => {
    const typed = country!.trim().toUpperCase()
    if (typed === 'OFF') return { to: 'community', event: { type: 'support-country-named' } }
    if (!/^[A-Z]{2}$/u.test(typed)) return invalid('problem.not-a-country', { word: country! })
    return { to: 'community', event: { type: 'support-country-named', country: typed } }
  },
  organiser: ({ member }) => ({ to: 'organiser', name: member!.trim() }),
  greeter: ({ member, switch: off }) => ({ to: 'greeter', name: member!.trim(), off: off === 'off' }),
  places: ({ places }) => ({ to: 'community-places', places: parsePlaces(places!) }),
  'time-zone': ({ zone }) => {
    const timeZone = zone!.trim().replaceAll(' ', '_')
    if (!isTimeZone(timeZone)) return invalid('problem.not-a-time-zone', { word: zone! })
    return { to: 'community', event: { type: 'zone-changed', timeZone } }
  },
  invite: inChannel((channel) => ({ to: 'invite-volunteers', channel })),
  unmet: () => ({ to: 'show', card: 'unmet-topics' }),
  held: ({ what }) => ({ to: 'held', what: what as 'send' | 'drop' }),
}
