import { Command, InvalidArgumentError } from 'commander'
import manifest from '../package.json' with { type: 'json' }
import { detectLines } from './app/detect-lines.ts'
import { loadConfig } from './app/load-config.ts'
import { openMeanings } from './app/open-meanings.ts'
import { ConfigError } from './app/problems.ts'
import { rankLines } from './app/rank-lines.ts'
import { replayFile } from './app/replay/replay-file.ts'
import { modelsOf, openRecord, openReplay, sayWhatIsOn, startConfigured } from './main.ts'
import { createMatching } from './matching/matching.ts'
import { createUnderstanding } from './understanding/create-understanding.ts'

const program = new Command('askaround')
  .description(manifest.description)
  .version(manifest.version)
  .option('--config <file>', 'settings to use instead of config/askaround.yaml')
  .showSuggestionAfterError()

/** @throws Error, shown as it is, when it is no whole number */
const wholeNumber = (typed: string) => {
  if (!/^\d+$/.test(typed)) throw new InvalidArgumentError('Give a whole number.')
  return Number(typed)
}

const settings = () => loadConfig({ configFile: program.opts<{ config?: string }>().config })

program
  .command('start')
  .description('start the bot and its web page')
  .action(async () => {
    const given = settings()
    const running = await startConfigured(given)
    console.log(sayWhatIsOn(given, running))
    let stopping = false
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
      process.on(signal, async () => {
        if (stopping) return
        stopping = true
        // Whatever stalls: all that is owed is in the record.
        setTimeout(() => process.exit(0), 5000).unref()
        await running.stop()
        process.exit(0)
      })
    }
  })

program
  .command('check')
  .description('look at everything that a start needs: green, amber and red lines; exits with 1 where one is red')
  .action(async () => {
    // A start needs nothing of this.
    const { checkEverything, sayFindings } = await import('./check-everything.ts')
    const findings = await checkEverything(settings)
    console.log(sayFindings(findings, process.stdout.isTTY))
    // Connections that were only opened to look at them hold nothing up.
    process.exit(findings.some(({ level }) => level === 'red') ? 1 : 0)
  })

program
  .command('detect')
  .description('say of each message whether it is a request; reads and writes JSON lines')
  .option('--first-look-only', 'without sentence vectors, even where they are installed')
  .action(async ({ firstLookOnly = false }: { firstLookOnly?: boolean }) =>
    detectLines(process.stdin, process.stdout, modelsOf(), firstLookOnly ? undefined : await openMeanings()),
  )

program
  .command('rank')
  .description('say of each request whom to ask; reads and writes JSON lines')
  .option('--suggestions-only', 'as if nobody had agreed to be learned from')
  .action(({ suggestionsOnly = false }: { suggestionsOnly?: boolean }) => {
    const models = modelsOf()
    const matching = createMatching({
      weights: models.matchingWeights,
      placeOf: models.gazetteer.placeById,
      topicWords: models.topicWords,
    })
    const { understand } = createUnderstanding(models)
    return rankLines(process.stdin, process.stdout, { matching, understand, suggestionsOnly })
  })

program
  .command('replay <file>')
  .description('play recorded chat through the whole bot and say what came of it (docs/replay.md)')
  .option('--limit <n>', 'how many messages to play at most', wholeNumber)
  .option('--skip <n>', 'how many messages to leave out first', wholeNumber)
  .option('--seed <n>', 'the same seed gives the same figures', wholeNumber)
  .action(async (file: string, options: { limit?: number; skip?: number; seed?: number }) => {
    const { parts, remove } = openReplay(settings())
    try {
      await replayFile(file, { ...parts, ...options, output: process.stdout })
    } finally {
      remove()
    }
  })

program
  .command('slack-manifest')
  .description('print the manifest from which Slack makes the app (docs/slack.md)')
  .option('--url <address>', 'for HTTP mode: where Slack reaches Askaround, such as https://ask.example.org')
  .action(async ({ url }: { url?: string }) => {
    const { saySlackManifest } = await import('./say-slack-manifest.ts')
    console.log(saySlackManifest(url).trimEnd())
  })

program
  .command('backup <file>')
  .description('copy the record to a file, beside a running bot')
  .action(async (file: string) => {
    const store = await openRecord(settings(), true)
    try {
      await store.backup(file)
      console.log(`The record is copied to ${file}.`)
    } finally {
      await store.close()
    }
  })

try {
  await program.parseAsync()
} catch (error) {
  // A problem that the operator can mend says how; anything else shows where it happened.
  const known = error instanceof ConfigError || (error instanceof Error && error.name === 'Error')
  console.error(known ? (error as Error).message : error)
  process.exit(1)
}
