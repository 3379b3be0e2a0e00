import type { Bot } from './bot.ts'

const MINUTE = 60_000

/** How many new DM conversations may still be opened on a platform now; opening many gets a bot quarantined. */
export async function newDmsLeft(bot: Bot, platform: string, at: number): Promise<number> {
  const { new_per_10_minutes, new_per_day } = bot.config.dms
  const lately = await bot.store.dmsOpened(platform, at - 10 * MINUTE)
  const today = await bot.store.dmsOpened(platform, at - 24 * 60 * MINUTE)
  return Math.max(0, Math.min(new_per_10_minutes - lately, new_per_day - today))
}
