import { loadModels } from '../../src/app/load-models.ts'
import { createUnderstanding } from '../../src/understanding/create-understanding.ts'
import type { MessageContext, Understanding } from '../../src/understanding/understanding.ts'

/** What the bot itself runs, with the weights and words that are shipped. */
export const models = loadModels(new URL('../../config', import.meta.url).pathname)
export const reader = createUnderstanding(models)

/** Tuesday, 5 March 2024, 7:53 in Winnipeg. */
const tuesdayMorning: MessageContext = {
  now: Date.parse('2024-03-05T07:53:00-06:00'),
  timeZone: 'America/Winnipeg',
  timeZoneKnown: true,
}

export function understand(text: string, context: Partial<MessageContext> = {}): Understanding {
  return reader.understand(text, { ...tuesdayMorning, ...context })
}
