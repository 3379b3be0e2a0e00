import { saysItAsks } from '../communities/help-desk.ts'
import { platformOf } from '../platforms/platform.ts'
import type { Bot } from './bot.ts'

/** Whether the topic of a help desk says, now, that posts there are asked around. One that cannot be read says nothing. */
export async function asksOpenly(bot: Pick<Bot, 'platforms' | 'logger'>, channel: string): Promise<boolean> {
  try {
    return saysItAsks(await bot.platforms.get(platformOf(channel))?.topic(channel))
  } catch (error) {
    bot.logger.warn({ channel, error }, 'the topic of a help desk could not be read; posts there are offered for now')
    return false
  }
}
