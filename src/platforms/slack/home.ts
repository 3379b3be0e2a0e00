import type { types } from '@slack/bolt'
import type { Card } from '../../cards/card.ts'
import type { CommandDeclaration } from '../../commands/commands.ts'
import type { Outcome } from '../platform.ts'
import { done } from './failures.ts'
import type { Interaction } from './ids.ts'
import type { Installations } from './installations.ts'
import { blockKit } from './limits.ts'
import { actionId, type Rendering, renderCard } from './render-card.ts'

interface Parts {
  installations: Installations
  commands: CommandDeclaration[]
  rendering(team: string): Rendering
}

/** The App Home: what the bot answered, above a button for each command, for slash commands do not work everywhere. */
export function createHome({ installations, commands, rendering }: Parts) {
  const buttons = commands
    .filter(({ subcommands }) => !subcommands)
    .map(
      ({ name }): types.Button => ({
        type: 'button',
        action_id: actionId('command', name),
        text: { type: 'plain_text', text: `/${name}` },
      }),
    )
  const menu: types.KnownBlock[] = []
  for (let at = 0; at < buttons.length; at += 5) menu.push({ type: 'actions', elements: buttons.slice(at, at + 5) })

  return async function showHome({ team, user }: Interaction, card: Card): Promise<Outcome<void>> {
    const { blocks } = renderCard(card, rendering(team))
    const shown = [...blocks, { type: 'divider' as const }, ...menu].slice(0, blockKit.blocksOfHome)
    const view: types.HomeView = { type: 'home', blocks: shown }
    const published = await installations.call(team, (client) => client.views.publish({ user_id: user, view }))
    return published.ok ? done(undefined) : published
  }
}
