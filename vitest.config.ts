import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    environment: 'node',
    // Processes, not threads: `node:sqlite`, signals and kill tests want a process of their own.
    pool: 'forks',
    execArgv: ['--disable-warning=ExperimentalWarning'],
    globalSetup: ['test/servers/find-services.ts'],
    // A machine that does much else at the same time is slow, not wrong.
    testTimeout: 120_000,
    hookTimeout: 120_000,
    expect: { poll: { timeout: 20_000 } },
  },
})
