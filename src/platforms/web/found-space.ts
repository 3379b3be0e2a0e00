import type { Keep } from '../platform.ts'
import { accountRef, channelRef, messageRef, slugFor, spaceRef, threadOn } from './ids.ts'
import type { NewChannel } from './people.ts'
import { type ChannelRow, keys, type MessageRow, type PersonRow } from './rows.ts'
import { openState } from './state.ts'

/** A space that begins with people and with what they said before. Names are told apart from all others on this platform. */
export interface NewSpace {
  /** Such as "sample". */
  id: string
  channels: NewChannel[]
  people: { name: string; about: string; admin: boolean; timeZone: string; locale: string; joinedAt: number }[]
  /** Posts with their threads, oldest first; people and channels by name, times in ms since 1970. */
  threads: (Said & { channel: string; title: string; replies: Said[] })[]
}

interface Said {
  author: string
  at: number
  text: string
}

/** What came to be, in the order of what was asked for: references of people, channels, and each thread's messages. */
export interface FoundedSpace {
  accounts: string[]
  channels: string[]
  threads: { message: string; thread: string; replies: string[] }[]
}

/** Writes a new space, all of it or nothing, before the platform is started. Asking again gives what is there already. */
export async function foundSpace(keep: Keep, { id, channels, people, threads }: NewSpace): Promise<FoundedSpace> {
  const known = await keep.get(keys.founded(id))
  if (known) return JSON.parse(known) as FoundedSpace
  const state = await openState(keep)
  const space = spaceRef(id)
  const persons = people.map(
    ({ about, ...person }): PersonRow => ({
      ...person,
      account: accountRef(slugFor(person.name)),
      spaces: [space],
      closedDms: false,
      sample: { about },
    }),
  )
  const places = channels.map(
    (channel): ChannelRow => ({ ...channel, channel: channelRef(slugFor(channel.name)), space }),
  )
  for (const { account } of persons) if (state.people.has(account)) throw new Error(`${account} is there already.`)
  for (const { channel } of places) if (state.channels.has(channel)) throw new Error(`${channel} is there already.`)
  const accountOf = (name: string) => persons.find((person) => person.name === name)!.account
  const row = (conversation: string, { author, at, text }: Said): MessageRow => ({
    message: messageRef(conversation, state.nextNumber()),
    conversation,
    author: accountOf(author),
    at,
    text,
  })
  const told = threads.map(({ channel, title, replies, ...post }) => {
    const root = row(places.find(({ name }) => name === channel)!.channel, post)
    const thread = threadOn(root.message)!
    return {
      root: { ...root, thread: { title, replies: replies.length } },
      thread,
      replies: replies.map((each) => row(thread, each)),
    }
  })
  const founded: FoundedSpace = {
    accounts: persons.map(({ account }) => account),
    channels: places.map(({ channel }) => channel),
    threads: told.map(({ root, thread, replies }) => ({
      message: root.message,
      thread,
      replies: replies.map(({ message }) => message),
    })),
  }
  await state.save({
    messages: told.flatMap(({ root, replies }) => [root, ...replies]),
    entries: {
      ...Object.fromEntries(persons.map((each) => [keys.person(each.account), JSON.stringify(each)])),
      ...Object.fromEntries(places.map((each) => [keys.channel(each.channel), JSON.stringify(each)])),
      [keys.founded(id)]: JSON.stringify(founded),
    },
  })
  return founded
}
