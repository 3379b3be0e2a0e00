import { completeName, fold, most } from './complete-name.js'

/** What may stand in the place of an option, by its kind, and from where on. `partial`: the word that is being typed. */
export function fitsForOption(option, partial, before, known) {
  switch (option.type === 'text' ? option.completes : option.type) {
    case 'channel':
    case 'channels':
      return fitsAmong(known.channels, partial, '#')
    case 'member':
      return completeName(`${before.slice(0, before.length - partial.length)}@${partial.replace(/^@/, '')}`, known)
    case 'choice':
      return fitsAmong(option.choices, partial)
    case 'commands':
      return fitsAmong(
        known.commands.map(({ name }) => name),
        partial,
      )
    case 'time-zones':
      return fitsForZone(partial)
    case 'topics':
    case 'places':
      return fitsForList(option.completes, before, known)
    default:
      return undefined
  }
}

function fitsAmong(all, partial, mark = '') {
  const start = fold(partial.replace(/^[#@]/, ''))
  const fitting = all.filter((one) => fold(one).startsWith(start) && fold(one) !== start)
  const fits = fitting.slice(0, most).map((one) => ({ insert: `${mark}${one} `, label: `${mark}${one}` }))
  return { fits, eager: mark !== '' && partial.length > 1 && partial.startsWith(mark) }
}

/** "winn" → America/Winnipeg. */
function fitsForZone(partial) {
  const start = partial.toLowerCase()
  if (start.length < 2) return undefined
  const zones = Intl.supportedValuesOf('timeZone').filter((zone) => zone.toLowerCase().includes(start))
  return { fits: zones.slice(0, most).flatMap((zone) => (zone === partial ? [] : { insert: zone, label: zone })) }
}

/** The last of a list; after "near", or "in" before a capital, places follow topics. The server knows them. */
function fitsForList(completes, before, { found }) {
  const typed = before.replace(completes === 'places' ? /^\/\S+\s+\S+\s/ : /^\/\S+\s/, '')
  const place = /(?:^|\s)(?:near|around|close to)\s+([\s\S]*)$/i.exec(typed) ?? /\sin\s+(\p{Lu}[\s\S]*)$/u.exec(typed)
  const what = place ? 'places' : completes
  const start = (place?.[1] ?? typed).split(/[,;]/).at(-1).trimStart()
  if (start.length < 2) return undefined
  const words = found?.what === what && found.start === start ? found.words : []
  const fits = words.flatMap((word) => (fold(word) === fold(start) ? [] : { insert: word, label: word }))
  return { from: before.length - start.length, fits, eager: false, wants: { what, start } }
}
