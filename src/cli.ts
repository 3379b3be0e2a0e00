import { Command } from 'commander'
import manifest from '../package.json' with { type: 'json' }
import { loadConfig } from './app/load-config.ts'
import { ConfigError } from './app/problems.ts'

const program = new Command('askaround')
  .description(manifest.description)
  .version(manifest.version)
  .option('--config <file>', 'settings to use instead of config/askaround.yaml')

program
  .command('check')
  .description('read the settings and say what is wrong with them')
  .action(() => {
    loadConfig({ configFile: program.opts<{ config?: string }>().config })
    console.log('The settings are fine.')
  })

try {
  await program.parseAsync()
} catch (error) {
  if (!(error instanceof ConfigError)) throw error
  console.error(error.message)
  process.exitCode = 1
}
