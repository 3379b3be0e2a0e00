import type { Form } from '../../cards/card.ts'
import type { ActionName } from '../../commands/actions.ts'
import type { CommandDeclaration } from '../../commands/commands.ts'
import type { Problem } from '../../commands/intent.ts'
import type { Clock } from '../../shared/clock.ts'
import type { Logger } from '../../shared/logger.ts'
import type { Suggest } from '../platform.ts'
import type { ConnectOptions } from './connect.ts'

export interface DiscordOptions extends ConnectOptions {
  commands: CommandDeclaration[]
  /** Says in words what is wrong. */
  explain(problem: Problem): string
  /** The form of an action that a command opens instead of being run. */
  commandForm(action: ActionName): Form
  clock: Clock
  logger: Logger
  /** What is offered while topics and places are typed. */
  suggest?: Suggest
  /** Commands are registered in this server alone, where a change shows at once; everywhere when absent. */
  commandsIn?: string
  /** A server that the bot is in, each time that it is told of: resolves once it is known to the bot. */
  onSpace?(space: DiscordSpace): Promise<void>
  /** Tells the owner of a new server how to begin. */
  introducesItself?: boolean
  /** Nothing can go on: the token was refused, or the connection closed for good. The message names the remedy. */
  onFatal(message: string): void
}

export interface DiscordSpace {
  /** Discord's own id of it. */
  guild: string
  space: string
  name: string
  /** The channel of that name, with or without "#". */
  channelNamed(name: string): string | undefined
}
