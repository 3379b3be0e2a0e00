import { toWallTime } from './local-time.ts'
import type { MessageContext, Urgency } from './understanding.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR
/** A word, in scripts with and without spaces. */
const word = (words: string, unspaced: string) => new RegExp(`(?<!\\p{L})(?:${words})(?!\\p{L})|${unspaced}`, 'iu')
const NOW = word(
  'urgent(?:ly)?|asap|right now|right away|immediately|emergency|at once|as soon as possible|sos|stranded|locked out|quickly|dringend|sofort|schnellstmöglich|urgente|urgentemente|cuanto antes|ya mismo|urgence|tout de suite|dès que possible|subito|il prima possibile|spoed|meteen|zo snel mogelijk|pilne|natychmiast|срочно|терміново|acil(?:en)?|hemen|عاجل|ضروري|jaldi|turant',
  '至急|急いで|大急ぎ|紧急|急需|马上|급해요|긴급|ด่วน',
)
const TODAY = word(
  "today|tonight|this (?:morning|afternoon|evening)|heute|hoy|esta noche|aujourd[’']hui|ce soir|hoje|oggi|stasera|vandaag|vanavond|dzisiaj|dziś|сегодня|сьогодні|bugün|bu gece|اليوم|الليلة|aaj",
  '今日|今夜|今天|今晚|오늘|วันนี้',
)
const SOON = word(
  'soon|this week|these days|tomorrow|next few days|shortly|morgen|diese woche|mañana|esta semana|demain|cette semaine|amanhã|domani|questa settimana|deze week|jutro|завтра|yarın|غدا|بكرة|kal',
  '明日|明天|내일|พรุ่งนี้',
)

/** How pressing a request is: by its deadline (ms since 1970), else by its words. "now" is within three hours, "today" before the asker's midnight, "soon" within a week. */
export function judgeUrgency(text: string, deadline: number | undefined, context: MessageContext): Urgency {
  const left = deadline === undefined ? Number.POSITIVE_INFINITY : deadline - context.now
  if (left <= 3 * HOUR || NOW.test(text)) return 'now'
  const zone = context.timeZone ?? 'UTC'
  if (deadline !== undefined && left < DAY && toWallTime(deadline, zone).day === toWallTime(context.now, zone).day)
    return 'today'
  if (TODAY.test(text)) return 'today'
  return left <= 7 * DAY || SOON.test(text) ? 'soon' : 'whenever'
}
