import { channelNamed } from './ids.ts'
import type { NewChannel } from './people.ts'

const forEverybody: NewChannel[] = [
  { name: 'general', topic: 'What everybody should see' },
  { name: 'help', topic: 'Ask for anything' },
  { name: 'random', topic: 'The rest' },
]

/**
 * The channels of a new page: some for everybody, and one for its moderators, if named.
 * @param moderators the name of their channel and of those who read it; it may be one of the others, which is theirs alone then
 */
export function firstChannels(moderators?: { name: string; members: string[] }): NewChannel[] {
  if (!moderators) return forEverybody
  const name = moderators.name.replace(/^#/, '')
  const others = forEverybody.filter((channel) => channelNamed(channel.name) !== channelNamed(name))
  return [...others, { name, topic: 'Only moderators read this', members: moderators.members }]
}
