import { z } from 'zod'

/** A whole number from `from` to `to`, both included. */
export function wholeNumber(from: number, to: number, unit = '') {
  const remedy = `give a whole number${unit && ` of ${unit}`} from ${from} to ${to}`
  return z.int(remedy).min(from, remedy).max(to, remedy)
}

/** A number from `from` to `to`, both included. */
export function number(from: number, to: number) {
  const remedy = `give a number from ${from} to ${to}`
  return z.number(remedy).min(from, remedy).max(to, remedy)
}

export const trueOrFalse = () => z.boolean('give true or false')

export const text = (remedy: string) => z.string(remedy).trim().min(1, remedy)

export function oneOf<const Choices extends readonly string[]>(choices: Choices) {
  return z.enum(choices, `give one of ${choices.join(', ')}`)
}

/** An IANA time zone that this Node knows. */
export const timeZone = () =>
  z
    .string('give an IANA time zone such as America/Winnipeg or Europe/Berlin')
    .refine(isTimeZone, 'give an IANA time zone such as America/Winnipeg or Europe/Berlin')

function isTimeZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone })
    return zone.includes('/') || zone === 'UTC'
  } catch {
    return false
  }
}

/** "22:00-08:00" → { from: "22:00", to: "08:00" }. May cross midnight. */
export function hours() {
  const remedy = 'give two times of day as "22:00-08:00", in quotes'
  return z
    .string(remedy)
    .regex(/^([01]\d|2[0-3]):[0-5]\d-([01]\d|2[0-3]):[0-5]\d$/, remedy)
    .transform((value) => ({ from: value.slice(0, 5), to: value.slice(6) }))
}

/** A URL of one of these schemes ("http"). */
export function address(schemes: readonly string[], remedy: string) {
  return z
    .string(remedy)
    .refine((value) => URL.canParse(value) && schemes.includes(new URL(value).protocol.slice(0, -1)), remedy)
}

/** May be left empty; undefined then. */
export function optional<Field extends z.ZodType>(field: Field) {
  return field.nullish().transform((value): z.output<Field> | undefined => value ?? undefined)
}
