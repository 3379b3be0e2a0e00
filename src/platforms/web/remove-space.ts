import { parseConversation, parseMessage, slugOf, spaceRef } from './ids.ts'
import type { Live } from './live.ts'
import { type InteractionRow, keys } from './rows.ts'
import type { State } from './state.ts'
import { keysOfReading } from './unread.ts'

/**
 * Removes a space with its channels, what was said there, and the people who are nowhere else, with their direct messages.
 * Browsers that were these people are nobody again.
 */
export async function removeSpace(state: State, live: Live, id: string): Promise<void> {
  const { keep } = state
  const space = spaceRef(id)
  const people = [...state.people.values()].filter(({ spaces }) => spaces.includes(space))
  const gone = new Set(people.filter(({ spaces }) => spaces.length === 1).map(({ account }) => account))
  const channels = new Set([...state.channels.values()].filter((row) => row.space === space).map((row) => row.channel))
  const isOver = (conversation: string) => {
    const place = parseConversation(conversation)
    return place?.kind === 'dm' ? gone.has(place.account) : channels.has(place?.channel ?? '')
  }
  const entries: Record<string, string | undefined> = { [keys.founded(id)]: undefined }
  const prefixes = [...channels].flatMap((channel) => [keys.messages(channel), `m/web:t:${slugOf(channel)}.`])
  for (const prefix of [...prefixes, ...[...gone].map((account) => keys.messages(`web:d:${slugOf(account)}`))])
    for (const { key } of await keep.list(prefix)) entries[key] = undefined
  for (const { key, value } of await keep.list('e/'))
    if (isOver(parseMessage(value)?.conversation ?? '')) entries[key] = undefined
  for (const { key, value } of await keep.list('i/'))
    if (gone.has((JSON.parse(value) as InteractionRow).account)) entries[key] = undefined
  for (const { key, value } of await keep.list('s/')) {
    const { accounts } = JSON.parse(value) as { accounts: string[] }
    if (accounts.some((account) => gone.has(account)))
      entries[key] = JSON.stringify({ accounts: accounts.filter((account) => !gone.has(account)) })
  }
  for (const account of gone) {
    entries[keys.person(account)] = undefined
    for (const key of await keysOfReading(state, account)) entries[key] = undefined
  }
  for (const channel of channels) entries[keys.channel(channel)] = undefined
  await state.save({ entries })
  state.forget(isOver)
  for (const account of gone) state.people.delete(account)
  for (const channel of channels) state.channels.delete(channel)
  for (const person of people)
    if (!gone.has(person.account))
      await state.savePerson({ ...person, spaces: person.spaces.filter((other) => other !== space) })
  live.publish({ type: 'people' })
}
