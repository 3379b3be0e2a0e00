import { existsSync, globSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import manifest from '../package.json' with { type: 'json' }
import { configSchema } from '../src/app/config-schema.ts'
import { projectFolder } from '../src/app/load-config.ts'
import { commands, findCommand } from '../src/commands/commands.ts'

const read = (file: string) => readFileSync(join(projectFolder, file), 'utf8')
const documents = ['README.md', 'CONTRIBUTING.md', ...globSync('docs/*.md', { cwd: projectFolder })]
const readme = read('README.md')

/** What stands in single backticks outside of code blocks. */
const codeIn = (text: string) =>
  [...text.replaceAll(/^```.*?^```/gms, '').matchAll(/`([^`\n]+)`/g)].map(([, code]) => code!)

/** Cells of the rows whose first cell is a command: "| `/ask` | Ask around … |". */
const commandRows = (text: string) =>
  [...text.matchAll(/^\| `(\/[a-z -]+)` \| (.+) \|$/gm)].map(([, command, words]) => [command, words])

describe('what the docs say of commands', () => {
  it('the table of the README lists exactly the declared ones, in their own words', () => {
    expect(commandRows(readme)).toEqual(commands.map(({ name, description }) => [`/${name}`, description]))
  })

  it("the organisers' table lists exactly what /askaround can do", () => {
    const declared = findCommand('askaround')!.subcommands!
    expect(commandRows(read('docs/organisers.md'))).toEqual(
      declared.map(({ name, description }) => [`/askaround ${name}`, description]),
    )
  })

  it.each(documents)('%s names no command that does not exist', (file) => {
    const named = codeIn(read(file)).flatMap((code) => /^\/([a-z]+)(?: |$)/.exec(code)?.[1] ?? [])
    expect(named.filter((name) => !findCommand(name))).toEqual([])
  })
})

describe('what the docs say of settings', () => {
  const settings = parse(read('config/askaround.yaml'))
  const sections = Object.keys(settings)
  const isSetting = (code: string) => /^[a-z_]+\.[a-z0-9_]+$/.test(code) && sections.includes(code.split('.')[0]!)
  const settingIn = (key: string, from: object) =>
    key.split('.').reduce<unknown>((at, part) => (at as Record<string, unknown> | undefined)?.[part], from)

  it.each(documents)('%s names settings that exist', (file) => {
    const known = sections.flatMap((section) => Object.keys(settings[section] ?? {}).map((key) => `${section}.${key}`))
    const named = codeIn(read(file)).flatMap((code) => /^([a-z_]+\.[a-z0-9_]+)(?:: .+)?$/.exec(code)?.[1] ?? [])
    expect(named.filter(isSetting).filter((key) => !known.includes(key))).toEqual([])
  })

  it.each(documents)('%s gives defaults as they are', (file) => {
    const defaults = configSchema.parse({})
    const given = [...read(file).matchAll(/`([a-z_]+\.[a-z0-9_]+)` \(([^)]+)\)/g)].filter(([, key]) => isSetting(key!))
    expect(given.map(([, key, value]) => `${key} ${value}`)).toEqual(
      given.map(([, key]) => `${key} ${settingIn(key!, defaults)}`),
    )
  })

  it.each(documents)('%s names variables that .env.example has', (file) => {
    const known = read('.env.example')
    const named = codeIn(read(file)).filter((code) => /^[A-Z]+(_[A-Z]+)+$/.test(code) && !code.startsWith('TEST_'))
    expect(named.filter((name) => !known.includes(`${name}=`))).toEqual([])
  })
})

describe('what the docs point to', () => {
  it.each(documents)('%s links to what is there', (file) => {
    const links = [...read(file).matchAll(/\]\(([^)\s]+)\)/g)].map(([, link]) => link!)
    const own = links.filter((link) => !/^[a-z]+:/.test(link))
    expect(own.filter((link) => !leadsSomewhere(file, link))).toEqual([])
  })

  /** The project's folders are looked for at its top and in src/; what only a run makes is left out. */
  it.each(documents)('%s names files and folders that are there', (file) => {
    const paths = codeIn(read(file)).filter((code) => /^[\w.-]+(\/[\w.*-]*)+$|^[\w-]+\.(ts|json|yaml|md)$/.test(code))
    const lasting = paths.filter((path) => !/^(\.\/)?(data|artefacts)(\/|$)/.test(path))
    expect(lasting.filter((path) => !places(path).some(isThere))).toEqual([])
  })

  it.each(documents)('%s names npm scripts and npx commands that exist', (file) => {
    const text = read(file)
    const scripts = [...text.matchAll(/\bnpm (?:run (\w+)|(start|test)\b)/g)].map(([, run, short]) => run ?? short!)
    expect(scripts.filter((name) => !(name in manifest.scripts))).toEqual([])
    const known = [...read('src/cli.ts').matchAll(/\.command\('(\w+)/g)].map(([, name]) => name)
    const named = [...text.matchAll(/\bnpx askaround (\w+)/g)].map(([, name]) => name)
    expect(named.filter((name) => !known.includes(name))).toEqual([])
  })

  function leadsSomewhere(file: string, link: string): boolean {
    const [path = '', heading] = link.split('#')
    const target = path ? join(dirname(file), path) : file
    if (!isThere(target)) return false
    return (
      heading === undefined || [...read(target).matchAll(/^#+ (.+)$/gm)].some(([, words]) => anchor(words!) === heading)
    )
  }

  const places = (path: string) => [path, join('src', path), ...(path.includes('/') ? [] : [`src/**/${path}`])]

  const isThere = (path: string) =>
    path.includes('*') ? globSync(path, { cwd: projectFolder }).length > 0 : existsSync(join(projectFolder, path))

  /** As GitHub makes them of headings. */
  const anchor = (heading: string) =>
    heading
      .toLowerCase()
      .replaceAll(/[^\w\s-]/g, '')
      .replaceAll(' ', '-')
})

describe('the README', () => {
  it('has the two commands of a newcomer', () => {
    expect(readme).toContain('\nnpm ci && npm start\n')
    expect(readme).toContain('\nnpm ci && npm test\n')
  })

  it('names buttons that the bot shows', () => {
    const section = /^## Try it\n(.*?)^## /ms.exec(readme)![1]!
    const shown = Object.values(JSON.parse(read('config/messages/en.json')) as Record<string, string>)
    const page = globSync(['src/platforms/web/pages/*.ts', 'src/app/sandbox/stories/*.ts'], { cwd: projectFolder })
      .map(read)
      .join('\n')
    const labels = [...section.matchAll(/\*([^*]+)\*/g)].map(([, label]) => label!)
    expect(labels.length).toBeGreaterThan(5)
    expect(labels.filter((label) => !shown.includes(label) && !page.includes(label))).toEqual([])
  })
})

it.each(documents)('%s keeps its voice: no exclamation marks', (file) => {
  const words = read(file)
    .replaceAll(/^```.*?^```/gms, '')
    .replaceAll(/`[^`\n]+`/g, '')
    .replaceAll('![', '[')
  expect(words.match(/.*!.*/g) ?? []).toEqual([])
})
