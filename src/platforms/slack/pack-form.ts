import { deflateRawSync, inflateRawSync } from 'node:zlib'
import type { Field, Form } from '../../cards/card.ts'

/** The words of an action's own form, if it has one. */
export type FormOf = (action: string) => Form | undefined

/**
 * Puts a form into the value of its button, so that nothing about it is kept: Slack hands the value back with the press.
 * Where the form is the action's own, only what stands in its fields goes along. A value that has no room is left out with its
 * field, which leaves what it would change as it is.
 * @param room in characters
 * @returns undefined where even that does not fit
 */
export function packForm(form: Form, action: string, room: number, formOf: FormOf): string | undefined {
  const own = formOf(action)
  const whole =
    own && differsOnlyInValues(own, form)
      ? { v: Object.fromEntries(form.fields.map(({ name, value }) => [name, value ?? ''])) }
      : { f: form }
  const packed = pack(whole)
  if (packed.length <= room) return packed
  const longest = form.fields
    .filter(({ required, value }) => !required && value)
    .sort((a, b) => b.value!.length - a.value!.length)[0]
  if (!longest) return undefined
  return packForm({ ...form, fields: form.fields.filter((field) => field !== longest) }, action, room, formOf)
}

/** @returns undefined when the value holds no form */
export function unpackForm(value: string, action: string, formOf: FormOf): Form | undefined {
  if (!value) return undefined
  const { f, v } = unpack(value) as { f?: Form; v?: Record<string, string> }
  if (f) return f
  const own = formOf(action)
  if (!own || !v) return undefined
  const fields = own.fields.filter(({ name }) => name in v)
  return { ...own, fields: fields.map((field) => ({ ...field, ...(v[field.name] ? { value: v[field.name] } : {}) })) }
}

function pack(data: object): string {
  const plain = JSON.stringify(data)
  const dense = `z${deflateRawSync(plain, { level: 9 }).toString('base64url')}`
  return dense.length < plain.length ? dense : plain
}

const unpack = (packed: string): unknown =>
  JSON.parse(packed.startsWith('z') ? inflateRawSync(Buffer.from(packed.slice(1), 'base64url')).toString() : packed)

function differsOnlyInValues(own: Form, form: Form): boolean {
  const words = ({ value: _, ...rest }: Field) => rest
  const known = own.fields.filter(({ name }) => form.fields.some((field) => field.name === name))
  return (
    JSON.stringify([own.title, own.submit, known.map(words)]) ===
    JSON.stringify([form.title, form.submit, form.fields.map(words)])
  )
}
