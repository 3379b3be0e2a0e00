/** How many fits are shown. */
export const most = 8
export const fold = (words) => words.normalize('NFKC').toLowerCase()

/** "@mi" → everybody one of whose names begins so. */
export function completeName(before, { people }) {
  const begun = /(?:^|[\s(])@([^\s@](?:[^@\n]{0,39}))?$/.exec(before)
  if (!begun) return undefined
  const start = fold(begun[1] ?? '')
  const fitting = people.filter(
    (name) =>
      fold(name).startsWith(start) ||
      (!/\s/.test(start) &&
        fold(name)
          .split(' ')
          .some((part) => part.startsWith(start))),
  )
  if (fitting.length === 0 || fitting.some((name) => fold(name) === start)) return undefined
  const fits = fitting.slice(0, most).map((name) => ({ insert: `@${name} `, label: name }))
  return { from: before.length - start.length - 1, fits, eager: start !== '' }
}
