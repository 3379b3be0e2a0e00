/** Words around a time and in it that say whether and how it is a deadline, in the languages of src/understanding/date-locales.ts. */

/** Just before a time: by its end. */
export const BY =
  /(?:^|[^\p{L}])(?:by|until|till|til|no later than|bis|bis zum|spätestens|jusqu'à|jusqu'au|d'ici|d'ici à|d'ici au|pour|para|para el|hasta|hasta el|até|até a|até o|entro|entro il|fino a|uiterlijk|tot|senast|до)(?: (?:the|la|le|el|à))?\s*$/iu
/** Just before a time: before it begins. */
export const BEFORE =
  /(?:^|[^\p{L}])(?:before|vor|vorm|vor dem|avant|avant le|antes de|antes del|antes do|antes da|prima di|prima del|voor|före|innan|перед)\s*$/iu
/** Just behind a time, in languages that put it there. */
export const BY_BEHIND = /^\s*(?:まで|中に)/u
export const BEFORE_BEHIND = /^\s*(?:の?前に|之前|以前)/u
/** What belongs to the words of a deadline. */
export const LEAD =
  /(?:^|(?<=[^\p{L}]))(?:by|before|until|till|til|no later than|at|on|for|is at|starts at|bis|bis zum|spätestens|am|um|vor|avant|d'ici|pour|para|para el|antes de|antes del|hasta|até|entro|prima di|voor|uiterlijk|tot|до|senast)\s*$/iu
/** Just before a time: since then, or what is so at that time whatever anybody needs. */
export const NOT_ASKED =
  /(?:^|[^\p{L}])(?:since|from|ever since|seit|depuis|desde|da|dal|dalla|sinds|sedan|с|з|від|every|each|jeden|chaque|cada|ogni|elke|usually|always|mostly|(?:open|close|shut)(?:s|d|ed|ing)? (?:at|on|from)|opens|opened|closes|closed|begins?|began|broke(?: down)?|broken|died|happened|arrived|landed|crashed|went (?:off|out|down|dark)|woke up|came|left|moved(?: here| in)?|was|were|been|had|got|bought|met|saw|found|lost|fell|called|talked|spoke|posted|asked|ordered|stopped(?: working)?|abre|abren|abrió|cierra|cerró|ouvre|ouvrent|ferme|öffnet|öffnen|schließt|apre|chiude|fecha|opent|sluit)(?: (?:at|on|around|about|a|à|um|am|om|on|las|le|el|il|alle|o|às|back|home|here|there|again|this|in the))*\s*$/iu
/** The event that a request is about may well have its time told with "starts at". */
export const EVENT =
  /(?:^|[^\p{L}])(?:event|party|talk|meeting|dinner|class|game|show|match|concert|wedding|funeral|train|bus|flight|exam|kick-?off|it|which|that|we|i) (?:starts?|begins?|leaves?|is|was going to be|starting|are on|goes)(?: (?:at|on|around|about))?\s*$/iu
/** Just behind a time: since then. */
export const SINCE_BEHIND = /^\s*(?:から|以来|起|开始|以后)/u
export const NIGHT = /(?<!fort)night\b/iu
export const MORNING =
  /morning\b|vormittag|früh|matin\b|mañana por la mañana|manhã\b|mattina\b|ochtend|утр|朝|午前|早上|上午/iu
/** Parts of the day of which chrono-node's own hour is good. */
export const PART =
  /afternoon|evening|noon|midnight|mittag|abend|nacht|midi\b|soir|nuit|noche|tarde|mediod|noite|meio|sera\b|stasera|notte|pomeriggio|mezz|avond|middag|вечер|ночь|ночи|полд|вечор|ввечері|夜|晩|昼|午後|晚|下午|中午|kväll|eftermiddag|natt/iu
/** Meals and parts of the day right behind a day that chrono-node passes over, with their hour. */
export const BEHIND: [RegExp, number][] = [
  [/^\s*(?:breakfast|por la mañana|de manhã|pela manhã|früh|'s breakfast)/iu, 9],
  [
    /^\s*(?:'s )?(?:lunch(?:time)?|noon|midday|mittag|midi|al mediod[ií]a|mezzogiorno|ao meio-dia|middag|正午|お昼)/iu,
    12,
  ],
  [/^\s*(?:de|por|à|da|della?)?\s*(?:la |a )?(?:tarde|pomeriggio)/iu, 15],
  [/^\s*(?:'s )?(?:dinner|supper)/iu, 18],
  [/^\s*(?:de|por|à|da|della?)?\s*(?:la |a )?(?:noche|noite|sera)/iu, 21],
]
/** A clock time right behind a day, in forms that chrono-node passes over. */
export const CLOCK_BEHIND =
  /^\s*,?\s*(?:às|as|a las|a la|kl\.?|um|om|à|at|alle|ore|в|о)\s*(\d{1,2})(?:(?:[:.]| ?h ?)(\d\d))?(?!\d)/iu
/** "las 6" "de la tarde". */
export const AFTERNOON_BEHIND = /^\s*(?:de la|da|del|di|de)\s+(?:tarde|noche|noite|pomeriggio|sera)/iu
/** Words that chrono-node reads as dates and people mostly do not mean so. */
export const NOT_DATES =
  /^(?:now|right now|sat|sun|may|mar|march|second|an? (?:second|minute|moment)|this (?:second|minute|moment)|last .*|yesterday.*|past .*|.* ago|the (?:day|week|weekend|month|year|morning|evening|afternoon|night)|(?:every|each) .*|jetzt|sofort|maintenant|ahora|agora|adesso|ora|nu|сейчас|今|现在|gestern.*|hier.*|ayer.*|ontem.*|ieri.*|gisteren.*|вчера.*|昨日.*|昨天.*)$/iu
/** "two hours", "for a day" say how long, not until when; "in two hours" and "next week" do. */
export const HOW_LONG =
  /^(?!in\b|within\b|next\b|this\b|coming\b|(?:the )?end\b).*\b(?:min(?:ute)?s?|h(?:ou)?rs?|days?|weeks?|months?|years?)$/iu
