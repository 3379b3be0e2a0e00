import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readGlossary } from '../../src/app/read-meanings.ts'
import { readInEnglish, unpackGlossary } from '../../src/understanding/glossary.ts'

const packed = {
  english: 'the pain where key at home not house'.replaceAll(' ', '\n'),
  languages: {
    de: [
      '-\tder,die,das,ja',
      'at home\tzu hause',
      'drips\ttropft',
      'fall asleep\teinschlafen',
      'house\thaus',
      'key\tschlüssel',
      'not\tnicht',
      'pipe\trohr',
      'to\tzu',
      'tap\thahn,wasserhahn',
      'water\twasser',
    ].join('\n'),
    fr: ['friend\tamie', "of\td'", 'pain\tdouleur', 'bread\tpain', 'the\tle,la', 'where\toù'].join('\n'),
    ja: ['-\tが,を,は', 'key\t鍵', 'lost\tなくし', 'lost it\tなくしました'].join('\n'),
    ko: ['rice\t밥', 'pipe\t배관', 'leaks\t새요'].join('\n'),
    ar: ['key\tمفتاح', 'lost\tضاع'].join('\n'),
  },
}
const few = unpackGlossary(packed)
const gloss = (text: string) => readInEnglish(text, few)

describe('A message in another language', () => {
  it.each([
    ['word by word', 'Der Wasserhahn tropft', 'tap drips'],
    ['phrases before words', 'Das Rohr tropft zu Hause', 'pipe drips at home'],
    ['forms that begin alike', 'Die Schlüssels', 'key'],
    ['without its accents', 'der schlussel', 'key'],
    ['a word of several words', 'die Wasserrohre', 'water pipe'],
    ['names and numbers as they are', 'Haus 12 Winnipeg', 'house 12 winnipeg'],
    ['with its question mark, which asks', 'Wasser?', 'water?'],
    ['with that of its script', '鍵？', 'key?'],
    ['without spaces, by the longest words', '鍵をなくしました', 'key lost it'],
    ['by stems, whatever stands behind them', '배관이 새요', 'pipe leaks'],
    ['without the particle behind a noun', '밥을 배관', 'rice pipe'],
    ['with what is written before it in one', 'والمفتاح ضاع', 'key lost'],
    ['with a small word that is bound to it', 'où d’amie', 'where of friend'],
  ])('is read %s', (_, text, english) => {
    expect(gloss(text)).toEqual({ text: english, glossed: true })
  })

  it('is left as it is where it is English, though other languages have some of its words', () => {
    const text = 'The pain where the key… at home, not the house'
    expect(gloss(text)).toEqual({ text, glossed: false })
  })

  it('is not read where most of it is unknown', () => {
    expect(gloss('鍵東京駅改札口前で待')).toBeUndefined()
    expect(gloss('ႁႅၼ်း ၸွႆႈ')).toBeUndefined()
  })
})

describe('The glossaries that ship', () => {
  const glossary = readGlossary(join(import.meta.dirname, '../../config/models'))

  it.each([
    ['de', 'Kennt jemand einen guten Klempner? Das Wasser kommt durch die Decke', ['plumber', 'water', 'ceiling']],
    ['fr', 'quelqu’un connaît un plombier, il y a une fuite dans la cuisine', ['plumber', 'leak', 'kitchen']],
    ['es', 'alguien sabe donde puedo comprar pan sin gluten', ['know', 'where', 'buy', 'bread']],
    ['ja', '明日までに鍵を直せる人を知りませんか', ['tomorrow', 'key']],
    ['ru', 'Кто-нибудь может одолжить дрель на выходные?', ['lend', 'drill', 'weekend']],
    ['hien', 'mujhe ek doctor chahiye, kisi ko pata hai kya', ['me', 'doctor', 'need']],
  ])('tell in %s what is needed', (_, text, words) => {
    const english = readInEnglish(text, glossary)
    expect(english?.glossed).toBe(true)
    for (const word of words) expect(english?.text).toContain(word)
  })

  it.each([
    'need a speaker in Winnipeg tonight',
    'my tap is dripping and the landlord is away',
    'chat?',
    'can anyone lend me a gift bag',
    'hello',
  ])('leave English alone: %s', (text) => {
    expect(readInEnglish(text, glossary)).toEqual({ text, glossed: false })
  })
})
