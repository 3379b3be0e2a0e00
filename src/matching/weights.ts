import { z } from 'zod'
import { featureNames } from './features.ts'

const part = z.number().min(0).max(1)

const inWords = z.strictObject({
  /** Who offered what fits less does not fit. */
  least: part,
  start: z.number(),
  said: z.number(),
  saidStrange: z.number(),
  whole: z.number(),
  alike: z.number(),
  otherwise: z.number(),
  fits: z.number(),
  fitsOtherwise: z.number(),
})

const inMeaning = inWords.extend({ meant: z.number() })

const topicWeights = z.strictObject({
  /**
   * Where only lists of words tell, for it is not known where words lie; where that is known; where likeness of meaning is known too; and where only that is, as of
   * what was put into English word by word.
   */
  inLists: inWords,
  inWords,
  inMeaning,
  inGloss: inMeaning,
})

/** How declared topics are compared with a request; see `TopicLookup`. Made by training/train-topics.ts. */
export type TopicWeights = z.infer<typeof topicWeights>

/** What `config/models/matching.json` holds. */
export const matchingWeights = z.strictObject({
  /** How much each feature counts in the score, which is linear in them: the prior of what a community teaches (see `lessons.ts`). */
  features: z.record(z.enum(featureNames), z.number()),
  topics: topicWeights,
  /** BM25: how soon a repeated term stops counting (k1), and how much a talkative member's length counts (b). */
  terms: z.strictObject({ k1: z.number().positive(), b: part }),
  /** How far "near" reaches: the distance in km at which proximity is a half. */
  nearKm: z.number().positive(),
  /** How much a member's pings of this week push him back among those with room: score / (1 + spread · pings / limit). */
  spread: z.number().min(0),
  /** How steeply a ping below its price (see `prices.ts`) falls back: score · (score / price) to this power. */
  steepness: z.number().min(0),
  /** The part of waves that give their last place to a volunteer who was hardly ever asked, 0..1. */
  explore: part,
  /** How much further back somebody goes whom no DM has reached yet (part of the score). */
  unreached: part,
  /** The answers that each helper starts with, before his own (a Beta prior). */
  prior: z.strictObject({ answered: z.number().positive(), unanswered: z.number().positive() }),
})

export type MatchingWeights = z.infer<typeof matchingWeights>
