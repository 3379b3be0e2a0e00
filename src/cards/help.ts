import { commands, findCommand } from '../commands/commands.ts'
import type { CardOf } from './blocks.ts'
import { card, fields, note, text } from './blocks.ts'
import { strong } from './spans.ts'

/** All commands, or how to use one. */
export const help: CardOf = (view, voice) => {
  const asked = view.query === undefined ? undefined : findCommand(view.query)
  if (!asked) {
    return card(
      text(voice.say('help')),
      fields(...commands.map(({ name, description }) => ({ label: `/${name}`, value: [description] }))),
      note(voice.say('help.more')),
    )
  }
  const [explanation, ...examples] = asked.help.split('\n')
  return card(
    text([strong(`/${asked.name}`), ' ', explanation!]),
    ...examples.map((example) => note([example])),
    fields(...(asked.subcommands ?? []).map(({ name, description }) => ({ label: name, value: [description] }))),
  )
}
