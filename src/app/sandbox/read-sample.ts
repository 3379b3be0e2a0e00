import { resolve } from 'node:path'
import { projectFolder, readYaml } from '../load-config.ts'
import { ConfigError } from '../problems.ts'
import { type Sample, sampleKeys, sampleSchema } from './sample-schema.ts'

/**
 * Reads the sample community.
 * @throws ConfigError with every problem of the file at once
 */
export function readSample(file = resolve(projectFolder, 'config/sample-community.yaml')): Sample {
  const { value, problems } = readYaml(file, { schema: sampleSchema, knownKeys: sampleKeys, required: true })
  if (!value) throw new ConfigError(problems)
  return value
}
