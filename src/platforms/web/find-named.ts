import { accountRef } from './ids.ts'
import type { FindNamed } from './read-chat-text.ts'
import { folded, isHere } from './reading.ts'
import type { PersonRow } from './rows.ts'
import type { State } from './state.ts'

/** Those who share a space with this person, and the person: whom their page shows and whom they can name. */
export function peopleAround(state: State, account: string): PersonRow[] {
  const spaces = state.people.get(account)?.spaces ?? []
  return [...state.people.values()].filter(
    (person) => isHere(state, person.account) && person.spaces.some((space) => spaces.includes(space)),
  )
}

/** Whom a name, "@name" or account reference means among the people around somebody. */
export function findPerson(state: State, account: string, word: string): PersonRow | undefined {
  const name = folded(word.trim().replace(/^@/, ''))
  const people = peopleAround(state, account)
  return people.find((row) => row.account === word || row.account === accountRef(name) || folded(row.name) === name)
}

/** Finds whom "@Mitch Harlow …" names among the people around somebody: the longest name that the words begin with. */
export function findNamedAround(state: State, account: string): FindNamed {
  let people: { account: string; name: string; folded: string }[] | undefined
  return (words) => {
    people ??= peopleAround(state, account)
      .map((person) => ({ account: person.account, name: person.name, folded: folded(person.name) }))
      .sort((a, b) => b.name.length - a.name.length)
    return people.find(
      ({ name, folded: wanted }) =>
        folded(words.slice(0, name.length)) === wanted && !/^[\p{L}\p{M}\p{N}]/u.test(words.slice(name.length)),
    )
  }
}
