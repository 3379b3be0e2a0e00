import { readFileSync } from 'node:fs'
import { GatewayIntentBits, PermissionsBitField } from 'discord.js'
import { expect, test } from 'vitest'
import { intents } from '../../../src/platforms/discord/connect.ts'
import { neededPermissions } from '../../../src/platforms/discord/tell-organiser.ts'

const text = readFileSync(new URL('../../../docs/discord.md', import.meta.url), 'utf8')

test('the invitation asks for what the bot needs, and the table says why for each', () => {
  const integers = [...text.matchAll(/\b\d{10,}\b/g)].map(([integer]) => integer)
  expect(new Set(integers)).toEqual(new Set([String(neededPermissions)]))
  const names = new PermissionsBitField(neededPermissions).toArray().map((name) => name.toLowerCase().replace(/s$/, ''))
  const table = /\| permission \| why \|\n[\s\S]*?\n\n/.exec(text)![0]
  const listed = [...table.matchAll(/^\| ([A-Z][A-Za-z ]+) \|/gm)].map(([, name]) =>
    name!.toLowerCase().replace(/ |s$/g, ''),
  )
  expect(listed.toSorted()).toEqual(names.toSorted())
})

test('every intent that is asked for is named with its reason, and no other', () => {
  const named = [...text.matchAll(/^\| `([A-Za-z]+)`(?: \(privileged\))? \|/gm)].map(([, name]) => name)
  expect(named.toSorted()).toEqual(intents.map((bit) => GatewayIntentBits[bit]).toSorted())
})
