import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    environment: 'node',
    // Processes, not threads: `node:sqlite`, signals and kill tests want a process of their own.
    pool: 'forks',
    execArgv: ['--disable-warning=ExperimentalWarning'],
    globalSetup: ['test/servers/find-services.ts'],
    testTimeout: 20_000,
    hookTimeout: 30_000,
  },
})
