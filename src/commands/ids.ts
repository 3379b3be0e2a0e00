/** Ids of pings, suggestions, referrals and drafts begin with the request's id and a dot; so do the subjects of notes. */
export function requestIdOf(id: string): string {
  const dot = id.indexOf('.')
  return dot < 0 ? id : id.slice(0, dot)
}

/** The slot of a note's subject, "<request id>.<slot>". */
export const slotOfNote = (subject: string): string => subject.slice(subject.indexOf('.') + 1)
