import { posix } from 'node:path'
import { parseAst } from 'vitest/node'

/** What the files below a folder may import and use. */
export interface Rule {
  /** A folder ("matching/") or a file ("main.ts") of src. The first rule that fits a file counts. */
  from: string
  /** Folders and files of src; with "type " before them, types only. Absent: everything. */
  project?: readonly string[]
  /** npm packages and Node's own modules ("node:sqlite", or "node:" for all). Absent: everything. */
  packages?: readonly string[]
  /** Globals that must not be used: "process", "Date.now", "new Date()" (without arguments). */
  withoutGlobals?: readonly string[]
}

interface Import {
  specifier: string
  typesOnly: boolean
}

/**
 * What a file does that its rule forbids, one sentence each; empty when all is well.
 * @param path of the file within src, with slashes
 */
export function checkSource(path: string, source: string, rules: readonly Rule[]): string[] {
  const rule = rules.find((rule) => isWithin(path, rule.from))
  if (!rule) return [`${path} is in no folder of the design`]
  const found = readSource(source)
  return [
    ...found.imports.flatMap((one) => checkImport(path, one, rule)),
    ...[...new Set(found.globals)]
      .filter((name) => rule.withoutGlobals?.includes(name))
      .map((name) => `${path} uses ${name}, which ${rule.from} may not`),
  ]
}

function checkImport(path: string, { specifier, typesOnly }: Import, { from, project, packages }: Rule): string[] {
  if (specifier === unreadable) return [`${path} imports something that only a run can tell`]
  if (!specifier.startsWith('.')) {
    const name = specifier.split('/', specifier.startsWith('@') ? 2 : 1).join('/')
    const allowed = !packages || packages.some((one) => (one.endsWith(':') ? name.startsWith(one) : name === one))
    return allowed ? [] : [`${path} imports ${specifier}, which ${from} may not`]
  }
  const target = posix.join(posix.dirname(path), specifier)
  if (!project || project.some((one) => isWithin(target, one))) return []
  if (!project.some((one) => one.startsWith('type ') && isWithin(target, one.slice(5))))
    return [`${path} imports ${target}, which ${from} may not`]
  return typesOnly ? [] : [`${path} imports more than types of ${target}`]
}

const isWithin = (path: string, folder: string) => (folder.endsWith('/') ? path.startsWith(folder) : path === folder)

/** Stands for a specifier that is no plain string. */
const unreadable = '?'

/** biome-ignore lint/suspicious/noExplicitAny: the syntax tree has a hundred node types, five of which matter here. */
type Node = any

/** Every import of a TypeScript source, dynamic and type imports included, and every global that it could mean. */
function readSource(source: string): { imports: Import[]; globals: string[] } {
  const imports: Import[] = []
  const globals: string[] = []
  const add = (source: Node, typesOnly: boolean) => {
    imports.push({ specifier: source?.type === 'Literal' ? source.value : unreadable, typesOnly })
    if (source?.value === 'node:process') globals.push('process.env')
  }

  visit(parseAst(source, { lang: 'ts' }), (node, parent, key) => {
    switch (node.type) {
      case 'ImportDeclaration':
        return add(node.source, node.importKind === 'type' || allOf(node.specifiers, 'importKind'))
      case 'ExportAllDeclaration':
        return add(node.source, node.exportKind === 'type')
      case 'ExportNamedDeclaration':
        if (node.source) add(node.source, node.exportKind === 'type' || allOf(node.specifiers, 'exportKind'))
        return
      case 'ImportExpression':
        return add(node.source, false)
      case 'TSImportType':
        return add(node.source, true)
      case 'TSExternalModuleReference':
        return add(node.expression, false)
      case 'MetaProperty':
        if (node.meta.name === 'import') globals.push('import.meta')
        return
      case 'NewExpression':
        if (node.callee.name === 'Date' && node.arguments.length === 0) globals.push('new Date()')
        return
      case 'CallExpression':
        if (node.callee.name === 'Date') globals.push('Date()')
        if (node.callee.name === 'require') add(node.arguments[0], false)
        return
      case 'MemberExpression':
        globals.push(`${node.object.name}.${node.computed ? node.property.value : node.property.name}`)
        return
      case 'VariableDeclarator':
        if (node.id.type === 'ObjectPattern')
          for (const { key } of node.id.properties) globals.push(`${node.init?.name}.${key?.name}`)
        return
      case 'Identifier':
        if (!isOnlyAName(parent, key)) globals.push(node.name)
    }
  })
  return { imports, globals }
}

/** An inline `import { type A }`: the whole declaration is erased only when every name says so. */
const allOf = (specifiers: Node[], kind: string) =>
  specifiers.length > 0 && specifiers.every((one) => one[kind] === 'type')

/** `x` of `a.x`, `{ x: 1 }`, `interface { x: string }`: the name of a member, not a variable. */
function isOnlyAName(parent: Node, key: string): boolean {
  return (key === 'property' && !parent.computed) || (key === 'key' && !parent.computed)
}

function visit(node: Node, see: (node: Node, parent: Node, key: string) => void, parent?: Node, parentKey = '') {
  if (typeof node.type === 'string') see(node, parent, parentKey)
  for (const [key, child] of Object.entries<Node>(node)) {
    if (Array.isArray(child)) for (const one of child) one && typeof one === 'object' && visit(one, see, node, key)
    else if (child && typeof child === 'object') visit(child, see, node, key)
  }
}
