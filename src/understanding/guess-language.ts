const SCRIPTS: [RegExp, string][] = [
  [/[\p{Script=Hiragana}\p{Script=Katakana}]/gu, 'ja'],
  [/\p{Script=Hangul}/gu, 'ko'],
  [/\p{Script=Han}/gu, 'zh'],
  [/\p{Script=Arabic}/gu, 'ar'],
  [/\p{Script=Hebrew}/gu, 'he'],
  [/\p{Script=Greek}/gu, 'el'],
  [/\p{Script=Thai}/gu, 'th'],
  [/\p{Script=Devanagari}/gu, 'hi'],
  [/[іїєґ]/giu, 'uk'],
  [/\p{Script=Cyrillic}/gu, 'ru'],
]

/** Small words that are frequent in one language and rare in the others. */
const SMALL_WORDS: Record<string, string> = {
  en: 'the and is are you to of for in with my have this that what how anyone need it can does where who',
  es: 'el los las que una para con por como donde está alguien necesito hay tiene hola gracias del muy pero dónde qué cómo puede saben',
  fr: 'le les des une est pour avec dans je vous nous quelqu qui où bonjour merci cherche besoin pas sur au du et comment peut il',
  de: 'der die das und ist ein eine ich nicht mit für auf wer wo kann jemand brauche suche hallo danke wie hat mir am im zu',
  pt: 'não uma para com por como onde alguém preciso tem olá obrigado obrigada você do da em os eu que sabe posso',
  it: 'il che non una per con come dove qualcuno ho bisogno ciao grazie sono della di gli cerco può sapete si',
  nl: 'het een en ik niet met voor op wie waar kan iemand nodig zoek hallo dank je van hoe heeft naar de is',
}

const languagesOf = new Map<string, string[]>()
for (const [language, words] of Object.entries(SMALL_WORDS)) {
  for (const word of words.split(' ')) languagesOf.set(word, [...(languagesOf.get(word) ?? []), language])
}

/**
 * Guesses the language (ISO 639-1) of a message by its script and its small words. English when it cannot tell:
 * a handful of words in an unlisted language is taken for English too.
 */
export function guessLanguage(text: string): string {
  const letters = text.match(/\p{L}/gu)?.length ?? 0
  for (const [script, language] of SCRIPTS) {
    const count = text.match(script)?.length ?? 0
    if (count && count * (language === 'uk' ? 12 : language === 'ja' ? 6 : 2) > letters) return language
  }
  const points: Record<string, number> = { en: 0.1 }
  for (const word of text.toLowerCase().match(/\p{L}+/gu) ?? []) {
    const languages = languagesOf.get(word) ?? []
    for (const language of languages) points[language] = (points[language] ?? 0) + 1 / languages.length
  }
  return Object.entries(points).reduce((best, next) => (next[1] > best[1] ? next : best))[0]
}
