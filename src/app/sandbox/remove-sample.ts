import type { Bot } from '../bot.ts'
import { removeChoices } from '../kept-choices.ts'
import { sampleId } from './load-sample.ts'
import { owner } from './sandbox-time.ts'

/** Takes the sample community out of the record, and sees that its words are gone from the record's files. */
export async function removeSample(bot: Bot): Promise<void> {
  const everybody: string[] = []
  for await (const accounts of bot.store.accounts()) everybody.push(...accounts.map(({ memberId }) => memberId))
  const members = (await bot.store.members([...new Set(everybody)])).filter(
    ({ communityId }) => communityId === sampleId,
  )
  await bot.store.transaction(async (tx) => {
    for (const { id } of members) await tx.eraseMember(id)
    await tx.removeCommunity(sampleId)
    const kept = await tx.keepList(owner, '')
    await tx.keepPut(owner, Object.fromEntries(kept.map(({ key }) => [key, undefined])))
    await removeChoices(tx, sampleId)
  })
  await bot.store.scrub()
  bot.communities.forget()
}
