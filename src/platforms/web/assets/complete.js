import { completeCommand } from './complete-command.js'
import { completeName, most } from './complete-name.js'

/**
 * What helps somebody who is typing: how a command goes on, and what may stand at the caret. Pure.
 * @typedef {{ insert: string, label: string, detail?: string }} Fit `insert` takes the place of what stands from `from` to the caret
 * @typedef {{ from: number, fits: Fit[], eager: boolean, usage?: { parts: { text: string, now: boolean }[], says: string }, wants?: { what: string, start: string } }} Help
 *   `eager`: Enter takes the first; `wants`: what only the server knows
 * @param known commands as declared; names of people and channels; emoji as "👋 wave"; `found`: what the server answered
 * @returns {Help | undefined}
 */
export function complete(text, caret, known) {
  const before = text.slice(0, caret)
  const typed = /^\/([a-z-]*)(\s[\s\S]*)?$/i.exec(before)
  if (typed) return completeCommand(typed[1].toLowerCase(), typed[2], before, known)
  return completeName(before, known) ?? completeEmoji(before, known)
}

/** ":wav" → what is called so. */
function completeEmoji(before, { emoji = [] }) {
  const begun = /(?:^|[\s(]):([a-z0-9_+-]{2,30})$/i.exec(before)
  if (!begun) return undefined
  const start = begun[1].toLowerCase()
  const named = emoji.map((line) => line.split(' '))
  const score = (names) =>
    names.some((name) => name === start) ? 0 : names.some((name) => name.startsWith(start)) ? 1 : 2
  const fits = named
    .filter(([, ...names]) => names.some((name) => name.includes(start)))
    .sort(([, ...a], [, ...b]) => score(a) - score(b))
    .slice(0, most)
    .map(([sign, name]) => ({ insert: `${sign} `, label: sign, detail: name }))
  return fits.length > 0 ? { from: before.length - start.length - 1, fits, eager: true } : undefined
}
