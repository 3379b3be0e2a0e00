import { stem, tokenize } from '../shared/text.ts'

/** Words of a topic may stand so many other words apart in the text: "repair of an old bike" is about bike repair. */
const MOST_BETWEEN = 3

/** A topic of the community that the text names, and the stems of its words. */
export interface OwnTopic {
  topic: string
  stems: string[]
}

/**
 * Which of a community's own topics a text names: every word of the topic stands in it, in any form and order, close together.
 * Topics of more words first, then in the order given; of topics with the same words the first. `isDull` says of a word that it alone names nothing.
 */
export function findOwnTopics(text: string, topics: readonly string[], isDull: (word: string) => boolean): OwnTopic[] {
  const stems = tokenize(text).map(stem)
  const places = new Map<string, number[]>()
  stems.forEach((word, at) => {
    places.set(word, [...(places.get(word) ?? []), at])
  })
  const found = new Map<string, OwnTopic>()
  for (const topic of topics) {
    const words = tokenize(topic)
    if (!words.length || words.every((word) => isDull(word))) continue
    const wanted = words.map(stem)
    const key = wanted.toSorted().join(' ')
    if (!found.has(key) && standTogether(wanted, places)) found.set(key, { topic: topic.toLowerCase(), stems: wanted })
  }
  return [...found.values()].sort((a, b) => b.stems.length - a.stems.length)
}

function standTogether(wanted: readonly string[], places: ReadonlyMap<string, readonly number[]>): boolean {
  const [first, ...others] = wanted
  return (places.get(first!) ?? []).some((at) =>
    others.every((word) =>
      places.get(word)?.some((place) => place !== at && Math.abs(place - at) <= MOST_BETWEEN + others.length),
    ),
  )
}
