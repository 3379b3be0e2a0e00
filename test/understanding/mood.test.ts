import { describe, expect, it } from 'vitest'
import { createMoodReader } from '../../src/understanding/notice-mood.ts'
import { readWords } from '../../src/understanding/read-words.ts'
import { reader, understand } from './reader.ts'

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

it('organisers choose the words', () => {
  const notice = createMoodReader({ crisis: ['blue|green parrot'], notCrisis: ['green parrot toy'], low: ['^meh .'] })
  expect(notice(readWords('I saw the Blue Parrot'))).toEqual({ crisis: true, low: false })
  expect(notice(readWords('a green parrot toy'))).toEqual({ crisis: false, low: false })
  expect(notice(readWords('Meh'))).toEqual({ crisis: false, low: true })
})
