import type { Community } from '../communities/community.ts'
import type { Store } from '../storage/store.ts'
import type { Gazetteer } from '../understanding/gazetteer.ts'
import type { Config } from './config-schema.ts'

/**
 * The community that the settings describe, made when its space is new; its organisers change it from then on.
 * @throws Error naming the place in the settings that the gazetteer does not know
 */
export async function beginCommunity(
  store: Store,
  gazetteer: Gazetteer,
  { community, pings, support }: Config,
  {
    id,
    space,
    name = community.name,
    channels = [],
    channelNamed,
  }: {
    id: string
    space: string
    /** What its platform calls it. */
    name?: string
    /** Those that are watched from the start. */
    channels?: string[]
    /** Absent where channels are known only once somebody names them there. */
    channelNamed?: (name: string) => string | undefined
  },
): Promise<void> {
  if (await store.communityBySpace(space)) return
  const places = community.places.map((name) => {
    const [place] = gazetteer.findPlace(name)
    if (!place)
      throw new Error(
        `community.places in the settings: "${name}" is no place that I know. Write it like "Winnipeg, MB", or leave it out.`,
      )
    return place.id
  })
  const moderatorsChannel = support.moderators_channel && channelNamed?.(support.moderators_channel)
  const begun: Community = {
    id,
    version: 1,
    name,
    spaces: [space],
    timeZone: community.time_zone,
    language: community.language,
    places,
    channels: channels.map((channel) => ({ channel, mode: 'offer' })),
    mirrors: [],
    organisers: [],
    weeklyLimit: pings.weekly_limit,
    ...(moderatorsChannel ? { moderatorsChannel } : {}),
    ...(community.country ? { supportCountry: community.country } : {}),
  }
  await store.saveCommunity(begun, 0)
}
