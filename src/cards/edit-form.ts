import { joinPlaces } from '../commands/parse-places.ts'
import { commonTimeZones } from '../commands/time-zones.ts'
import type { Words } from '../requests/request.ts'
import type { PlaceMention } from '../understanding/understanding.ts'
import type { Form } from './card.ts'
import { buildForm, type Given } from './forms.ts'
import type { View } from './view.ts'
import type { Voice } from './voice.ts'

const LONGEST_TEXT = 3000
const MOST_CHOICES = 25

type Understood = Pick<Words, 'text' | 'kind' | 'topics' | 'places' | 'deadline'>

/**
 * The form for correcting what was understood. Where it is not clear which place or whose clock is meant, it asks by choices;
 * the clock takes the room of the kind, for a form holds five fields.
 */
export function editForm(view: View, voice: Voice, action: 'offer.edit' | 'request.edit', words: Understood): Form {
  const { text = '', deadline } = words
  const given: Record<string, Given> = {
    ...(text.length <= LONGEST_TEXT ? { text: { value: text } } : {}),
    topics: { value: words.topics.join(', ') },
    places: placeField(voice, words.places),
    deadline: { value: deadline?.text },
    ...(deadline?.zoneGuessed ? { timeZone: zoneField(view) } : { kind: { value: words.kind } }),
  }
  return buildForm(voice, action, given, 'edit')
}

/** The same form with what was typed into it before: the fields that it had then. */
export function editFormAgain(
  view: View,
  voice: Voice,
  action: 'offer.edit' | 'request.edit',
  typed: Record<string, string>,
): Form {
  const given = Object.fromEntries(Object.keys(typed).map((name): [string, Given] => [name, {}]))
  return buildForm(voice, action, 'timeZone' in typed ? { ...given, timeZone: zoneField(view) } : given, 'edit')
}

/** The first mention that nobody can place, if any. */
export const unclearPlace = (places: PlaceMention[]): PlaceMention | undefined =>
  places.find(({ place, candidates }) => !place && candidates.length > 1)

export const labelOfPlace = ({ place, text }: PlaceMention): string => place?.label ?? text

function placeField(voice: Voice, places: PlaceMention[]): Given {
  const all = (mentions: PlaceMention[]) => joinPlaces(mentions.map(labelOfPlace))
  const unclear = unclearPlace(places)
  if (!unclear) return { value: all(places) }
  const choices = unclear.candidates.slice(0, MOST_CHOICES - 1).map((candidate) => ({
    value: all(places.map((mention) => (mention === unclear ? { ...mention, place: candidate } : mention))),
    label: candidate.label,
  }))
  const without = all(places.filter((mention) => mention !== unclear))
  return { options: [...choices, { value: without || ';', label: voice.plain('form.edit.places.neither') }] }
}

/** People know what their own clock shows now, not the name of their zone. */
function zoneField(view: View): Given {
  const zones = [view.timeZone, ...commonTimeZones.filter((zone) => zone !== view.timeZone)]
  const options = zones
    .slice(0, MOST_CHOICES)
    .map((zone) => ({ value: zone, label: `${clock(view.now, zone)} · ${city(zone)}` }))
  return { value: view.timeZone, options }
}

/** Making a format takes a hundred times as long as using it. */
const clocks = new Map<string, Intl.DateTimeFormat>()

/** The weekday and time of a zone, as its people's clocks show it. */
export function clock(at: number, timeZone: string): string {
  let format = clocks.get(timeZone)
  if (!format) {
    format = new Intl.DateTimeFormat('en-GB', { timeZone, weekday: 'short', hour: '2-digit', minute: '2-digit' })
    clocks.set(timeZone, format)
  }
  return format.format(at)
}

const city = (zone: string) => zone.slice(zone.lastIndexOf('/') + 1).replaceAll('_', ' ')
