import type { CommandDeclaration, OptionDeclaration } from '../../commands/commands.ts'
import { requestPath } from './receive-by-http.ts'
import { shortcuts } from './receive-interactions.ts'

/** What Askaround may do in a workspace. docs/slack.md says why each. */
export const scopes = [
  'channels:history',
  'channels:read',
  'chat:write',
  'commands',
  'groups:history',
  'groups:read',
  'im:history',
  'im:read',
  'im:write',
  'metadata.message:read',
  'users:read',
]

/** What Askaround is told of; src/platforms/slack/take.ts says what it does with each. */
const events = [
  'app_home_opened',
  'app_uninstalled',
  'channel_archive',
  'channel_deleted',
  'channel_left',
  'channel_rename',
  'group_archive',
  'group_deleted',
  'group_left',
  'group_rename',
  'member_joined_channel',
  'member_left_channel',
  'message.channels',
  'message.groups',
  'message.im',
  'team_join',
  'tokens_revoked',
  'user_change',
]

/**
 * The app as Slack wants it described: "Create New App" → "From a manifest".
 * @param base where Slack reaches Askaround in HTTP mode, such as "https://ask.example.org"; Socket Mode needs no address
 */
export function slackManifest(commands: CommandDeclaration[], base?: string) {
  const request_url = base && new URL(requestPath, base).href
  const address = request_url ? { request_url } : {}
  return {
    display_information: {
      name: 'Askaround',
      description: 'Asks around for you among the people here who may know',
      background_color: '#2f4858',
    },
    features: {
      app_home: { home_tab_enabled: true, messages_tab_enabled: true, messages_tab_read_only_enabled: false },
      bot_user: { display_name: 'Askaround', always_online: true },
      shortcuts: [
        {
          name: 'Ask around',
          type: 'global',
          callback_id: shortcuts.global,
          description: 'Say what you need, where, and by when',
        },
        {
          name: 'Ask around about this',
          type: 'message',
          callback_id: shortcuts.message,
          description: 'Offer to ask around about this message',
        },
      ],
      slash_commands: commands.map(({ name, description, options, subcommands }) => {
        const usage_hint = subcommands ? subcommands.map((each) => each.name).join(' | ') : options.map(hint).join(' ')
        return {
          command: `/${name}`,
          ...(request_url ? { url: request_url } : {}),
          description,
          ...(usage_hint ? { usage_hint } : {}),
          // Channels and people come by id.
          should_escape: true,
        }
      }),
    },
    oauth_config: { scopes: { bot: scopes } },
    settings: {
      event_subscriptions: { ...address, bot_events: events },
      interactivity: { is_enabled: true, ...address },
      org_deploy_enabled: false,
      socket_mode_enabled: !request_url,
      token_rotation_enabled: false,
    },
  }
}

const hint = ({ name, required, choices }: OptionDeclaration) => {
  const shown = choices?.join(' | ') ?? name
  return required ? shown : `[${shown}]`
}
