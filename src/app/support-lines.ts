import { z } from 'zod'
import { address, optional, text } from './config-fields.ts'

const reach = 'give a number as text, in quotes'

const line = z
  .strictObject({
    name: text('give the name that the line calls itself'),
    call: optional(text(reach)),
    text: optional(text(reach)),
    web: optional(address(['https'], 'give an address that starts with https://')),
  })
  .refine((line) => line.call || line.text || line.web, 'give at least one of call, text and web')

const country = z.strictObject({
  emergency: text('give the emergency number as text, in quotes'),
  lines: z.array(line, 'give a list of lines').min(1, 'give at least one line'),
})

/** The one schema of config/support-lines.yaml: who can be reached in a crisis, by ISO 3166 country code. */
export const supportLinesSchema = z.record(
  z.string().regex(/^[A-Z]{2}$/),
  country,
  'give two-letter country codes in capitals, with their lines below',
)

export type SupportLines = z.output<typeof supportLinesSchema>

/** Keys of one country's entry, for "did you mean". */
export const supportLineKeys = [...Object.keys(country.shape), ...Object.keys(line.shape)]
