import { answer, type Rule } from './change.ts'
import { openedOffer } from './open-request.ts'

/** "I have a note for you" [Open]: shows what waits behind it, to the right person only (see transition.ts). */
export const onNoteOpened: Rule<'note-opened'> = (request, event) => {
  const card = request.notes[event.slot]
  if (!card || !event.interaction) return undefined
  // "asker-here:<suggestion or referral>" is about what its name says.
  const about = event.slot.split(':')[1]
  const { interaction } = event
  // What is shown of an offer goes when the offer does.
  if (event.slot === 'offer') return { request, effects: [{ type: 'answer', interaction, card, slot: openedOffer }] }
  return { request, effects: answer(event, card, about) }
}
