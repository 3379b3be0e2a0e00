import type { Button, Card } from '../../cards/card.ts'
import type { ClientActions } from './client-actions.ts'
import { accountRef, channelNamed, parseMessage, slugFor } from './ids.ts'
import type { ShownMessage } from './reading.ts'
import { Refusal } from './refusal.ts'

/** Where something was done: the account, and the conversation that shows what came of it. */
interface Place {
  account: string
  conversation: string
}

/** People who do what they are told, in what they can see. All of it goes through what everybody can do. */
export function createActors(client: () => ClientActions) {
  /** What somebody sees, oldest first: channels, the latest threads, and their direct messages. */
  async function everything(account: string): Promise<ShownMessage[]> {
    const { channels, dm } = client().conversations(account)
    const said = (await Promise.all(channels.map(({ channel }) => client().messages(channel, account)))).flat()
    const threads = said.flatMap(({ thread }) => (thread ? [thread.conversation] : []))
    const rest = await Promise.all([...threads, dm].map((conversation) => client().messages(conversation, account)))
    return [...said, ...rest.flat()].sort((a, b) => numberOf(a) - numberOf(b))
  }

  async function newestThread(account: string, channel: string): Promise<string | undefined> {
    const threads = (await client().messages(channel, account)).flatMap(({ thread }) => thread ?? [])
    return threads.at(-1)?.conversation
  }

  return {
    newestThread,
    accountOf: (name: string) => accountRef(slugFor(name)),
    channelOf: channelNamed,
    async post(account: string, conversation: string, text: string): Promise<Place> {
      await client().postMessage(account, conversation, text)
      return { account, conversation }
    },
    async writeInThread(account: string, channel: string, text: string): Promise<Place> {
      const conversation = await newestThread(account, channel)
      if (!conversation) throw new Refusal('There is no thread yet.')
      await client().postMessage(account, conversation, text)
      return { account, conversation }
    },
    /** Presses the newest button of that label, on a message with these words, and fills in the form that it opens. */
    async press(account: string, label: string, under: string, fills: Record<string, string>): Promise<Place> {
      const found = (await everything(account))
        .filter(({ text }) => text.includes(under))
        .flatMap((shown) => buttonsOf(shown.card).map((button) => ({ shown, button })))
        .findLast(({ button }) => button.label === label)
      if (!found) throw new Refusal(`there is no “${label}” to press.`)
      const { message, conversation } = found.shown
      const { action, subject } = found.button
      const { form } = await client().press(account, message, { action, subject })
      if (form) {
        const values = form.fields.map((field) => [field.name, fills[field.name] ?? field.value ?? ''])
        await client().submitForm(account, message, { action, subject }, Object.fromEntries(values))
      }
      return { account, conversation }
    },
  }
}

const buttonsOf = (card: Card | undefined): Button[] =>
  (card?.blocks ?? []).flatMap((block) =>
    block.type === 'buttons' ? block.buttons : block.type === 'menu' ? block.items : [],
  )

const numberOf = ({ message }: ShownMessage) => parseMessage(message)!.number
