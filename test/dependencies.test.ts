import { globSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { describe, expect, it } from 'vitest'

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
