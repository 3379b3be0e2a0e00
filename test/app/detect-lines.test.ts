import { PassThrough, Readable } from 'node:stream'
import { text } from 'node:stream/consumers'
import { describe, expect, it } from 'vitest'
import { detectLines } from '../../src/app/detect-lines.ts'
import { loadModels } from '../../src/app/load-models.ts'
import { models } from '../understanding/reader.ts'

async function answers(lines: string[]) {
  const output = new PassThrough()
  const said = text(output)
  await detectLines(Readable.from(lines.map((line) => `${line}\n`)), output, models)
  output.end()
  return (await said)
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line))
}

describe('askaround detect', () => {
  it('answers each line with its id, in order, with places as they were written', async () => {
    const said = await answers([
      JSON.stringify({ id: 'a', text: 'anyone know a plumber in Ottawa?', context: null }),
      '',
      JSON.stringify({ id: 'b', text: 'thanks', context: ['Ann: here you go'] }),
    ])
    expect(said).toMatchObject([
      { id: 'a', request: true, kind: 'referral', places: ['Ottawa'] },
      { id: 'b', request: false, places: [] },
    ])
  })

  it('says where a life may be in danger', async () => {
    const said = await answers([
      JSON.stringify({ id: 'a', text: 'I want to end my life' }),
      JSON.stringify({ id: 'b', text: 'dying to know who won' }),
    ])
    expect(said).toMatchObject([{ danger: true }, { danger: false }])
  })

  it('names the line that it cannot read', async () => {
    await expect(answers([JSON.stringify({ id: 'a', text: 'hi' }), 'not json'])).rejects.toThrow(/^Line 2 /u)
  })
})

it('says which file is missing and what to do', () => {
  expect(() => loadModels('/nowhere')).toThrow(/^Cannot read \/nowhere\/models\/.+\n\w/u)
})
