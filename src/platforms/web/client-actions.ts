import type { People, SignIn } from './people.ts'
import { conversationsOf, messagesFor } from './reading.ts'
import type { createReceiveInteractions } from './receive-interactions.ts'
import type { createReceiveMessages } from './receive-messages.ts'
import type { State } from './state.ts'

export type ClientActions = ReturnType<typeof createClientActions>

interface Parts {
  state: State
  people: People
  messages: ReturnType<typeof createReceiveMessages>
  interactions: ReturnType<typeof createReceiveInteractions>
}

/** All that a person can do. The page's routes, replays and tests go through these; each throws a Refusal with words for the person. */
export function createClientActions({ state, people, messages, interactions }: Parts) {
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
    messages: (conversation: string, account: string, options?: { before?: string; limit?: number }) =>
      messagesFor(state, conversation, account, options),
    conversations: (account: string) => conversationsOf(state, account),
  }
}
