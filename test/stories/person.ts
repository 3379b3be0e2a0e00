import { cardText } from '../../src/platforms/web/card-text.ts'
import type { Line, People } from './chats/chat.ts'
import { missingIn } from './chats/faithful.ts'
import { buttonsOf } from './said-and-told.ts'

interface PersonParts {
  name: string
  account: string
  /** Everything that people do takes them a moment. */
  takesASecond: () => Promise<unknown>
  settle: () => Promise<unknown>
  /** Waits for work, or for the end of the process that does it. */
  through: <T>(work: () => Promise<T>) => Promise<T>
  chat: People
  /** The thread about the same request that this person can write in: their side of a mirror. */
  threadHere: (thread: string) => Promise<string>
  /** Whether what waits behind a note is for this person; absent where notes are opened by hand. */
  isNoteFor?: ((subject: string) => Promise<boolean>) | undefined
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

/** Times come with a narrow space before "PM". */
const shown = (text: string) => text.replaceAll('\u202f', ' ')

/** What the bot said reads alike in every story; that the platform shows all of it is looked at here. */
function textOf({ card, text, author }: Line): string {
  if (!card) return shown(text)
  const missing = missingIn(card, text)
  if (missing.length > 0) throw new Error(`${author} said ${JSON.stringify(missing)}, and people are shown: ${text}`)
  return shown(cardText(card))
}

export function createPerson(parts: PersonParts): Person {
  const { name, account, takesASecond, settle, through, chat, threadHere, isNoteFor } = parts
  const opened = new Set<string>()
  const dm = () => chat.dm(account)
  const placeOf = async (place: string) => (place.startsWith('#') ? chat.channel(place.slice(1)) : threadHere(place))
  const read = async (place: string) =>
    chat.mayRead(account, place) || place === dm() ? chat.read(account, place) : []
  const everything = async (): Promise<Line[]> => {
    const channels = chat.channelsOf(account)
    const threads = await Promise.all(channels.map((channel) => chat.threads(account, channel)))
    const lists = await Promise.all([...channels, ...threads.flat(), dm()].map(read))
    return lists.flat().sort((a, b) => a.order - b.order)
  }
  const acts = async <T>(act: () => Promise<T>): Promise<T> => {
    await takesASecond()
    const result = await through(act)
    await settle()
    return result
  }
  const answerTo = async (act: () => Promise<unknown>): Promise<string> => {
    const asItStands = ({ message, text }: Line) => `${message} ${text}`
    const before = new Set((await everything()).map(asItStands))
    await acts(act)
    // A new one, or one that took the place of what was pressed.
    const answers = (await everything()).filter(
      (each) => each.byBot && each.onlyForYou && !before.has(asItStands(each)),
    )
    return answers.map(textOf).join('\n')
  }
  /** Where nobody can be shown something alone, people open the notes that wait for them. */
  async function opensNotes(): Promise<void> {
    if (!isNoteFor) return
    for (const line of await everything()) {
      const note = buttonsOf(line.card).find(({ action }) => action === 'note.open')
      if (!note || opened.has(line.message) || !(await isNoteFor(note.subject))) continue
      opened.add(line.message)
      await acts(() => chat.press(account, line, note, undefined))
    }
  }
  async function press(label: string, form?: Record<string, string>, words = ''): Promise<void> {
    await opensNotes()
    const found = (await everything())
      .filter((line) => textOf(line).includes(words))
      .flatMap((line) => buttonsOf(line.card).map((button) => ({ line, button })))
      .findLast(({ button }) => button.label === label)
    if (!found) {
      const labels = (await everything()).flatMap(({ card }) => buttonsOf(card).map((button) => button.label))
      throw new Error(`${name} sees no button "${label}". There are: ${labels.join(', ')}`)
    }
    await chat.press(account, found.line, found.button, form)
  }
  const fromBot = ({ byBot }: Line) => byBot
  const last = (lines: Line[]) => {
    const line = lines.findLast(fromBot)
    return line ? textOf(line) : ''
  }
  return {
    name,
    account,
    posts: (channel, text) => acts(async () => chat.post(account, await placeOf(channel), text)),
    writesInThread: (thread, text) => acts(async () => chat.post(account, await placeOf(thread), text)),
    writesToBot: (text) => acts(async () => void (await chat.post(account, dm(), text))),
    deletes: (message) => acts(() => chat.remove(account, message)),
    edits: (message, text) => acts(() => chat.edit(account, message, text)),
    runs: (command, where = '#general') => answerTo(async () => chat.run(account, await placeOf(where), command)),
    presses: (label, form) => answerTo(() => press(label, form)),
    pressesUnder: (words, label, form) => answerTo(() => press(label, form, words)),
    chooses: (message) => answerTo(() => chat.choose(account, message)),
    buttons: async () => buttonsOf((await read(dm())).findLast(fromBot)?.card).map(({ label }) => label),
    dms: async () => (await read(dm())).filter(fromBot).map(textOf),
    lastDm: async () => last(await read(dm())),
    sees: async (place) => (await read(await placeOf(place))).map((line) => `${line.author}: ${textOf(line)}`),
    threads: async (channel) => chat.threads(account, await placeOf(channel)),
    async thread(channel) {
      const newest = (await this.threads(channel)).at(-1)
      if (!newest) throw new Error(`${name} sees no thread in ${channel}.`)
      return newest
    },
    async lastWord() {
      await opensNotes()
      return last((await everything()).filter((each) => each.onlyForYou || each.conversation === dm()))
    },
    async seesAnywhere(words) {
      await opensNotes()
      return (await everything()).some((line) => textOf(line).includes(words))
    },
    closesDms: () => chat.closeDms(account),
    leaves: () => acts(() => chat.leave(account)),
  }
}
