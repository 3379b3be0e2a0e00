import type { Parser } from 'chrono-node'

const WEEKDAYS_DE = ['sonntag', 'montag', 'dienstag', 'mittwoch', 'donnerstag', 'freitag', 'samstag']
const HOURS_DE: Record<string, number> = {
  früh: 8,
  morgen: 9,
  vormittag: 9,
  mittag: 12,
  nachmittag: 15,
  abend: 18,
  nacht: 22,
}
const NUMBERS: Record<string, number> = {
  one: 1, two: 2, three: 3, four: 4, five: 5, six: 6, seven: 7, eight: 8, nine: 9, ten: 10, eleven: 11, twelve: 12,
  eins: 1, zwei: 2, drei: 3, vier: 4, fünf: 5, sechs: 6, sieben: 7, acht: 8, neun: 9, zehn: 10, elf: 11, zwölf: 12,
  een: 1, twee: 2, drie: 3, vijf: 5, zes: 6, zeven: 7, negen: 9, tien: 10, twaalf: 12,
  uma: 1, um: 1, duas: 2, dois: 2, três: 3, quatro: 4, cinco: 5, seis: 6,
} // biome-ignore format: a table
const MINUTE = 60_000

/** Forms that chrono-node does not read, by language. Each answers with the parts of a date on the clock that it was given. */
export const ownDates: Record<string, Parser[]> = {
  en: [
    says(/\b(?:(?:the )?end of (?:the |this )?(?:day|work(?:day)?|business)|eod|cob)\b/iu, (now) => ({ ...day(now, 0), hour: 23, minute: 59 })),
    says(/\b(?:the )?end of (?:the |this )?week\b/iu, (now) => ({ ...day(now, (7 - now.getUTCDay()) % 7), hour: 23, minute: 59 })),
    says(/\b(?:in )?(?:a|one) fortnight\b/iu, (now) => day(now, 14)),
    says(/\bchristmas eve\b/iu, (now) => dayOfYear(now, 12, 24)),
    says(/\bchristmas(?! eve)\b/iu, (now) => dayOfYear(now, 12, 25)),
    says(/\bnew year'?s eve\b/iu, (now) => dayOfYear(now, 12, 31)),
    says(/(?<=\b(?:by|before|until|till|on) )the (\d{1,2})(?:st|nd|rd|th)\b(?! of| floor| time| grade)/iu, (now, [, date]) => dayOfMonth(now, Number(date))),
    says(/\bhalf past ([a-z]+|\d{1,2})\b/iu, (_, [, hour]) => ({ hour: number(hour!), minute: 30 })),
    says(/\b(?:by|before|until|till) (\d{1,2})(?:ish)?(?= ?(?:$|[.,;!?)]|o'clock|please|or|and|at the latest|today|tonight))/iu, (_, [, hour]) => ({ hour: number(hour!), minute: 0 })),
  ],
  de: [
    says(new RegExp(`\\b(${WEEKDAYS_DE.join('|')})(${Object.keys(HOURS_DE).join('|')})\\b`, 'iu'), (now, [, weekday, part]) => {
      const ahead = (WEEKDAYS_DE.indexOf(weekday!.toLowerCase()) - now.getUTCDay() + 7) % 7
      const hour = HOURS_DE[part!.toLowerCase()]!
      return { ...day(now, ahead === 0 && now.getUTCHours() >= hour ? 7 : ahead), hour }
    }),
    says(/\bhalb ([a-zäöüß]+|\d{1,2})\b/iu, (_, [, hour]) => ({ hour: (number(hour!) || 1) - 1, minute: 30 })),
    says(/\bende (?:der|dieser) woche\b/iu, (now) => ({ ...day(now, (7 - now.getUTCDay()) % 7), hour: 23, minute: 59 })),
    says(/\b(?:ende des monats|monatsende)\b/iu, (now) => ({ ...day(now, lastOfMonth(now) - now.getUTCDate()), hour: 23, minute: 59 })),
  ],
  nl: [says(/\bhalf ([a-z]+|\d{1,2})\b/iu, (_, [, hour]) => ({ hour: (number(hour!) || 1) - 1, minute: 30 }))],
  fr: [says(/\bfin (?:du|de) mois\b/iu, (now) => ({ ...day(now, lastOfMonth(now) - now.getUTCDate()), hour: 23, minute: 59 }))],
  es: [says(/\b(?:fin|final(?:es)?) de(?:l)? mes\b/iu, (now) => ({ ...day(now, lastOfMonth(now) - now.getUTCDate()), hour: 23, minute: 59 }))],
  pt: [
    says(/\b(?:em|daqui a) ([a-zêí]+|\d{1,3}) (minutos?|horas?|dias?)\b/iu, (now, [, count, unit]) => {
      const minutes = unit!.startsWith('m') ? 1 : unit!.startsWith('h') ? 60 : 24 * 60
      const at = new Date(now.getTime() + number(count!) * minutes * MINUTE)
      return { ...day(at, 0), hour: at.getUTCHours(), minute: at.getUTCMinutes() }
    }),
  ],
  sv: [says(/\bikväll\b/iu, (now) => ({ ...day(now, 0), hour: 20, minute: 0 }))],
} // biome-ignore format: one form a line

type Parts = { year?: number; month?: number; day?: number; hour?: number; minute?: number }

/** A parser of chrono-node from what a form looks like and what it means; `now` shows the asker's clock in its UTC fields. Nothing is read when a number is none. */
function says(form: RegExp, meaning: (now: Date, match: RegExpMatchArray) => Parts): Parser {
  return {
    pattern: () => form,
    extract: (context, match) => {
      const { instant, timezoneOffset } = context.reference
      const parts = meaning(new Date(instant.getTime() + (timezoneOffset ?? 0) * MINUTE), match)
      if (Object.values(parts).some((part) => Number.isNaN(part)) || (parts.hour ?? 0) > 23) return null
      return parts
    },
  }
}

function number(word: string): number {
  return /^\d/u.test(word) ? Number(word) : (NUMBERS[word.toLowerCase()] ?? Number.NaN)
}

function day(now: Date, ahead: number): Parts {
  const then = new Date(now.getTime() + ahead * 24 * 60 * MINUTE)
  return { year: then.getUTCFullYear(), month: then.getUTCMonth() + 1, day: then.getUTCDate() }
}

function dayOfYear(now: Date, month: number, date: number): Parts {
  const passed = now.getUTCMonth() + 1 > month || (now.getUTCMonth() + 1 === month && now.getUTCDate() > date)
  return { year: now.getUTCFullYear() + (passed ? 1 : 0), month, day: date }
}

function dayOfMonth(now: Date, date: number): Parts {
  const then = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + (date < now.getUTCDate() ? 1 : 0), 1))
  return { year: then.getUTCFullYear(), month: then.getUTCMonth() + 1, day: date }
}

function lastOfMonth(now: Date): number {
  return new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + 1, 0)).getUTCDate()
}
