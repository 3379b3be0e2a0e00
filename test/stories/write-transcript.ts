import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { projectFolder } from '../../src/app/load-config.ts'
import { platformOf } from '../../src/platforms/platform.ts'
import type { People } from './chats/chat.ts'
import type { Person } from './person.ts'

/** What stands at the end of a story wherever somebody can read it, as each chat shows it, for people to look at: artefacts/<name>.txt. */
export async function writeTranscript(
  name: string,
  chats: readonly People[],
  people: readonly Person[],
): Promise<void> {
  const lines: string[] = []
  for (const chat of chats) {
    const here = people.filter(({ account }) => platformOf(account) === chat.name)
    const show = async (title: string, account: string, conversation: string) => {
      const read = await chat.read(account, conversation)
      if (read.length === 0) return
      lines.push(`--- ${title}`, ...read.map(({ author, text }) => `${author}: ${text.replaceAll('\n', '\n    ')}`))
    }
    lines.push(`===== ${chat.name} =====`)
    for (const { name: reader, account } of here) {
      for (const channel of chat.channelsOf(account)) {
        await show(`what ${reader} sees in ${channel}`, account, channel)
        for (const thread of await chat.threads(account, channel))
          await show(`what ${reader} sees in the thread ${thread}`, account, thread)
      }
      await show(`${reader} and Askaround, by direct message`, account, chat.dm(account))
    }
  }
  mkdirSync(join(projectFolder, 'artefacts'), { recursive: true })
  writeFileSync(join(projectFolder, 'artefacts', `${name}.txt`), `${lines.join('\n')}\n`)
}
