/** What Discord answers when it does not do what is asked: an HTTP status and a JSON error code. */
export class Refused extends Error {
  readonly status: number
  readonly code: number
  readonly errors: unknown

  constructor(status: number, code: number, message: string, errors?: unknown) {
    super(message)
    this.status = status
    this.code = code
    this.errors = errors
  }
}

export const refused = {
  unauthorized: () => new Refused(401, 0, '401: Unauthorized'),
  notFound: () => new Refused(404, 0, '404: Not Found'),
  unknownChannel: () => new Refused(404, 10003, 'Unknown Channel'),
  unknownGuild: () => new Refused(404, 10004, 'Unknown Guild'),
  unknownMember: () => new Refused(404, 10007, 'Unknown Member'),
  unknownMessage: () => new Refused(404, 10008, 'Unknown Message'),
  unknownUser: () => new Refused(404, 10013, 'Unknown User'),
  unknownWebhook: () => new Refused(404, 10015, 'Unknown Webhook'),
  unknownInteraction: () => new Refused(404, 10062, 'Unknown interaction'),
  unknownCommand: () => new Refused(404, 10063, 'Unknown application command'),
  alreadyAcknowledged: () => new Refused(400, 40060, 'Interaction has already been acknowledged.'),
  openingDmsTooFast: () => new Refused(403, 40003, 'You are opening direct messages too fast.'),
  missingAccess: () => new Refused(403, 50001, 'Missing Access'),
  notTheAuthor: () => new Refused(403, 50005, 'Cannot edit a message authored by another user'),
  emptyMessage: () => new Refused(400, 50006, 'Cannot send an empty message'),
  closedDms: () => new Refused(403, 50007, 'Cannot send messages to this user'),
  missingPermissions: () => new Refused(403, 50013, 'Missing Permissions'),
  tokenLapsed: () => new Refused(401, 50027, 'Invalid Webhook Token'),
  invalidForm: (errors: unknown) => new Refused(400, 50035, 'Invalid Form Body', errors),
  threadExists: () => new Refused(400, 160004, 'A thread has already been created for this message'),
  threadArchived: () => new Refused(400, 50083, 'Thread is archived'),
  threadLocked: () => new Refused(400, 160005, 'Thread is locked'),
}
