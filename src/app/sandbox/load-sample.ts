import type { Store } from '../../storage/store.ts'
import type { MessageReader } from '../../understanding/create-understanding.ts'
import type { Gazetteer } from '../../understanding/gazetteer.ts'
import type { Config } from '../config-schema.ts'
import { ConfigError } from '../problems.ts'
import { memberSettingsOf, requestSettingsOf } from '../read-settings.ts'
import { recordEvidence } from '../record-evidence.ts'
import { bornMember } from './born-member.ts'
import { liveThrough } from './live-through.ts'
import type { Sample } from './sample-schema.ts'
import { tomorrowAt } from './travel.ts'

const DAY = 86_400_000
const MINUTE = 60_000

/** Id of the sample community, and of its space. */
export const sampleId = 'sample'

/** Where the sample's people and their posts stand on a platform, in the order in which the file names them. */
export interface SamplePlace {
  space: string
  accounts: string[]
  channels: string[]
  threads: { message: string; thread: string; replies: string[] }[]
}

interface Parts {
  store: Store
  gazetteer: Gazetteer
  understanding: MessageReader
  hashTerm: (term: string) => string
  config: Config
}

/** When a request of the history was posted: so many days back, by day on the asker's clock. ms since 1970. */
export function askedAt({ members, history }: Sample, index: number, now: number): number {
  const { asker, days_ago } = history[index]!
  const { time_zone } = members.find(({ name }) => name === asker)!
  return tomorrowAt(9 + (index % 10), now - (days_ago + 1) * DAY, time_zone)
}

/**
 * Puts the sample community in the record: members, solved requests and what was learned from them, decided by the same
 * functions as everything else. All of it or nothing; doing it again changes nothing.
 * @param now ms since 1970; the history lies before it
 * @throws ConfigError naming every place that the gazetteer does not know
 */
export async function loadSample(parts: Parts, sample: Sample, place: SamplePlace, now: number): Promise<void> {
  const { store, understanding, hashTerm, config } = parts
  const placesOf = findPlaces(parts.gazetteer, sample)
  const idOf = (name: string) => `${sampleId}-${sample.members.findIndex((member) => member.name === name)}`
  const channelOf = (name: string) => place.channels[sample.channels.findIndex((channel) => channel.name === name)]!
  await store.transaction(async (tx) => {
    if (await tx.community(sampleId)) return
    await tx.saveCommunity(
      {
        id: sampleId,
        version: 1,
        name: sample.name,
        spaces: [place.space],
        timeZone: sample.time_zone,
        language: sample.language,
        places: [],
        channels: sample.channels
          .filter(({ name }) => name !== sample.moderators_channel)
          .map(({ name }) => ({ channel: channelOf(name), mode: 'offer' })),
        mirrors: [],
        organisers: sample.members.filter(({ organises }) => organises).map(({ name }) => idOf(name)),
        weeklyLimit: config.pings.weekly_limit,
        moderatorsChannel: channelOf(sample.moderators_channel),
        supportCountry: sample.country,
      },
      0,
    )
    for (const [i, member] of sample.members.entries()) {
      const born = {
        id: idOf(member.name),
        communityId: sampleId,
        account: place.accounts[i]!,
        joinedAt: now - 120 * DAY,
      }
      const grown = bornMember(born, member, placesOf(member.places), memberSettingsOf(config))
      await tx.saveMember(grown, 0)
    }
    for (const [i, solved] of sample.history.entries()) {
      const at = askedAt(sample, i, now)
      const asker = sample.members.find(({ name }) => name === solved.asker)!
      const context = { now: at, timeZone: asker.time_zone, timeZoneKnown: true }
      const { request, recorded, textUntil } = liveThrough(
        {
          id: `${sampleId}-request-${i}`,
          communityId: sampleId,
          askerId: idOf(solved.asker),
          channel: channelOf(solved.channel),
          ...place.threads[i]!,
          at,
          text: solved.text,
          understood: { ...understanding.understand(solved.text, context), kind: solved.kind },
          suggestions: solved.suggestions.map(({ by, after, ...rest }) => ({
            ...rest,
            memberId: idOf(by),
            at: at + after * MINUTE,
          })),
        },
        requestSettingsOf(config),
      )
      await tx.saveRequest({ ...request, version: 1 }, 0)
      for (const effect of recorded) await recordEvidence({ hashTerm }, tx, request, effect, at)
      const name = 'text-expires'
      await tx.setTimer({ id: `${request.id}/${name}/`, requestId: request.id, name, at: textUntil })
    }
  })
}

function findPlaces(gazetteer: Gazetteer, { members }: Sample) {
  const find = (label: string) => gazetteer.findPlace(label)[0]
  const unknown = members.flatMap(({ name, places }) =>
    places
      .filter((label) => !find(label))
      .map((label) => ({
        source: 'config/sample-community.yaml',
        key: `places of ${name}`,
        value: JSON.stringify(label),
        remedy: 'write a place that I know, such as "Winnipeg, MB"',
      })),
  )
  if (unknown.length > 0) throw new ConfigError(unknown)
  return (labels: string[]) =>
    labels.map((label) => {
      const { id, label: shown, latitude, longitude } = find(label)!
      return { id, label: shown, latitude, longitude }
    })
}
