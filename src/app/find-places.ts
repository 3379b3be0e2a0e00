import type { Problem } from '../commands/intent.ts'
import type { Community } from '../communities/community.ts'
import type { Place } from '../understanding/understanding.ts'
import type { Bot } from './bot.ts'

/** Places that people typed, looked up; in doubt the community's own, then one in the region of a place that is certain. */
export function findPlaces(
  bot: Pick<Bot, 'gazetteer'>,
  typed: string[],
  community: Pick<Community, 'places'>,
): { found: { id: string; label: string; latitude: number; longitude: number }[] } | { problem: Problem } {
  const found: { id: string; label: string; latitude: number; longitude: number }[] = []
  const own = community.places.flatMap((id) => bot.gazetteer.placeById(id) ?? [])
  for (const name of typed) {
    const candidates: Place[] = bot.gazetteer.findPlace(name)
    const regions = new Set([...own, ...found].map(({ label }) => regionOf(label)))
    const place =
      candidates.find(({ id }) => community.places.includes(id)) ??
      candidates.find(({ label }) => regions.has(regionOf(label))) ??
      candidates[0]
    if (!place) return { problem: { key: 'problem.unknown-place', values: { place: name } } }
    const { id, label, latitude, longitude } = place
    found.push({ id, label, latitude, longitude })
  }
  return { found }
}

/** "Brandon, MB" → "MB". */
const regionOf = (label: string) => label.slice(label.lastIndexOf(',') + 1).trim()
