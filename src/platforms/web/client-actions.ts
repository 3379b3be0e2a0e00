import type { Live } from './live.ts'
import type { People, SignIn } from './people.ts'
import { conversationsOf, messagesFor } from './reading.ts'
import type { createReceiveInteractions } from './receive-interactions.ts'
import type { createReceiveMessages } from './receive-messages.ts'
import type { State } from './state.ts'
import { beginReading, markRead, unreadOf } from './unread.ts'

export type ClientActions = ReturnType<typeof createClientActions>

interface Parts {
  state: State
  live: Live
  people: People
  messages: ReturnType<typeof createReceiveMessages>
  interactions: ReturnType<typeof createReceiveInteractions>
}

/** All that a person can do. The page's routes, replays and tests go through these; each throws a Refusal with words for the person. */
export function createClientActions({ state, live, people, messages, interactions }: Parts) {
  return {
    signIn: (name: string, details?: SignIn) => people.signIn(name, details),
    leave: (account: string) => people.leave(account),
    changeSettings: people.changeSettings,
    postMessage: messages.postMessage,
    editMessage: messages.editMessage,
    deleteMessage: messages.deleteMessage,
    press: interactions.press,
    submitForm: interactions.submitForm,
    runCommand: interactions.runCommand,
    submitCommandForm: interactions.submitCommandForm,
    chooseMessage: interactions.chooseMessage,
    dismiss: messages.dismiss,
    /** Comes to the page: from the first time on it is counted what they have not read. */
    arrive: (account: string) => beginReading(state, account),
    unread: (account: string) => unreadOf(state, account),
    /** Notes what this person has seen, up to the message with this number. */
    async read(account: string, conversation: string, upTo: number): Promise<void> {
      if (await markRead(state, account, conversation, upTo))
        live.publish({ type: 'read', conversation, onlyFor: account })
    },
    messages: (conversation: string, account: string, options?: { before?: string; limit?: number }) =>
      messagesFor(state, conversation, account, options),
    conversations: (account: string) => conversationsOf(state, account),
  }
}
