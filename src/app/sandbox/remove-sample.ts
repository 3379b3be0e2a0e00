import type { Bot } from '../bot.ts'
import { sampleId } from './load-sample.ts'

/** Takes the sample community out of the record, and sees that its words are gone from the record's files. */
export async function removeSample(bot: Bot): Promise<void> {
  await bot.store.transaction((tx) => tx.removeCommunity(sampleId))
  await bot.store.scrub()
  bot.communities.forget()
}
