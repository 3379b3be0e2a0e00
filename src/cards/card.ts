/**
 * A card is a message as the bot says it, without any platform's mark-up. Adapters render it; strings in it are always plain text
 * that the adapter escapes, so nothing that a person wrote can ping anybody, disguise a link or break out of a quote.
 */
export interface Card {
  blocks: Block[]
}

export type Block =
  /** The bot's own words. */
  | { type: 'text'; spans: Span[] }
  /** Smaller print below the text. */
  | { type: 'note'; spans: Span[] }
  /** Somebody's own words, verbatim and attributed. */
  | { type: 'quote'; author: Span; text: string; at?: number }
  /** Label and value pairs. */
  | { type: 'fields'; fields: { label: string; value: Span[] }[] }
  | { type: 'buttons'; buttons: Button[] }
  /** Rarely needed choices behind one control. */
  | { type: 'menu'; label: string; items: Button[] }

export type Span =
  | string
  | { type: 'strong'; text: string }
  /**
   * A person. `account` is given when the person has one on this platform; `notify` only where the bot itself means to ping; `avatar` is
   * the https address of their picture.
   */
  | { type: 'person'; name: string; account?: string; avatar?: string; notify?: boolean }
  /** A link to a message, a conversation or an https address. */
  | { type: 'link'; text: string; to: { message: string } | { conversation: string } | { url: string } }
  /** A moment, shown in the reader's own time where the platform can. `zone` is used where it cannot. */
  | { type: 'time'; at: number; zone?: string }

/** What a press means is decided from stored state; the button only names the action and whose it is about. */
export interface Button {
  /** For instance "offer.accept". At most 40 characters. */
  action: string
  /** Ids only: a request, ping, suggestion or member id; at most 50 characters. */
  subject: string
  label: string
  style?: 'primary' | 'danger'
  /** A form opens at once, without a decision; its submission is the event. */
  form?: Form
}

export interface Form {
  title: string
  submit: string
  /** At most 5. */
  fields: Field[]
}

export interface Field {
  name: string
  label: string
  /** The value of a member is an account reference. */
  type: 'line' | 'text' | 'choice' | 'choices' | 'member'
  required: boolean
  maxLength?: number
  hint?: string
  value?: string
  options?: { value: string; label: string }[]
}
