import { createDetector, type DetectRequest, type RequestWeights } from './detect-request.ts'
import { findDeadline } from './find-deadline.ts'
import { findPlaceSpans } from './find-places.ts'
import { findTopics } from './find-topics.ts'
import type { Gazetteer } from './gazetteer.ts'
import { createKindGuess, type KindWeights } from './guess-kind.ts'
import { guessLanguage } from './guess-language.ts'
import { createSecondLook, type SecondLook, type SecondLookWeights } from './judge-by-meaning.ts'
import { createSecondMood, type SecondMood, type SecondMoodWeights } from './judge-mood-by-meaning.ts'
import { judgeUrgency } from './judge-urgency.ts'
import { createMoodReader, type Lexicon, type Mood } from './notice-mood.ts'
import { resolvePlaces } from './resolve-places.ts'
import type { MoodWeights } from './score-mood.ts'
import type { MessageContext, Understanding } from './understanding.ts'

/** What understanding is made of; src/app/load-models.ts reads it from config. */
export interface UnderstandingParts {
  gazetteer: Gazetteer
  weights: RequestWeights
  secondLook: SecondLookWeights
  kindWeights: KindWeights
  lexicon: Lexicon
  moodWeights: MoodWeights
  secondMood: SecondMoodWeights
}

export interface MessageReader {
  /** The fast first stage, for every posted message. */
  detect: DetectRequest
  /** The second look, at what may be a request and has a sentence vector. */
  secondLook: SecondLook
  /** Whether the writer sounds down, or a life may be in danger; for every posted message. */
  mood(text: string): Mood
  /** The second look at the mood, where the first leaves a doubt and there is a sentence vector. */
  secondMood: SecondMood
  /** Everything else, for messages that may be requests. Never throws; places are always words of the text. */
  understand(text: string, context: MessageContext): Understanding
}

/** Reading stops here: platforms allow 4,000 characters at most, forms less. */
const MOST_CHARACTERS = 4_000

/** Puts the parts together. Pure: the same text and context give the same answer. */
export function createUnderstanding(parts: UnderstandingParts): MessageReader {
  const { gazetteer, weights, secondLook, kindWeights, lexicon, moodWeights, secondMood } = parts
  const noticeMood = createMoodReader(lexicon, moodWeights)
  const detect = createDetector(weights, noticeMood)
  const guessKind = createKindGuess(kindWeights)

  function understand(whole: string, context: MessageContext): Understanding {
    const text = whole.slice(0, MOST_CHARACTERS)
    const { request, score, signals } = detect(text, context)
    const mood = context.mood ?? noticeMood(text)
    const spans = findPlaceSpans(text, gazetteer)
    const found = findDeadline(text, context)
    const deadline = found && { at: found.at, text: found.text, zoneGuessed: found.zoneGuessed }
    return {
      request,
      score,
      signals,
      kind: guessKind(text, mood.low),
      topics: findTopics(text, found ? [...spans, found] : spans, context.communityTopics),
      places: resolvePlaces(text, spans, gazetteer, context.communityPlaces),
      ...(deadline ? { deadline } : {}),
      urgency: judgeUrgency(text, deadline?.at, context),
      ...(mood.low ? { mood: 'low' as const } : {}),
      crisis: mood.crisis,
      language: guessLanguage(text),
    }
  }

  return {
    detect,
    secondLook: createSecondLook(secondLook, weights),
    mood: noticeMood,
    secondMood: createSecondMood(secondMood),
    understand,
  }
}
