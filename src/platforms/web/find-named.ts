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
