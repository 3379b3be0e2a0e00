import type { Cards } from '../cards/cards.ts'
import type { OfferAims } from '../communities/offer-threshold.ts'
import type { Matching } from '../matching/matching.ts'
import type { MemberSettings } from '../members/change-member.ts'
import type { Platform } from '../platforms/platform.ts'
import type { RequestSettings } from '../requests/settings.ts'
import type { Chance } from '../shared/chance.ts'
import type { Clock } from '../shared/clock.ts'
import type { Logger } from '../shared/logger.ts'
import type { Store } from '../storage/store.ts'
import type { MessageReader } from '../understanding/create-understanding.ts'
import type { Gazetteer } from '../understanding/gazetteer.ts'
import type { Mood } from '../understanding/notice-mood.ts'
import type { CommunitiesCache } from './communities-cache.ts'
import type { Config } from './config-schema.ts'
import type { Homes } from './keep-homes.ts'
import type { MatchingIndexes } from './matching-indexes.ts'
import type { NoticePost } from './notice-post.ts'
import type { Pace } from './pace.ts'
import type { People } from './people.ts'
import type { SecondStage } from './second-stage.ts'
import type { SupportLines } from './support-lines.ts'
import type { Watch } from './watch.ts'

/** Everything that the loop works with, passed to its functions. */
export interface Bot {
  store: Store
  platforms: Map<string, Platform>
  understanding: MessageReader
  gazetteer: Gazetteer
  matching: Matching
  cards: Cards
  indexes: MatchingIndexes
  /** Compares topics by what they mean; absent where that is switched off. */
  secondStage?: SecondStage | undefined
  people: People
  pace: Pace
  homes: Homes
  communities: CommunitiesCache
  /** Whether a post may be a request, and of which care. */
  notice: NoticePost
  /** In what mood a message is written that is no post, by both looks. */
  hearMood: (text: string) => Promise<Mood>
  config: Config
  requestSettings: RequestSettings
  memberSettings: MemberSettings
  offerAims: OfferAims
  supportLines: SupportLines
  clock: Clock
  chance: Chance
  logger: Logger
  /** Names this process among those that share the work. */
  worker: string
  /** Keyed hash of evidence terms; the identity without a key. */
  hashTerm: (term: string) => string
  /** Erasures are noted outside the record, so that a restored backup repeats them. */
  noteErasure: (accounts: string[]) => Promise<void>
  /** Looks on at what happens, in the sandbox. */
  watch?: Watch | undefined
  /** Something is owed: the performer looks now. */
  wake: () => void
}
