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
    channels,
    channelNamed,
  }: { id: string; space: string; channels: string[]; channelNamed: (name: string) => string },
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
  const begun: Community = {
    id,
    version: 1,
    name: community.name,
    spaces: [space],
    timeZone: community.time_zone,
    language: community.language,
    places,
    channels: channels.map((channel) => ({ channel, mode: 'offer' })),
    mirrors: [],
    organisers: [],
    weeklyLimit: pings.weekly_limit,
    ...(support.moderators_channel ? { moderatorsChannel: channelNamed(support.moderators_channel) } : {}),
    ...(community.country ? { supportCountry: community.country } : {}),
  }
  await store.saveCommunity(begun, 0)
}
