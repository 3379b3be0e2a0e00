import { describe, expect, it } from 'vitest'
import { createLogger } from '../../src/shared/logger.ts'

/** What was written to the log by `use`. */
function logged(use: (logger: ReturnType<typeof createLogger>) => void, secrets: string[] = []): string {
  let lines = ''
  use(createLogger({ level: 'info', secrets, destination: { write: (line) => (lines += line) } }))
  return lines
}

describe('the log', () => {
  it('says what happened to which request', () => {
    const line = JSON.parse(logged((logger) => logger.info({ requestId: 'r1', wave: 2 }, 'wave sent')))
    expect(line).toMatchObject({ requestId: 'r1', wave: 2, msg: 'wave sent' })
  })

  it("never holds people's words, at any depth", () => {
    const words = 'my knee hurts'
    const out = logged((logger) => {
      logger.info({ text: words, event: { content: words, fields: { what: words } } }, 'event')
      logger.warn({ suggestions: [{ id: 's1', thanks: words }] }, 'odd')
    })
    expect(out).not.toContain('knee')
    expect(out).toContain('s1')
  })

  it('never holds what a database error says of the row', () => {
    const error = Object.assign(new Error('duplicate key'), {
      code: '23505',
      detail: 'Key (text)=(my knee)',
      parameters: ['my knee'],
    })
    const out = logged((logger) => {
      logger.error(error, 'not saved')
      logger.error({ error }, 'not saved')
      logger.error({ deeper: { error } }, 'not saved')
    })
    expect(out).not.toContain('knee')
    expect(out.match(/23505/g)).toHaveLength(3)
    expect(out.match(/logger\.test\.ts/g)!.length).toBeGreaterThanOrEqual(3)
  })

  it('never holds what an error says, for it may quote somebody; what kind it was, its code and where it happened stay', () => {
    const quoting = 'invalid input: "my knee\n    at home (/it/hurts:1:1)\n    at /night.ts:1:1"'
    const thrown = Object.assign(new TypeError(quoting, { cause: new RangeError('my knee') }), { code: 'my knee' })
    const slacks = Object.assign(new Error('my knee'), {
      code: 'slack_webapi_platform_error',
      data: { error: 'channel_not_found', blocks: 'my knee' },
    })
    const changed = new Error('first')
    changed.message = 'my knee'
    const out = logged((logger) => {
      for (const error of [thrown, slacks, changed]) {
        logger.error(error)
        logger.error({ error }, 'not done')
      }
    })
    expect(out).not.toMatch(/knee|hurts|night/)
    expect(out).toContain('TypeError')
    expect(out).toContain('RangeError')
    expect(out).toContain('channel_not_found')
    expect(out.match(/logger\.test\.ts/g)!.length).toBeGreaterThanOrEqual(6)
  })

  it('never holds a token, a key or a password, wherever they hide', () => {
    const out = logged(
      (logger) => {
        logger.info(
          { botToken: 'xoxb-1', headers: { authorization: 'Bearer abc', cookie: 'sid=abc' }, apiKey: 'abc' },
          'sent',
        )
        logger.error('cannot reach postgres://ada:abc@db/x, gone: redis://:abc@cache')
        logger.info('started with s3cret-value')
      },
      ['s3cret-value'],
    )
    expect(out).not.toMatch(/abc|xoxb|s3cret/)
    expect(out).toContain('postgres://ada:[hidden]@db/x')
  })
})
