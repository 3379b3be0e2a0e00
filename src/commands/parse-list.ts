const LONGEST_ENTRY = 60
const MOST_ENTRIES = 30

/** Splits what somebody typed, by default at commas, semicolons and line ends: trimmed, no repeats or empty ones, at most 30. */
export function parseList(text: string, separators = /[,;\n]/u): string[] {
  const entries = text.split(separators).map((entry) => entry.trim().slice(0, LONGEST_ENTRY).trim())
  return [...new Set(entries.filter(Boolean))].slice(0, MOST_ENTRIES)
}

/** As `parseList`, for topics, which are kept in lower case. */
export const parseTopics = (text: string): string[] => [...new Set(parseList(text.toLowerCase()))]

/**
 * Parts "public speaking, web design near Winnipeg" into topics and places. "in" parts only before a capital letter, so that
 * "help in maths" stays a topic.
 */
export function partPlaces(text: string): { topics: string; places?: string } {
  const match = /^(?:(.*?)\s+)?(?:(?:near|around|close to)\s+(\S.*)|in\s+(\p{Lu}.*))$/su.exec(text.trim())
  if (!match) return { topics: text.trim() }
  return { topics: match[1] ?? '', places: match[2] ?? match[3]! }
}
