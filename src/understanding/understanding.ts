import type { Kind } from '../requests/kinds.ts'
import type { Mood } from './notice-mood.ts'

/** One named thing that spoke for or against "this is a request". `weight` is what it added to the score, in log-odds. */
export interface Signal {
  name: string
  weight: number
}

/** A place of the gazetteer. `id` is its GeoNames id. */
export interface Place {
  id: string
  /** The name people use: "Winnipeg". */
  name: string
  /** Name with region and country as needed to be clear: "Winnipeg, MB". */
  label: string
  country: string
  latitude: number
  longitude: number
  population: number
  timeZone: string
}

/** A place as somebody wrote it. `place` is absent when nobody can tell which is meant; `candidates` are then the choices. */
export interface PlaceMention {
  /** Exactly the words of the message, for instance "Louisville, KY". */
  text: string
  place?: Place
  candidates: Place[]
}

export interface Deadline {
  /** Milliseconds since 1970. */
  at: number
  /** The words that said so: "by 1 pm". */
  text: string
  /** True when the asker's time zone was only guessed and the deadline hangs on it: ask in the offer. */
  zoneGuessed: boolean
}

export type Urgency = 'now' | 'today' | 'soon' | 'whenever'

/** What a message asks for. Plain data; holds words taken from the message, so it is stored only after the asker's yes. */
export interface Understanding {
  request: boolean
  /** Probability that this is a request, 0..1. */
  score: number
  signals: Signal[]
  kind: Kind
  /** What it is about, most telling first, lower case, at most 5: ["web 2.0", "speaker"]. */
  topics: string[]
  places: PlaceMention[]
  deadline?: Deadline
  urgency: Urgency
  /** "low" when the writer sounds down ("Frustrated."). */
  mood?: 'low'
  /** Words of a life in danger. Such a message is never asked around. */
  crisis: boolean
  /** ISO 639-1, as far as told. */
  language: string
}

/** What is known around a message. All optional but the time. */
export interface MessageContext {
  /** Milliseconds since 1970 at which the message was written. */
  now: number
  /** IANA zone of the asker, or of the community when the asker's is unknown. */
  timeZone?: string
  /** False when `timeZone` is only the community's. */
  timeZoneKnown?: boolean
  /** The messages just before, oldest first, "name: text" or plain text. */
  before?: string[]
  /** GeoNames ids of places that this community has named as its own; they settle which Winnipeg is meant. */
  communityPlaces?: string[]
  /** What both looks made of the mood; without it, the first alone counts. */
  mood?: Mood
  /** Topics as this community puts them: what its volunteers offered first, then those of earlier requests. Those that the message names are told so. */
  communityTopics?: string[]
}
