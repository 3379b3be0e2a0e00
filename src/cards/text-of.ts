import type { Span } from './card.ts'

/** Spans as one plain string, times in ISO 8601. */
export const textOf = (spans: readonly Span[]): string =>
  spans
    .map((span) => {
      if (typeof span === 'string') return span
      if (span.type === 'person') return span.name
      return span.type === 'time' ? new Date(span.at).toISOString() : span.text
    })
    .join('')
