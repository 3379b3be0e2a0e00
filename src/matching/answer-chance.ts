import type { MatchingWeights } from './weights.ts'

/**
 * The chance that a helper answers a ping: the posterior mean of a Beta distribution, (a + answered) / (a + b + asked), for the prior
 * Beta(a, b) and `answered` of `asked` pings so far (Gelman et al., Bayesian Data Analysis, §2.4). Who was never asked gets the
 * prior's mean a / (a + b); each answer or silence then moves it, less and less.
 */
export function answerChance(
  { answered, asked }: { answered: number; asked: number },
  prior: MatchingWeights['prior'],
): number {
  return (prior.answered + Math.min(answered, asked)) / (prior.answered + prior.unanswered + asked)
}

/** The chance that at least one of several helpers answers, each with his own chance, taken as independent: 1 − Π(1 − p). */
export function chanceOfAny(chances: readonly number[]): number {
  return 1 - chances.reduce((none, chance) => none * (1 - chance), 1)
}
