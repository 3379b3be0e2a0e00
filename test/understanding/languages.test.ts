import { beforeAll, describe, expect, it } from 'vitest'
import { lookAgain, type MeaningOf } from '../../src/app/look-again.ts'
import { openMeanings } from '../../src/app/open-meanings.ts'
import { readWords } from '../../src/understanding/read-words.ts'
import { reader } from './reader.ts'

let meaningOf: MeaningOf
beforeAll(async () => {
  meaningOf = (await openMeanings())!
})
/** By both looks, as the bot ships. */
async function isRequest(text: string): Promise<boolean> {
  const first = { found: reader.detect(text), mood: reader.mood(text) }
  return (await lookAgain(reader, text, first, meaningOf)).found.request
}

describe('people ask in their own language', () => {
  it.each([
    ['es', '¿Alguien sabe dónde reparan paraguas?'],
    ['es', 'Necesito una bomba para el colchón inflable'],
    ['fr', "Quelqu'un pourrait me prêter un aspirateur dimanche ?"],
    ['fr', 'Je cherche une couturière'],
    ['de', 'Kann mir jemand sagen, wo man hier Angelscheine bekommt?'],
    ['de', 'Suche jemanden, der mein Klavier stimmt'],
    ['pt', 'Alguém conhece um bom marceneiro?'],
    ['it', 'Chi mi aiuta a montare un armadio domani?'],
    ['nl', 'Weet iemand waar ik een fietskar kan huren?'],
    ['pl', 'Czy ktoś mógłby mi pożyczyć namiot?'],
    ['ru', 'Кто знает хорошего ветеринара?'],
    ['uk', 'Підкажіть, де тут ремонтують взуття?'],
    ['tr', 'İyi bir terzi tanıyan var mı?'],
    ['ar', 'حد يعرف محل تصليح ساعات؟'],
    ['fa', 'کسی یه خیاط خوب می‌شناسه؟'],
    ['he', 'מישהו יודע איפה מתקנים אופניים?'],
    ['hi', 'क्या किसी के पास साइकिल पंप है?'],
    ['Hindi in Latin letters', 'kisi ko pata hai tailor kahan milega?'],
    ['ja', '誰か自転車の空気入れを貸してもらえませんか？'],
    ['zh', '谁知道哪里可以修鞋？'],
    ['ko', '수선집 아시는 분 계세요?'],
    ['id', 'Ada yang tahu tukang jahit dekat sini?'],
    ['vi', 'Có ai biết chỗ sửa giày không ạ?'],
    ['th', 'มีใครรู้จักช่างซ่อมรองเท้าบ้าง'],
    ['sv', 'Vet någon var man kan laga skor?'],
    ['fi', 'Tietääkö joku hyvän suutarin?'],
    ['el', 'Ξέρει κανείς καλό τσαγκάρη;'],
  ])('%s: "%s"', async (_, text) => {
    expect(await isRequest(text)).toBe(true)
  })

  it.each([
    ['es', 'Muchas gracias, ya lo encontré'],
    ['fr', 'Merci à tous pour la soirée'],
    ['de', 'Danke, hat alles geklappt'],
    ['pt', 'Bom dia, pessoal'],
    ['it', 'Sì, apre alle nove'],
    ['ru', 'Да, до восьми'],
    ['tr', 'Teşekkürler, buldum'],
    ['ar', 'شكرا للجميع'],
    ['hi', 'सबको धन्यवाद'],
    ['ja', 'ありがとうございました'],
    ['zh', '谢谢大家'],
    ['ko', '감사합니다'],
  ])('but no thanks, greeting or answer is a request: %s: "%s"', async (_, text) => {
    expect(await isRequest(text)).toBe(false)
  })
})

it('marks of other scripts end a sentence or ask as ours do', () => {
  expect(readWords('¿Dónde está?')).toEqual(['dónde', 'está', '?'])
  expect(readWords('أين؟')).toEqual(['أين', '?'])
  expect(readWords('どこ？駅。')).toEqual(['どこ', '?', '駅', '.'])
  expect(readWords('Πού είναι;')).toEqual(['πού', 'είναι', '?'])
  expect(readWords('here; there')).toEqual(['here', ';', 'there'])
})

it('a very long message is judged by its beginning and its end', () => {
  const filler = 'and then we walked on through the fields. '
  const score = (times: number) => reader.detect(`Does anyone know a good dentist?\n${filler.repeat(times)}`).score
  expect(score(950)).toBe(score(50))
  expect(score(950)).toBeLessThan(reader.detect('Does anyone know a good dentist?').score)
})
