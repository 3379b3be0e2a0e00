import { decideMember } from '../decide.ts'
import type { World } from './open-world.ts'

const VOLUNTEERS_WITH = 5
/** Messages that a reply can still be joined to; those before are forgotten. */
const MOST_MESSAGES = 50_000

interface Townsman {
  account: string
  messages: number
  volunteer: boolean
}

/** Those whose messages the recording holds, on the platform: who they are there, and where their messages stand. */
export function createTownspeople(world: World) {
  const people = new Map<string, Townsman>()
  const posted = new Map<string, { message: string; conversation: string }>()
  const { platform, checker, bot, clock } = world
  let volunteers = 0

  async function personOf(name: string): Promise<Townsman> {
    const known = people.get(name)
    if (known) return known
    const account = await platform.client.signIn(name)
    checker.arrived(account, platform.client.conversations(account).dm)
    const person = { account, messages: 0, volunteer: false }
    people.set(name, person)
    return person
  }

  /** Looks at the profile, so that the bot knows the person; no form takes a volunteer without a topic, so the rest is told to it directly. */
  async function volunteer(person: Townsman) {
    await platform.client.runCommand(person.account, platform.client.conversations(person.account).dm, '/profile')
    const member = await world.store.memberByAccount(person.account, world.communityId)
    if (!member) throw new Error(`${person.account} signed in, and is not known to the bot.`)
    const at = clock.now()
    await world.store.transaction(async (tx) => {
      await decideMember(bot, tx, member.id, { type: 'volunteered', at, topics: [], places: [] })
      await decideMember(bot, tx, member.id, { type: 'profile-changed', at, changes: { learning: true } })
    })
    await world.settle()
    const { weekly_limit, quiet_hours } = bot.config.pings
    checker.volunteered(person.account, {
      weeklyLimit: weekly_limit,
      quietHours: quiet_hours,
      timeZone: world.timeZone,
    })
    person.volunteer = true
    volunteers++
  }

  return {
    accountOf: (name: string) => people.get(name)?.account,
    isVolunteer: (name: string) => people.get(name)?.volunteer ?? false,
    get count() {
      return { members: people.size, volunteers }
    },
    /** Posts as `name` in a channel or thread, the fifth time as a volunteer. Resolves when the bot has done what it had to. */
    async post(name: string, id: string, conversation: string, text: string, replyTo?: string): Promise<string> {
      const person = await personOf(name)
      person.messages++
      if (person.messages === VOLUNTEERS_WITH) await volunteer(person)
      const words = text.slice(0, platform.limits.text).trimEnd() || '…'
      const answered = replyTo === undefined ? undefined : posted.get(replyTo)
      checker.wrote(person.account, words, conversation)
      const message = await platform.client.postMessage(person.account, conversation, words, {
        ...(answered?.conversation === conversation && { replyTo: answered.message }),
      })
      if (posted.size >= MOST_MESSAGES) posted.delete(posted.keys().next().value!)
      posted.set(id, { message, conversation })
      await world.settle()
      return message
    },
  }
}
