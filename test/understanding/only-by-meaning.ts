import { hearMood } from '../../src/app/look-again.ts'
import { openMeanings } from '../../src/app/open-meanings.ts'
import { reader } from './reader.ts'

const SAID_AROUND = [
  'I know it looks like I am getting better. That is just because I have stopped trying to.',
  'i keep standing too close to the edge when the train comes in and this morning i leaned. i am still at the station',
  "the boy in my tutoring said 'miss if I'm not here any more on Wednesday it's not because of you' and gave me back the umbrella",
  'My uncle fell in the shower and he is talking to me but it makes no sense',
  'By Sunday I will not be a weight on any of you',
]

/** A message about a life in danger which no word shows, only what it means as a whole, by the weights as they ship. */
export async function onlyByMeaning(): Promise<string> {
  const meaningOf = (await openMeanings())!
  for (const text of SAID_AROUND)
    if (!reader.mood(text).crisis && (await hearMood(reader, text, meaningOf)).crisis) return text
  throw new Error('All of these are heard by their words, or not at all: write others.')
}
