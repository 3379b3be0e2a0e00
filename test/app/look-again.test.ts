import { describe, expect, it } from 'vitest'
import { lookAgain } from '../../src/app/look-again.ts'
import { openMeanings } from '../../src/app/open-meanings.ts'
import { reader } from '../understanding/reader.ts'

/** What is thought of a text at the second look, and how often its meaning was asked for. */
async function look(text: string, meaning?: ArrayLike<number>) {
  let asked = 0
  const first = reader.detect(text)
  const second = await lookAgain(reader.secondLook, text, first, async () => {
    asked++
    return meaning
  })
  return { first, second, asked }
}

describe('The second look', () => {
  it.each([
    ['at what is surely no request', 'ok thanks, see you at nine'],
    [
      'at what is not in English, which is all that the vectors know',
      'Kann mir jemand sagen, wo man hier Angelscheine bekommt?',
    ],
    ['at a cry for help, which nothing may quieten', 'I can’t stop crying'],
  ])('is not taken %s', async (_, text) => {
    expect(await look(text)).toMatchObject({ asked: 0 })
  })

  it('is not taken where no meaning could lift the message to the score that something follows from', () => {
    const worth = (score: number, from?: number) =>
      reader.secondLook.worth('does anyone have a drill?', { ...reader.detect('x'), score }, from)
    expect([worth(0.2), worth(0.2, 0.76), worth(0.2, 0.95)]).toEqual([true, false, false])
    expect([worth(0.6), worth(0.6, 0.76), worth(0.6, 0.95)]).toEqual([true, true, false])
    expect(worth(0.97, 0.76)).toBe(true)
  })

  it('leaves the first look as it is when there is no vector in time', async () => {
    const { first, second, asked } = await look('does anyone have a drill?')
    expect(asked).toBe(1)
    expect(second).toBe(first)
  })

  it('names the meaning among what spoke for it, and all add up to the score', async () => {
    const meaningOf = (await openMeanings())!
    const text = 'My boiler shows a red triangle and the baby room is at 14 degrees'
    const { second } = await look(text, await meaningOf(text))
    const odds = second.signals.reduce((sum, { weight }) => sum + weight, 0)
    expect(second.signals.map(({ name }) => name)).toContain('what it means as a whole')
    expect(odds).toBeCloseTo(Math.log(second.score / (1 - second.score)), 3)
  })

  it('tells what is offered or asked of everybody from what is needed, better than the first', async () => {
    const meaningOf = (await openMeanings())!
    const better = await Promise.all(
      [
        ['Would anybody like my old piano? It only needs tuning', false],
        ['Did anybody else dream something odd last night?', false],
        ['My tent has a hole in it and we leave tonight', true],
      ].map(async ([text, request]) => {
        const { first, second } = await look(text as string, await meaningOf(text as string))
        return request ? second.score > first.score : second.score < first.score
      }),
    )
    expect(better).toEqual([true, true, true])
  })
})
