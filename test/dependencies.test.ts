import { globSync, readFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { parseAst } from 'vitest/node'

const project = resolve(import.meta.dirname, '..')

interface LockedPackage {
  dev?: boolean
  hasInstallScript?: boolean
  os?: string[]
  cpu?: string[]
  libc?: string[]
}
const lock: { packages: Record<string, LockedPackage> } = JSON.parse(
  readFileSync(join(project, 'package-lock.json'), 'utf8'),
)
const production = Object.entries(lock.packages).filter(([path, one]) => path !== '' && !one.dev)

describe('what runs in production', () => {
  it('is a list of packages that this test can see', () => {
    expect(production.map(([path]) => path)).toContain('node_modules/kysely')
  })

  it('installs without running a script', () => {
    expect(production.filter(([, one]) => one.hasInstallScript)).toEqual([])
  })

  it('is the same on every machine: no package is for one system, processor or C library only', () => {
    expect(production.filter(([, one]) => one.os || one.cpu || one.libc)).toEqual([])
  })

  it('brings no native add-on, built or to be built', () => {
    const found = production.flatMap(([path]) => globSync(`${path}/{*.gyp,**/*.node}`, { cwd: project }))
    expect(found).toEqual([])
  })
})

describe('the only install script', () => {
  it('is the one that brings Node 24, and it is allowed', () => {
    const scripts = Object.entries(lock.packages).filter(
      ([path, one]) => one.hasInstallScript && !path.endsWith('/fsevents'),
    )
    expect(scripts.map(([path]) => path)).toEqual(['node_modules/node'])
    const manifest = JSON.parse(readFileSync(join(project, 'package.json'), 'utf8'))
    expect(manifest.allowScripts).toEqual({ node: true })
  })
})

/** Packages that importing this file loads at once: what is imported as a type only, or when it is needed, is not among them. */
function loadedBy(file: string, seen = new Set<string>()): Set<string> {
  if (seen.has(file)) return seen
  seen.add(file)
  for (const node of parseAst(readFileSync(file, 'utf8'), { lang: 'ts' }).body) {
    if (node.type !== 'ImportDeclaration' || node.importKind === 'type') continue
    const { specifiers, source } = node
    const isType = (one: (typeof specifiers)[number]) => one.type === 'ImportSpecifier' && one.importKind === 'type'
    if (specifiers.length > 0 && specifiers.every(isType)) continue
    if (!source.value.startsWith('.')) seen.add(source.value)
    else if (source.value.endsWith('.ts')) loadedBy(resolve(dirname(file), source.value), seen)
  }
  return seen
}

describe('a club that uses neither Discord nor Slack', () => {
  it('loads neither, for they take a third of the memory', () => {
    const loaded = loadedBy(join(project, 'src/cli.ts'))
    expect(loaded).toContain('hono')
    expect(loaded).not.toContain('discord.js')
    expect(loaded).not.toContain('@slack/bolt')
  })
})
