import type { Clock } from '../../shared/clock.ts'
import type { Person } from '../platform.ts'
import type { Delivery, Owed } from './catch-up.ts'
import { accountRef, botAccount, channelRef, slugFor, slugOf, spaceRef } from './ids.ts'
import { longestName } from './limits.ts'
import type { Live } from './live.ts'
import { botName, folded, mayRead } from './reading.ts'
import { Refusal } from './refusal.ts'
import type { ChannelRow, PersonRow } from './rows.ts'
import type { State } from './state.ts'

export interface SignIn {
  /** IANA name, as the browser tells it. */
  timeZone?: string
  /** Such as "en-CA". */
  locale?: string
  /** Ids of the spaces to be in, such as "main"; the first one when absent. */
  spaces?: string[]
}

export interface NewChannel {
  name: string
  topic?: string
  /** Id of its space, such as "main"; the first one when absent. */
  space?: string
  /** Names of those who may read it; everybody when absent. */
  members?: string[]
}

/** Id of the space of the sample community, in the sandbox. */
export const sampleSpace = 'sample'

interface Parts {
  state: State
  delivery: Delivery
  live: Live
  clock: Clock
  organiserNames: string[]
  spaces: string[]
}

export type People = ReturnType<typeof createPeople>

/** Who is in the spaces of this platform, and which channels there are. */
export function createPeople({ state, delivery, live, clock, organiserNames, spaces }: Parts) {
  function personOf(account: string): PersonRow {
    const person = state.people.get(account)
    if (!person) throw new Refusal('Sign in first.')
    return person
  }

  async function save(person: PersonRow): Promise<PersonRow> {
    await state.savePerson(person)
    live.publish({ type: 'people' })
    return person
  }

  async function saveWith(type: 'member-joined' | 'member-left', person: PersonRow, space: string): Promise<Owed> {
    const owed = delivery.owe({ type, at: clock.now(), space, account: person.account })
    await state.savePerson(person, owed.entries)
    live.publish({ type: 'people' })
    return owed
  }

  /** Changes people one after the other, then tells the bot. */
  async function change<T>(work: () => Promise<{ result: T; told: Owed[] }>): Promise<T> {
    const { result, told } = await state.inTurn('people', work)
    for (const owed of told) await delivery.deliver(owed)
    return result
  }

  return {
    personOf,

    /** Somebody comes, for the first time or again; a name is one person. Returns the account. */
    signIn: async (name: string, { timeZone, locale, spaces: wanted }: SignIn = {}): Promise<string> => {
      const shown = checkName(name)
      return change(async () => {
        const known = [...state.people.values()].find((person) => folded(person.name) === folded(shown))
        const visits = wanted?.includes(sampleSpace) ?? false
        // A name is one person, and nobody is of the sample community and of another.
        if (known && visits !== (known.sample !== undefined))
          throw new Refusal('Somebody has this name already, in the other community. Please take another.')
        let person: PersonRow = {
          ...(known ?? newPerson(shown, visits)),
          ...(timeZone && isTimeZone(timeZone) && { timeZone }),
          ...(locale && /^[a-z]{2}\b/i.test(locale) && { locale: locale.slice(0, 2).toLowerCase() }),
        }
        const joins = (wanted ?? (known ? [] : spaces.slice(0, 1)))
          .map(spaceRef)
          .filter((space) => !person.spaces.includes(space))
        if (known && joins.length === 0) await save(person)
        const told: Owed[] = []
        for (const space of joins) {
          person = { ...person, spaces: [...person.spaces, space] }
          told.push(await saveWith('member-joined', person, space))
        }
        return { result: person.account, told }
      })
    },

    /** Leaves every space. The name stays taken; signing in with `spaces` comes back. */
    leave: (account: string): Promise<void> =>
      change(async () => {
        const told: Owed[] = []
        for (const space of personOf(account).spaces) {
          const person = personOf(account)
          const spaces = person.spaces.filter((other) => other !== space)
          told.push(await saveWith('member-left', { ...person, spaces }, space))
        }
        return { result: undefined, told }
      }),

    changeSettings: (account: string, settings: { closedDms?: boolean; timeZone?: string }): Promise<void> =>
      state.inTurn('people', async () => {
        if (settings.timeZone !== undefined && !isTimeZone(settings.timeZone))
          throw new Refusal('That is no time zone. Choose one such as America/Winnipeg.')
        await save({ ...personOf(account), ...settings })
      }),

    /** Returns the channel's reference. Asking again for the same name in the same space returns the same one. */
    createChannel: ({ name, topic, space = spaces[0]!, members }: NewChannel): Promise<string> =>
      state.inTurn('channels', async () => {
        const known = [...state.channels.values()].find((row) => row.space === spaceRef(space) && row.name === name)
        const channel = known?.channel ?? freeRef(slugFor(name), channelRef, state.channels)
        const row: ChannelRow = {
          channel,
          space: spaceRef(space),
          name,
          ...(topic && { topic }),
          ...(members && { members }),
        }
        if (JSON.stringify(row) !== JSON.stringify(known)) await state.saveChannel(row)
        live.publish({ type: 'channels' })
        return channel
      }),

    person(account: string): Person | undefined {
      const row = state.people.get(account)
      if (!row) return undefined
      const { name, locale, timeZone } = row
      const admin = row.admin || isListed(name)
      return { account, name, admin, ...(locale && { locale }), ...(timeZone && { timeZone }) }
    },

    readers: (conversation: string, accounts: string[]) =>
      new Set(accounts.filter((account) => mayRead(state, account, conversation))),
  }

  function isListed(name: string): boolean {
    return organiserNames.some((organiser) => folded(organiser) === folded(name))
  }

  function newPerson(name: string, visits: boolean): PersonRow {
    return {
      account: freeRef(slugFor(name), accountRef, state.people),
      name,
      spaces: [],
      admin: !visits && [...state.people.values()].every(({ sample }) => sample !== undefined),
      closedDms: false,
      joinedAt: clock.now(),
      ...(visits && { sample: 'visitor' as const }),
    }
  }
}

function checkName(name: string): string {
  const shown = name.normalize('NFC').replace(/\s+/g, ' ').trim()
  if (!shown || shown.length > longestName || /[\p{C}\p{Zl}\p{Zp}]/u.test(shown))
    throw new Refusal(`Give a name of 1 to ${longestName} letters.`)
  if (folded(shown) === folded(botName)) throw new Refusal(`${botName} is the bot's own name. Please take another.`)
  return shown
}

function freeRef(slug: string, ref: (slug: string) => string, taken: Map<string, unknown>): string {
  const isFree = (candidate: string) => !taken.has(ref(candidate)) && candidate !== slugOf(botAccount)
  if (isFree(slug)) return ref(slug)
  let number = 2
  while (!isFree(`${slug}-${number}`)) number++
  return ref(`${slug}-${number}`)
}

function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }) !== undefined
  } catch {
    return false
  }
}
