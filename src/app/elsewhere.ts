import { platformNames } from '../platforms/platform.ts'
import type { Bot } from './bot.ts'

/** Platforms that this process does not serve: another does, or they are switched off. What belongs there waits for whoever serves it. */
export const elsewhere = ({ platforms }: Pick<Bot, 'platforms'>): string[] =>
  platformNames.filter((name) => !platforms.has(name))
