import { describe, expect, it } from 'vitest'
import { loadConfig } from '../../src/app/load-config.ts'
import { ConfigError } from '../../src/app/problems.ts'

const token = `${'a'.repeat(24)}.${'b'.repeat(6)}.${'c'.repeat(38)}`
const discordIn = (env: Record<string, string>) => loadConfig({ env }).environment.discord

function problemsIn(env: Record<string, string>) {
  try {
    loadConfig({ env })
  } catch (error) {
    if (error instanceof ConfigError) return error.problems
    throw error
  }
  return []
}

describe('Discord is', () => {
  it('off without a token', () => {
    expect(discordIn({})).toBeUndefined()
    expect(discordIn({ DISCORD_SHARDS: '0/1' })).toBeUndefined()
  })

  it('connected with a token alone', () => {
    expect(discordIn({ DISCORD_TOKEN: token })).toEqual({ token })
  })

  it('reached elsewhere, in some of its shards, with commands in one server, where that is said', () => {
    const env = {
      DISCORD_TOKEN: token,
      DISCORD_API_URL: 'http://127.0.0.1:4000/api',
      DISCORD_SHARDS: '2-3/16',
      DISCORD_COMMANDS_SERVER: '123456789012345678',
    }
    expect(discordIn(env)).toEqual({
      token,
      apiUrl: 'http://127.0.0.1:4000/api',
      shards: { ids: [2, 3], count: 16 },
      commandsIn: '123456789012345678',
    })
    expect(discordIn({ ...env, DISCORD_SHARDS: '5/16' })?.shards).toEqual({ ids: [5], count: 16 })
  })
})

describe('a wrong setting is named with what to do, and a token is not shown', () => {
  it.each([
    ['DISCORD_TOKEN', '1234567890123456789', 'Reset Token'],
    ['DISCORD_TOKEN', 'Bot abc', 'Reset Token'],
    ['DISCORD_SHARDS', '3-1/16', '0-3/16'],
    ['DISCORD_SHARDS', '0-16/16', '0-3/16'],
    ['DISCORD_SHARDS', 'all', '0-3/16'],
    ['DISCORD_COMMANDS_SERVER', 'my server', 'Copy Server ID'],
    ['DISCORD_API_URL', 'discord.com', 'https://discord.com/api'],
  ])('%s=%s', (key, value, remedy) => {
    const problems = problemsIn({ [key]: value })
    expect(problems).toMatchObject([{ key, remedy: expect.stringContaining(remedy) }])
    if (key === 'DISCORD_TOKEN') expect(JSON.stringify(problems)).not.toContain(value)
  })
})
