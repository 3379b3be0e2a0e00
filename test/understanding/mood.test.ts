import { beforeAll, describe, expect, it } from 'vitest'
import { hearMood } from '../../src/app/look-again.ts'
import { openMeanings } from '../../src/app/open-meanings.ts'
import { createMoodReader } from '../../src/understanding/notice-mood.ts'
import { readMoods } from '../../training/read-moods.ts'
import { models, reader, understand } from './reader.ts'

describe('words of a life in danger are noticed', () => {
  it.each([
    'I want to end my life',
    'I want to die',
    "I don't want to live anymore.",
    'i’m going to kill myself tonight',
    'everyone would be better off without me',
    'thinking about suicide again',
    'there is no reason to live',
    'I just took all my pills',
    'my friend says she wants to kill herself, what do I do',
    'he is going to kill me, please help',
    'I feel like hurting myself',
  ])('"%s"', (text) => {
    expect(understand(text).crisis).toBe(true)
    expect(reader.detect(text).request).toBe(true)
  })

  it.each([
    'this build is killing me',
    'dying to know who won',
    'how do I kill a process',
    'I nearly killed myself laughing',
    'a cake to die for',
    'we watched Suicide Squad yesterday',
    "don't want to be late",
    'my phone died',
    'does life insurance take my life savings',
    'the door of the hall is stuck',
  ])('but not in "%s"', (text) => {
    expect(understand(text).crisis).toBe(false)
  })
})

describe('words of a life in danger are noticed in other languages', () => {
  it.each([
    'no quiero vivir más',
    'tengo ganas de morir',
    'je ne veux plus vivre',
    "j'ai envie de mourir",
    'ich will nicht mehr leben',
    'manchmal denke ich, ich bringe mich um',
    'não quero mais viver',
    'quero me matar',
    'voglio farla finita',
    'ik wil niet meer leven',
    'nie chcę żyć',
    'я не хочу больше жить',
    'не хочу жити',
    'artık yaşamak istemiyorum',
    'بدي اموت',
    'אני רוצה למות',
    'main marna chahta hoon',
    'मैं जीना नहीं चाहता',
    'rasanya ingin bunuh diri',
  ])('"%s"', (text) => {
    expect(understand(text).crisis).toBe(true)
  })

  it.each([
    'me muero de risa',
    'je vais mourir de rire',
    'ich will nicht mehr warten',
    'quero morrer de rir',
    'voglio sparire per due giorni al mare',
    'ik wil niet zeuren',
    'хочу жить у моря',
    'mau mati lampu lagi nih',
    'yaşamak güzel şey',
    'la batería se murió',
    'der Akku ist gestorben',
  ])('but not in "%s"', (text) => {
    expect(understand(text).crisis).toBe(false)
  })
})

describe('low spirits', () => {
  it.each([
    'Frustrated.',
    'feeling so lonely today',
    "I can't stop crying",
    'got dumped this morning',
    'I feel like a failure',
    'Je me sens seule ce soir',
    'me siento muy sola',
    'ich kann nicht mehr',
  ])('are heard in "%s"', (text) => {
    expect(understand(text)).toMatchObject({ mood: 'low', kind: 'support', request: true })
  })

  it.each(['my bike broke', 'the sad song by that singer is great', 'is the server down?', 'I lost my passport'])(
    'are not heard in "%s"',
    (text) => {
      expect(understand(text).mood).toBeUndefined()
    },
  )
})

describe('organisers choose the words', () => {
  const lexicon = {
    crisis: ['blue|green parrot', '青い|緑の鳥'],
    notCrisis: ['green parrot toy', 'kill myself laughing'],
    low: ['^meh .'],
  }
  const notice = createMoodReader(lexicon, models.moodWeights)

  it.each([
    ['I saw the Blue Parrot', true, false],
    ['a green parrot toy', false, false],
    ['昨日青い鳥を見ました', true, false],
    ['Meh', false, true],
    ['I could kill myself laughing', false, false],
  ])('"%s"', (text, crisis, low) => {
    expect(notice(text)).toMatchObject({ crisis, low })
  })
})

describe('in a long text', () => {
  const filler = 'the market was lovely and we bought apples, bread and a lamp for the hall. '.repeat(260)

  it('words of a life in danger are found wherever they stand', () => {
    for (const text of [
      `I want to kill myself. ${filler}${filler}`,
      `${filler}I want to kill myself. ${filler}`,
      `${filler}${filler}もう死にたい`,
    ])
      expect(reader.mood(text).crisis).toBe(true)
  })

  it('one sad word does not make the writer low', () => {
    expect(reader.mood(`${filler} I feel so lonely. ${filler}`)).toEqual({ crisis: false, low: false })
  })
})

describe('on the third of our own messages that never trained', () => {
  const apart = readMoods().filter((one) => one.apart)
  /** A quarter of them; training/train-mood.ts measures all. */
  const some = apart.filter((_, i) => i % 4 === 0)
  const heard = new Map<string, boolean>()
  beforeAll(async () => {
    const meaningOf = await openMeanings()
    for (const { text } of some) heard.set(text, (await hearMood(reader, text, meaningOf)).crisis)
  })
  const taken = (sort: string) => {
    const these = some.filter((one) => one.sort === sort)
    return these.filter((one) => heard.get(one.text)).length / these.length
  }

  it('three of four in danger, or nearly, are heard by both looks, however they say it', () => {
    expect(taken('crisis')).toBeGreaterThanOrEqual(0.74)
  })

  it('at most 5 of 100 look-alikes are taken for danger, and 11 of those who are low', () => {
    expect(taken('alike')).toBeLessThanOrEqual(0.05)
    expect(taken('low')).toBeLessThanOrEqual(0.11)
  })

  it('there are a hundred of each or nearly, and no language is all apart or all trained', () => {
    for (const [sort, least] of [
      ['crisis', 100],
      ['alike', 100],
      ['low', 60],
    ] as const)
      expect(apart.filter((one) => one.sort === sort).length).toBeGreaterThanOrEqual(least)
    expect(apart.length / readMoods().length).toBeCloseTo(1 / 3, 1)
  })
})
