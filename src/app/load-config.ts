import { readFileSync } from 'node:fs'
import { relative, resolve } from 'node:path'
import { LineCounter, parseDocument } from 'yaml'
import type { z } from 'zod'
import { type Config, configSchema, configSections } from './config-schema.ts'
import { type Environment, readEnvironment } from './environment.ts'
import { ConfigError, explainIssues, type Problem } from './problems.ts'
import { type SupportLines, supportLineKeys, supportLinesSchema } from './support-lines.ts'

/** The folder that holds package.json; paths in the settings are relative to it. */
export const projectFolder = resolve(import.meta.dirname, '../..')

export interface Settings {
  /** `data_directory` is absolute; PORT and HOST of the environment stand in `web`. */
  config: Config
  environment: Environment
  supportLines: SupportLines
}

interface Sources {
  /** Must exist when named. By default config/askaround.yaml of the project; without that file the shipped defaults hold. */
  configFile?: string
  supportLinesFile?: string
  env?: Record<string, string | undefined>
}

/**
 * Reads and checks all settings.
 * @throws ConfigError with every problem of every source at once
 */
export function loadConfig({ configFile, supportLinesFile, env }: Sources = {}): Settings {
  const config = readYaml(configFile ?? resolve(projectFolder, 'config/askaround.yaml'), {
    schema: configSchema,
    knownKeys: knownConfigKeys,
    required: configFile !== undefined,
  })
  const lines = readYaml(supportLinesFile ?? resolve(projectFolder, 'config/support-lines.yaml'), {
    schema: supportLinesSchema,
    knownKeys: supportLineKeys,
    required: supportLinesFile !== undefined,
  })
  const environment = readEnvironment(env)
  const problems = [...config.problems, ...lines.problems, ...(environment.problems ?? [])]
  if (config.value && lines.value) problems.push(...findMissingSupport(config.value, lines.value, config.source))
  if (problems.length > 0 || !config.value || !lines.value || environment.problems) throw new ConfigError(problems)

  const { port, host } = environment.value
  const { web, data_directory } = config.value
  return {
    config: {
      ...config.value,
      // The sandbox's clock can be moved; nobody moves that of a real workspace.
      sandbox: config.value.sandbox && !environment.value.slack && !environment.value.discord,
      web: { ...web, port: port ?? web.port, host: host ?? web.host },
      data_directory: resolve(projectFolder, data_directory),
    },
    environment: environment.value,
    supportLines: lines.value,
  }
}

const knownConfigKeys = Object.entries(configSections).flatMap(([name, field]) => [
  name,
  ...('shape' in field ? Object.keys(field.shape).map((key) => `${name}.${key}`) : []),
])

interface Expected<Schema> {
  schema: Schema
  knownKeys: readonly string[]
  required: boolean
}

/** Reads a YAML file and checks it: its value, or all that is wrong with it. */
export function readYaml<Schema extends z.ZodType>(file: string, { schema, knownKeys, required }: Expected<Schema>) {
  const source = relative(process.cwd(), file).startsWith('..') ? file : relative(process.cwd(), file)
  const fail = (problems: Problem[]) => ({ source, problems, value: undefined })
  let text = ''
  try {
    text = readFileSync(file, 'utf8')
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (required || code !== 'ENOENT')
      return fail([
        { source, key: 'the file', value: `not readable (${code})`, remedy: 'give the path of a YAML file' },
      ])
  }

  const lineCounter = new LineCounter()
  const document = parseDocument(text, { lineCounter, prettyErrors: false })
  if (document.errors.length > 0)
    return fail(
      document.errors.map((error) => {
        const { line } = lineCounter.linePos(error.pos[0])
        const value = JSON.stringify(text.split('\n')[line - 1]?.trim() ?? '')
        return { source, key: `line ${line}`, value, remedy: `correct the YAML (${error.message})` }
      }),
    )

  const input = withoutEmptySections(document.toJS())
  const parsed = schema.safeParse(input)
  if (!parsed.success) return fail(explainIssues(parsed.error.issues, { input, source, knownKeys }))
  return { source, problems: [], value: parsed.data }
}

/** A heading with nothing below it, and an empty file, mean the defaults. */
function withoutEmptySections(input: unknown): unknown {
  if (input === null) return {}
  if (typeof input !== 'object' || Array.isArray(input)) return input
  return Object.fromEntries(Object.entries(input).filter(([, value]) => value !== null))
}

/** Support is offered only where there is somebody to tell and a line to name. */
function findMissingSupport({ community, support, web }: Config, lines: SupportLines, source: string): Problem[] {
  if (!support.moderators_channel) return []
  const orNot = 'or leave support.moderators_channel empty'
  const problems: Problem[] = []
  if (!community.country) {
    const remedy = `name the country whose support lines are given, ${orNot}`
    problems.push({ source, key: 'community.country', value: 'not set', remedy })
  } else if (!lines[community.country]) {
    const remedy = `add its lines to config/support-lines.yaml, ${orNot}`
    problems.push({ source, key: 'community.country', value: `"${community.country}"`, remedy })
  }
  if (web.organisers.length === 0) {
    const remedy = `name those who read the moderators' channel, ${orNot}`
    problems.push({ source, key: 'web.organisers', value: 'empty', remedy })
  }
  return problems
}
