import type { ActionName } from '../commands/actions.ts'
import type { Block, Button, Card, Form, Span } from './card.ts'
import type { View } from './view.ts'
import type { MessageKey, Voice } from './voice.ts'

/** One card: what it says of the view. Pure. */
export type CardOf = (view: View, voice: Voice) => Card

/** Something that is said only if there is a reason to. */
type Maybe<T> = T | false | '' | undefined

const present = <T>(given: Maybe<T>[]): T[] => given.filter((one): one is T => Boolean(one))

/** Blocks in order, without those that have nothing in them. */
export const card = (...blocks: Maybe<Block>[]): Card => ({
  blocks: present(blocks).filter((block) => !isEmpty(block)),
})

function isEmpty(block: Block): boolean {
  switch (block.type) {
    case 'buttons':
      return block.buttons.length === 0
    case 'menu':
      return block.items.length === 0
    case 'fields':
      return block.fields.length === 0
    case 'text':
    case 'note':
      return block.spans.length === 0
    case 'quote':
      return false
  }
}

/** Sentences, with a space between. */
export const sentences = (...parts: Maybe<Span[]>[]): Span[] =>
  present(parts)
    .filter((part) => part.length > 0)
    .flatMap((part, i) => (i === 0 ? part : [' ', ...part]))

export const text = (...parts: Maybe<Span[]>[]): Block => ({ type: 'text', spans: sentences(...parts) })

export const note = (...parts: Maybe<Span[]>[]): Block => ({ type: 'note', spans: sentences(...parts) })

export const fields = (...given: Maybe<{ label: string; value: Span[] }>[]): Block => ({
  type: 'fields',
  fields: present(given).filter(({ value }) => value.length > 0),
})

export const buttons = (...given: Maybe<Button>[]): Block => ({ type: 'buttons', buttons: present(given) })

export const menu = (voice: Voice, ...items: Button[]): Block => ({
  type: 'menu',
  label: voice.plain('button.more'),
  items,
})

/** A button of the table of actions. Its label is "button.<action>" unless `label` names another. */
export function button(
  voice: Voice,
  action: ActionName,
  subject: string,
  options: { label?: MessageKey; style?: Button['style']; form?: Form } = {},
): Button {
  return {
    action,
    subject,
    label: voice.plain(options.label ?? (`button.${action}` as MessageKey)),
    ...(options.style ? { style: options.style } : {}),
    ...(options.form ? { form: options.form } : {}),
  }
}
