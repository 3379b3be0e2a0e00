import { stringify } from 'yaml'
import { commands } from './commands/commands.ts'
import { slackManifest } from './platforms/slack/manifest.ts'

/** The text of config/slack-manifest.yaml; with `base`, for HTTP mode at that address. */
export const saySlackManifest = (
  base?: string,
): string => `# The Slack app, made from the declared commands by \`npx askaround slack-manifest\`. docs/slack.md says how to use it.
${stringify(slackManifest(commands, base), { lineWidth: 0 })}`
