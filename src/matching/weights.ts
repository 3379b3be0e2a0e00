import { z } from 'zod'

const part = z.number().min(0).max(1)

/** What `config/models/matching.json` holds. Signal weights are relative to each other. */
export const matchingWeights = z.strictObject({
  /** How much each signal, 0..1, counts in the score. */
  signals: z.strictObject({
    declaredTopic: z.number().min(0),
    place: z.number().min(0),
    language: z.number().min(0),
    helped: z.number().min(0),
    suggested: z.number().min(0),
    referred: z.number().min(0),
    learned: z.number().min(0),
    channel: z.number().min(0),
    answersAsker: z.number().min(0),
    answersPeople: z.number().min(0),
    recent: z.number().min(0),
  }),
  /** Parts of the score taken away. */
  against: z.strictObject({
    /** Called all that the request is about "not my topic". */
    notTopic: part,
    /** Declared places, and all of them are far from every place asked about. */
    farAway: part,
    /** Declared languages, and the request's is not among them. */
    otherLanguage: part,
  }),
  /** BM25: how soon a repeated term stops counting (k1), and how much a talkative member's length counts (b). */
  terms: z.strictObject({ k1: z.number().positive(), b: part }),
  /** How far "near" reaches: the distance in km at which proximity is a half. */
  nearKm: z.number().positive(),
  /** How much a member's pings of this week push him back among those with room: score / (1 + spread · pings / limit). */
  spread: z.number().min(0),
  /** How much further back somebody goes whom no DM has reached yet (part of the score). */
  unreached: part,
  /** The answers that each helper starts with, before his own (a Beta prior). */
  prior: z.strictObject({ answered: z.number().positive(), unanswered: z.number().positive() }),
})

export type MatchingWeights = z.infer<typeof matchingWeights>
