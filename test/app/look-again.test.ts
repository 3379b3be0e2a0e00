import { describe, expect, it } from 'vitest'
import { hearMood, lookAgain } from '../../src/app/look-again.ts'
import { openMeanings } from '../../src/app/open-meanings.ts'
import type { Meaning } from '../../src/understanding/meaning.ts'
import { onlyByMeaning } from '../understanding/only-by-meaning.ts'
import { reader } from '../understanding/reader.ts'

/** What is thought of a text at the second look, and how often its meaning was asked for. */
async function look(text: string, meaning?: Meaning) {
  let asked = 0
  const first = { found: reader.detect(text), mood: reader.mood(text) }
  const second = await lookAgain(reader, text, first, async () => {
    asked++
    return meaning
  })
  return { first: first.found, second: second.found, mood: { first: first.mood, second: second.mood }, asked }
}

describe('The second look', () => {
  it('is not taken at what is surely no request', async () => {
    expect(await look('ok thanks, see you at nine')).toMatchObject({ asked: 0 })
  })

  it('is taken at other languages too, by what they say word by word in English', async () => {
    const meaningOf = (await openMeanings())!
    const text = 'Kann mir jemand sagen, wo man hier Angelscheine bekommt?'
    expect(await meaningOf(text)).toMatchObject({ glossed: true })
    const { second, asked } = await look(text, await meaningOf(text))
    expect(asked).toBe(1)
    expect(second.signals.map(({ name }) => name)).toContain('what it means as a whole')
  })

  it('is not taken where hardly a word is known', async () => {
    const meaningOf = (await openMeanings())!
    expect(await meaningOf('ႁႅၼ်း ၸွႆႈ ၵူၼ်း မိူင်း')).toBeUndefined()
  })

  it('is not taken where no meaning could lift the message to the score that something follows from', () => {
    const worth = (score: number, from?: number) => reader.secondLook.worth({ ...reader.detect('x'), score }, from)
    expect([worth(0.2), worth(0.2, 0.76), worth(0.2, 0.95)]).toEqual([true, false, false])
    expect([worth(0.6), worth(0.6, 0.76), worth(0.6, 0.95)]).toEqual([true, true, false])
    expect(worth(0.97, 0.76)).toBe(true)
  })

  it('leaves a cry for help a request, whatever it means', async () => {
    const meaningOf = (await openMeanings())!
    const text = 'I can’t stop crying'
    const { first, second, mood } = await look(text, await meaningOf(text))
    expect(second).toBe(first)
    expect(mood.second.low).toBe(true)
  })

  it('leaves the first look as it is when there is no vector in time', async () => {
    const { first, second, asked } = await look('does anyone have a drill?')
    expect(asked).toBe(1)
    expect(second).toBe(first)
  })

  it('asks once for what a message means, for both questions', async () => {
    const text = 'Can anyone tell me how many of these tablets is too many? My sister has had a lot of them'
    const { asked } = await look(text)
    expect(reader.secondMood.worth(reader.mood(text))).toBe(true)
    expect(reader.secondLook.worth(reader.detect(text))).toBe(true)
    expect(asked).toBe(1)
  })

  it('hears a life in danger that only the meaning shows, where there are vectors', async () => {
    const meaningOf = (await openMeanings())!
    const text = await onlyByMeaning()
    const { mood } = await look(text, await meaningOf(text))
    expect([mood.first.crisis, mood.second.crisis]).toEqual([false, true])
    expect(await hearMood(reader, text, meaningOf)).toEqual(mood.second)
    expect((await hearMood(reader, text)).crisis).toBe(false)
    expect((await hearMood(reader, text, async () => undefined)).crisis).toBe(false)
  })

  it('lets go what only sounds like danger', async () => {
    const meaningOf = (await openMeanings())!
    const text = 'if this build fails again I will jump off the roof'
    const { first, second, mood } = await look(text, await meaningOf(text))
    expect([mood.first.crisis, mood.second.crisis]).toEqual([true, false])
    // Nor is it offered to be asked around as a cry for help.
    expect([first.sure, second.sure]).toEqual([true, false])
  })

  it('is not asked about plain words of danger, which no meaning may talk away', async () => {
    for (const text of [
      'I want to die',
      'tengo ganas de morir',
      'I want to kill myself',
      'my father is not breathing, please help',
    ])
      expect(await look(text)).toMatchObject({ asked: 0, mood: { second: { crisis: true } } })
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
        ['The washing machine stopped with the water still in it', true],
      ].map(async ([text, request]) => {
        const { first, second } = await look(text as string, await meaningOf(text as string))
        return request ? second.score > first.score : second.score < first.score
      }),
    )
    expect(better).toEqual([true, true, true])
  })
})
