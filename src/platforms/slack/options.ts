import type { Form } from '../../cards/card.ts'
import type { ActionName } from '../../commands/actions.ts'
import type { CommandDeclaration } from '../../commands/commands.ts'
import type { Problem } from '../../commands/intent.ts'
import type { Clock } from '../../shared/clock.ts'
import type { Logger } from '../../shared/logger.ts'

export interface SlackOptions {
  /** Bot tokens (xoxb-…), one a workspace. */
  botTokens: string[]
  connect: { mode: 'socket'; appToken: string } | { mode: 'http'; signingSecret: string; port: number; host?: string }
  /** Base of the Web API; Slack's own when absent. */
  apiUrl?: string
  commands: CommandDeclaration[]
  /** Says in words what is wrong with what was typed. */
  explain(problem: Problem): string
  /** The form of an action, empty; commands that open one do nothing else. */
  commandForm?: (action: ActionName) => Form
  /** Called with each workspace at every start, before anything of it is told. */
  welcome?(workspace: { team: string; space: string; name: string }): Promise<void>
  /** Tells the owner of a workspace how to begin, once. */
  introducesItself?: boolean
  clock: Clock
  logger: Logger
  /** How long one call may take, in ms; 10 s when absent. */
  timeout?: number
}
