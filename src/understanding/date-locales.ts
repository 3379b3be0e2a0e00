import type { Chrono, ParsedResult } from 'chrono-node'
import * as de from 'chrono-node/de'
import * as en from 'chrono-node/en'
import * as es from 'chrono-node/es'
import * as fr from 'chrono-node/fr'
import * as it from 'chrono-node/it'
import * as ja from 'chrono-node/ja'
import * as nl from 'chrono-node/nl'
import * as pt from 'chrono-node/pt'
import * as ru from 'chrono-node/ru'
import * as sv from 'chrono-node/sv'
import * as uk from 'chrono-node/uk'
import * as zh from 'chrono-node/zh'
import { guessLanguage } from './guess-language.ts'
import { ownDates } from './own-dates.ts'

/** Words of time, by which a language is told even where the rest of a short message does not tell it. "-" at the end: words that begin so. */
const TIME_WORDS: Record<string, string> = {
  en: 'today tonight tomorrow day days tmrw tmr week weekend weeks month hour hours hrs minute minutes min mins noon midnight evening morning afternoon night monday tuesday wednesday thursday friday saturday sunday mon tue wed thu fri by before until till christmas eod cob fortnight lunch dinner am pm',
  de: 'heute morgen übermorgen montag- dienstag- mittwoch- donnerstag- freitag- samstag- sonntag- woche wochenende monat stunde stunden minuten uhr mittag abend vormittag nachmittag bis spätestens vor halb',
  fr: "aujourd'hui demain lundi mardi mercredi jeudi vendredi samedi dimanche semaine week-end mois heure heures minutes midi minuit soir matin nuit avant d'ici jusqu'à pour dans",
  es: 'hoy mañana lunes martes miércoles miercoles jueves viernes sábado sabado domingo semana mes hora horas minutos mediodía noche tarde antes para hasta',
  pt: 'hoje amanhã segunda terça quarta quinta sexta sábado domingo semana mês hora horas minutos meio-dia noite tarde manhã até antes',
  it: 'oggi domani stasera stanotte lunedì martedì mercoledì giovedì venerdì sabato domenica settimana mese ora ore minuti mezzogiorno sera notte mattina entro prima fino',
  nl: 'vandaag morgen overmorgen vanavond vanmiddag maandag dinsdag woensdag donderdag vrijdag zaterdag zondag week weekend maand uur minuten middag avond voor uiterlijk tot over',
  ru: 'сегодня завтра послезавтра понедельник- вторник- сред- четверг- пятниц- суббот- воскресень- недел- месяц- час- минут- полдень вечером утром ночью до через',
  uk: "сьогодні завтра післязавтра понеділ- вівтор- серед- четвер- п'ятниц- субот- неділ- тижд- місяц- годин- хвилин- ввечері вранці до через",
  sv: 'idag imorgon ikväll måndag- tisdag- onsdag- torsdag- fredag- lördag- söndag- vecka helgen månad timme timmar minuter kväll senast före innan kl',
}
const languagesOf = new Map<string, string[]>()
for (const [language, words] of Object.entries(TIME_WORDS))
  for (const word of words.split(' ')) languagesOf.set(word, [...(languagesOf.get(word) ?? []), language])
const SHORTEST_STEM = 3
const UNSPACED_TIME: [RegExp, string][] = [
  [/[\u3040-\u30ff]|曜|明日|今夜/u, 'ja'],
  [/[\u3400-\u9fff]/u, 'zh'],
]

const locales: Record<string, Chrono> = {
  en: en.casual, de: de.casual, fr: fr.casual, es: es.casual, pt: pt.casual, it: it.casual, nl: nl.casual, ru: ru.casual, uk: uk.casual,
  sv: sv.casual, ja: ja.casual, zh: zh.casual,
} // biome-ignore format: a table
const readers = new Map<string, Chrono>()

function readerOf(language: string): Chrono {
  let reader = readers.get(language)
  if (!reader) {
    reader = locales[language]!.clone()
    reader.parsers.push(...(ownDates[language] ?? []))
    readers.set(language, reader)
  }
  return reader
}

/**
 * Finds what may be dates, in the language whose words of time the text has most of; in Chinese and Japanese by their script.
 * `reference` is the moment at which it was written, with the minutes its clock is ahead of UTC. Empty where the text has no word of time and no digit.
 */
export function readDates(text: string, reference: { instant: Date; timezone: number }): ParsedResult[] {
  const language = languageOfTime(text)
  return language ? readerOf(language).parse(text, reference, { forwardDate: true }) : []
}

function languageOfTime(text: string): string | undefined {
  const unspaced = UNSPACED_TIME.find(([script]) => script.test(text))
  if (unspaced) return unspaced[1]
  const points: Record<string, number> = {}
  for (const [word] of text.toLowerCase().matchAll(/[\p{L}'-]+/gu))
    for (const language of new Set(languagesOfWord(word))) points[language] = (points[language] ?? 0) + 1
  const best = Object.entries(points).sort((a, b) => b[1] - a[1])
  if (!best.length && !/\d/u.test(text)) return undefined
  const guessed = guessLanguage(text)
  if (!best.length || points[guessed] === best[0]![1]) return guessed in locales ? guessed : 'en'
  return best[0]![0]
}

function languagesOfWord(word: string): string[] {
  const found = [...(languagesOf.get(word) ?? [])]
  for (let end = SHORTEST_STEM; end <= word.length; end++)
    found.push(...(languagesOf.get(`${word.slice(0, end)}-`) ?? []))
  return found
}
