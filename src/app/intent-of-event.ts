import type { Intent } from '../commands/intent.ts'
import { intentOfCommand } from '../commands/intent-of.ts'
import { intentOfAction } from '../commands/intent-of-action.ts'
import type { PlatformEvent } from '../platforms/platform.ts'

export type InteractionEvent = Extract<PlatformEvent, { interaction: string }>

/** What somebody meant by a command, a press, a form, or a message picked from its menu. */
export function intentOf(event: InteractionEvent): Intent {
  switch (event.type) {
    case 'command-run':
      return intentOfCommand(event.command, event.values, {
        now: event.at,
        ...(event.channel ? { channel: event.channel } : {}),
      })
    case 'button-pressed':
      return intentOfAction(event.action, event.subject, {}, event.at)
    case 'form-submitted':
      return intentOfAction(event.action, event.subject, event.values, event.at)
    case 'message-chosen':
      return { to: 'ask', text: event.text, message: event.message, author: event.author, channel: event.channel }
  }
}
