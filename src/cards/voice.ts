import { IntlMessageFormat } from 'intl-messageformat'
import type en from '../../config/messages/en.json'
import type { Span } from './card.ts'

export type MessageKey = keyof typeof en

/** Messages by key, in ICU MessageFormat, as config/messages/en.json has them. */
export type Messages = Record<string, string>

type Values = Record<string, string | number | Span | Span[]>

/** Says messages. What goes into their gaps stays plain text, whatever characters it holds. */
export interface Voice {
  /** With persons, times, links and strong words in it. */
  say(key: MessageKey, values?: Values): Span[]
  /** As one string, for labels. */
  plain(key: MessageKey, values?: Record<string, string | number>): string
  /** A label whose key is put together, if there is one. */
  label(key: string): string | undefined
}

/** Formats are made when first needed and kept. Throws, naming the key, when a message is missing. */
export function createVoice(messages: Messages): Voice {
  const formats = new Map<string, IntlMessageFormat>()
  const formatOf = (key: string) => {
    const known = formats.get(key)
    if (known) return known
    const message = messages[key]
    if (message === undefined) throw new Error(`There is no message "${key}": add it to config/messages/en.json.`)
    const made = new IntlMessageFormat(message, 'en')
    formats.set(key, made)
    return made
  }
  const say: Voice['say'] = (key, values = {}) =>
    formatOf(key)
      .formatToParts<Span | Span[]>({
        ...values,
        strong: (parts: string[]) => ({ type: 'strong', text: parts.join('') }),
      } as never)
      .flatMap(({ value }) => value as Span | Span[])
      .filter((span) => span !== '')
  return {
    say,
    plain: (key, values = {}) => String(formatOf(key).format(values)),
    label: (key) => (key in messages ? String(formatOf(key).format()) : undefined),
  }
}
