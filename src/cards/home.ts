import { profile } from './about-member.ts'
import { button, buttons, type CardOf } from './blocks.ts'
import { ping } from './ping.ts'
import { myRequests } from './requests.ts'

/** All that is the reader's own in one place, where a platform has such a place: what waits for them, their profile, their requests. */
export const home: CardOf = (view, voice) => {
  const { pinged } = view.requests ?? {}
  const waiting = pinged?.pings.find(({ memberId, state }) => memberId === view.reader?.id && state === 'live')
  return {
    blocks: [
      ...(pinged && waiting ? ping({ ...view, request: pinged, about: waiting.id }, voice).blocks : []),
      ...profile(view, voice).blocks,
      ...myRequests(view, voice).blocks,
      buttons(button(voice, 'home.show', 'me')),
    ],
  }
}
