import { platformOf } from '../../../platforms/platform.ts'
import type { Bot } from '../../bot.ts'
import type { Happening } from '../../watch.ts'
import type { Named } from './show-kept.ts'

type Read = Extract<Happening, { type: 'read' }>

/** What spoke for and against "this is a request", as the detector weighed it. */
export async function showPost(bot: Pick<Bot, 'platforms'>, { event, found, from, noticed }: Read, named: Named) {
  const private_ = noticed?.care === 'crisis'
  const post = await bot.platforms.get(platformOf(event.message))?.fetchMessage(event.message)
  return {
    is: 'post' as const,
    by: private_ ? 'Somebody' : named.account(event.author),
    channel: named.channel(event.conversation),
    // What its author deleted is not shown here either, and words of a life in danger are shown to nobody.
    text: post?.ok && !private_ ? event.text : undefined,
    score: found.score,
    offersFrom: from,
    verdict: sayVerdict(found, from, noticed),
    signals: private_ ? [] : found.signals,
  }
}

function sayVerdict({ request, score }: Read['found'], from: number, noticed: Read['noticed']): string {
  if (noticed?.care === 'crisis') return 'Words of a life in danger. They are asked of nobody; their author gets help.'
  if (noticed?.care === 'support') return 'Sounds low. Its author alone is asked what would be good.'
  if (noticed) return 'Sure enough: its author alone is asked whether to ask around.'
  if (score >= from) return 'A low mood, and support is off here: nothing follows.'
  if (request) return 'Perhaps a request, but not sure enough to speak up. Nothing of it is stored.'
  return 'No request. Nothing of it is stored.'
}
