import { describe, expect, it } from 'vitest'
import { reader } from './reader.ts'

const kindOf = (text: string) => reader.understand(text, { now: 0 }).kind

describe('What is asked for is told apart in many languages', () => {
  it.each([
    ['en', 'Could I borrow a tent for the weekend?', 'thing'],
    ['en', 'which phone would you buy?', 'recommendation'],
    ['en', 'when does the pool open', 'info'],
    ['de', 'Wann macht das Freibad auf?', 'info'],
    ['de', 'Welchen Zahnarzt könnt ihr empfehlen?', 'recommendation'],
    ['fr', 'À quelle heure ouvre la piscine ?', 'info'],
    ['fr', 'La chaudière ne marche plus', 'problem'],
    ['es', '¿Qué dentista me recomiendan?', 'recommendation'],
    ['es', '¿A qué hora abre la piscina?', 'info'],
    ['pt', 'Que horas abre a piscina?', 'info'],
    ['it', 'Che dentista mi consigliate?', 'recommendation'],
    ['nl', 'Kan ik van iemand een tent lenen?', 'thing'],
    ['pl', 'Pralka nie działa', 'problem'],
    ['ru', 'Какого стоматолога посоветуете?', 'recommendation'],
    ['tr', 'Havuz saat kaçta açılıyor?', 'info'],
    ['ar', 'أي دكتور أسنان تنصحون؟', 'recommendation'],
    ['ja', '洗濯機が動かない', 'problem'],
    ['zh', '推荐一个牙医', 'recommendation'],
    ['ko', '수영장 몇 시에 열어요?', 'info'],
  ])('%s: "%s" wants %s', (_, text, kind) => {
    expect(kindOf(text)).toBe(kind)
  })
})
