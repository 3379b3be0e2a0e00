import type { WebPlatform } from '../../src/platforms/web/adapter.ts'
import type { ShownMessage } from '../../src/platforms/web/reading.ts'
import { buttonsOf } from './said-and-told.ts'

interface PersonParts {
  name: string
  account: string
  /** Everything that people do takes them a moment. */
  takesASecond: () => Promise<unknown>
  settle: () => Promise<unknown>
  /** Waits for work, or for the end of the process that does it. */
  through: <T>(work: () => Promise<T>) => Promise<T>
  web: () => WebPlatform
}

/** Somebody in the community: what they can do, and what they see. */
export interface Person {
  name: string
  account: string
  /** Posts in "#channel". @returns the message's reference */
  posts(channel: string, text: string): Promise<string>
  writesInThread(thread: string, text: string): Promise<string>
  /** Writes to the bot. */
  writesToBot(text: string): Promise<void>
  deletes(message: string): Promise<void>
  edits(message: string, text: string): Promise<void>
  /** @returns the private answer */
  runs(command: string, where?: string): Promise<string>
  /** Presses the newest button of that label that this person sees; `form` fills the form that it opens. @returns the private answer */
  presses(label: string, form?: Record<string, string>): Promise<string>
  /** The same on the newest message with these words. */
  pressesUnder(words: string, label: string, form?: Record<string, string>): Promise<string>
  /** Picks "Ask around about this" from a message's menu. */
  chooses(message: string): Promise<string>
  /** Labels of the buttons of the newest direct message. */
  buttons(): Promise<string[]>
  /** What the bot wrote in this person's direct messages, oldest first, as it stands now. */
  dms(): Promise<string[]>
  /** The newest direct message. */
  lastDm(): Promise<string>
  /** What this person sees in "#channel" or a thread, as "name: text". */
  sees(place: string): Promise<string[]>
  /** The newest thread in a channel. */
  thread(channel: string): Promise<string>
  /** Threads in a channel, oldest first. */
  threads(channel: string): Promise<string[]>
  /** The last message from the bot that only this person sees, direct ones included. */
  lastWord(): Promise<string>
  /** Whether these words stand in anything that this person can see. */
  seesAnywhere(words: string): Promise<boolean>
  closesDms(): Promise<void>
  leaves(): Promise<void>
}

const bot = 'web:a:askaround'
const conversationOf = (place: string) => (place.startsWith('#') ? `web:c:${place.slice(1)}` : place)
/** Times come with a narrow space before "PM". */
const shown = (text: string) => text.replaceAll('\u202f', ' ')

export function createPerson({ name, account, takesASecond, settle, through, web }: PersonParts): Person {
  const dm = () => web().client.conversations(account).dm
  const read = async (place: string) =>
    (await web().client.messages(place, account, { limit: 500 })).filter(({ removed }) => !removed)
  const everything = async (): Promise<ShownMessage[]> => {
    const channels = web()
      .client.conversations(account)
      .channels.map(({ channel }) => channel)
    const all = await Promise.all(channels.map((channel) => web().client.messages(channel, account, { limit: 500 })))
    const threads = all.flat().flatMap(({ thread }) => (thread ? [thread.conversation] : []))
    const lists = await Promise.all([...channels, ...threads, dm()].map(read))
    return lists.flat().sort((a, b) => a.at - b.at || numberOf(a) - numberOf(b))
  }
  const fromBot = ({ author }: ShownMessage) => author.account === bot
  const acts = async <T>(act: () => Promise<T>): Promise<T> => {
    await takesASecond()
    const result = await through(act)
    await settle()
    return result
  }
  const answerTo = async (act: () => Promise<unknown>): Promise<string> => {
    const before = new Set((await everything()).map(({ message }) => message))
    await acts(act)
    const answers = (await everything()).filter((each) => fromBot(each) && each.onlyForYou && !before.has(each.message))
    return shown(answers.map(({ text }) => text).join('\n'))
  }
  async function press(label: string, form?: Record<string, string>, words = ''): Promise<void> {
    const found = (await everything())
      .filter(({ text }) => shown(text).includes(words))
      .flatMap((message) => buttonsOf(message.card).map((button) => ({ message: message.message, button })))
      .findLast(({ button }) => button.label === label)
    if (!found) {
      const labels = (await everything()).flatMap(({ card }) => buttonsOf(card).map((button) => button.label))
      throw new Error(`${name} sees no button "${label}". There are: ${labels.join(', ')}`)
    }
    const { message, button } = found
    const wanted = { action: button.action, subject: button.subject }
    const opened = await web().client.press(account, message, wanted)
    if (!opened?.form) return
    const filled = opened.form.fields.map((field) => [field.name, form?.[field.name] ?? field.value ?? ''])
    await web().client.submitForm(account, message, wanted, Object.fromEntries(filled))
  }
  return {
    name,
    account,
    posts: (channel, text) => acts(() => web().client.postMessage(account, conversationOf(channel), text)),
    writesInThread: (thread, text) => acts(() => web().client.postMessage(account, thread, text)),
    writesToBot: (text) => acts(async () => void (await web().client.postMessage(account, dm(), text))),
    deletes: (message) => acts(() => web().client.deleteMessage(account, message)),
    edits: (message, text) => acts(() => web().client.editMessage(account, message, text)),
    runs: (command, where = '#general') =>
      answerTo(() => web().client.runCommand(account, conversationOf(where), command)),
    presses: (label, form) => answerTo(() => press(label, form)),
    pressesUnder: (words, label, form) => answerTo(() => press(label, form, words)),
    chooses: (message) => answerTo(() => web().client.chooseMessage(account, message)),
    buttons: async () => buttonsOf((await read(dm())).findLast(fromBot)?.card).map(({ label }) => label),
    dms: async () => (await read(dm())).filter(fromBot).map(({ text }) => shown(text)),
    lastDm: async () => shown((await read(dm())).findLast(fromBot)?.text ?? ''),
    sees: async (place) =>
      (await read(conversationOf(place))).map(({ author, text }) => `${author.name}: ${shown(text)}`),
    async threads(channel) {
      const messages = await web().client.messages(conversationOf(channel), account, { limit: 500 })
      return messages.flatMap(({ thread }) => (thread ? [thread.conversation] : []))
    },
    async thread(channel) {
      const last = (await this.threads(channel)).at(-1)
      if (!last) throw new Error(`${name} sees no thread in ${channel}.`)
      return last
    },
    lastWord: async () => {
      const own = (await everything()).filter(
        (each) => fromBot(each) && (each.onlyForYou || each.conversation === dm()),
      )
      return shown(own.at(-1)?.text ?? '')
    },
    seesAnywhere: async (words) => (await everything()).some(({ text }) => shown(text).includes(words)),
    closesDms: () => web().client.changeSettings(account, { closedDms: true }),
    leaves: () => acts(() => web().client.leave(account)),
  }
}

const numberOf = ({ message }: ShownMessage) => Number(message.slice(message.lastIndexOf('.') + 1))
