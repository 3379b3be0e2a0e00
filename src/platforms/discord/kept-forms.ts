import type { Card } from '../../cards/card.ts'
import type { Keep } from '../platform.ts'
import { formsOf } from './render-card.ts'
import { keys } from './rows.ts'

/** Forms that hang on messages: kept before the message is sent, dropped with it or with the button. */
export function createKeptForms(store: Keep) {
  return {
    /** @returns the keys under which the card's forms are kept now */
    async keep(card: Card, mark: string): Promise<string[]> {
      const forms = [...formsOf(card, mark)].map(([id, form]) => [keys.form(id), JSON.stringify(form)] as const)
      if (forms.length > 0) await store.put(Object.fromEntries(forms))
      return forms.map(([key]) => key)
    },

    /** Notes which forms hang on a message now, and drops those that did before. */
    async note(message: string, now: string[]): Promise<void> {
      const key = keys.formsOf(message)
      const before = JSON.parse((await store.get(key)) ?? '[]') as string[]
      if (before.length === 0 && now.length === 0) return
      const gone = before.filter((each) => !now.includes(each)).map((each) => [each, undefined])
      await store.put({ ...Object.fromEntries(gone), [key]: now.length > 0 ? JSON.stringify(now) : undefined })
    },
  }
}
