import { readGlossary } from '../src/app/read-meanings.ts'
import { readInEnglish } from '../src/understanding/glossary.ts'
import { embedKept, type KeptSentence } from './embed-kept.ts'

/** What a text means, as training reads it. */
export interface SeenMeaning extends KeptSentence {
  glossed: boolean
}

/** What texts mean, as the bot reads them: in other languages by a gloss. Texts in unknown ones are left out. Some 8 ms a text the first time. */
export async function embedExamples(texts: string[]): Promise<Map<string, SeenMeaning>> {
  const glossary = readGlossary(new URL('../config/models', import.meta.url).pathname)
  const english = new Map([...new Set(texts)].map((text) => [text, readInEnglish(text, glossary)]))
  const kept = await embedKept([...english.values()].flatMap((one) => one?.text ?? []))
  return new Map(
    [...english].flatMap(([text, one]) =>
      one ? [[text, { ...kept.get(one.text)!, glossed: one.glossed }] as const] : [],
    ),
  )
}
