import { describe, expect, it } from 'vitest'
import { reader } from './reader.ts'

/** A Tuesday, 8:53. */
const TUESDAY = '2024-03-05T08:53:00Z'

function deadline(text: string, now = TUESDAY, timeZone = 'UTC') {
  const found = reader.understand(text, { now: Date.parse(now), timeZone }).deadline
  return found && new Date(found.at).toISOString().slice(0, 16)
}

describe('as people write it in English, said on Tuesday 5 March 2024 at 8:53', () => {
  it.each([
    ['need it by 1 pm', '2024-03-05T13:00'],
    ['could I borrow a drill tonight', '2024-03-05T22:00'],
    ['need a cake before Sunday lunch', '2024-03-10T12:00'],
    ['chairs needed before Saturday dinner', '2024-03-09T18:00'],
    ['anyone free in 20 min', '2024-03-05T09:13'],
    ['in half an hour please', '2024-03-05T09:23'],
    ['can someone lend me a van by the end of the month', '2024-03-31T23:59'],
    ['finish by the end of the week', '2024-03-10T23:59'],
    ['need the slides by EOD', '2024-03-05T23:59'],
    ['please answer by end of day', '2024-03-05T23:59'],
    ['next Friday would be fine', '2024-03-15T12:00'],
    ['Friday night we need a babysitter', '2024-03-08T22:00'],
    ['this weekend would be great', '2024-03-10T23:59'],
    ['in a fortnight', '2024-03-19T12:00'],
    ['in a couple of days would do', '2024-03-07T12:00'],
    ['by Wednesday at 5pm', '2024-03-06T17:00'],
    ['by noon tmrw', '2024-03-06T12:00'],
    ['tmrw morning is fine', '2024-03-06T09:00'],
    ['need a costume by Christmas', '2024-12-25T23:59'],
    ['on the 24th of December we need chairs', '2024-12-24T12:00'],
    ['boxes needed by the 7th', '2024-03-07T23:59'],
    ['ride needed before 6', '2024-03-05T18:00'],
    ['I need it by 6ish, thanks', '2024-03-05T18:00'],
    ['at half past 7 the talk begins', '2024-03-05T19:30'],
    ['no later than 17:00', '2024-03-05T17:00'],
    ['within 48 hours', '2024-03-07T08:53'],
    ['by midnight', '2024-03-06T00:00'],
    ['by March 9', '2024-03-09T23:59'],
  ])('"%s"', (text, expected) => {
    expect(deadline(text)).toBe(expected)
  })
})

describe('and in other languages', () => {
  it.each([
    ['kein Stress, bis Freitag reicht', '2024-03-08T23:59'],
    ['brauche das bis morgen Abend', '2024-03-06T18:00'],
    ['kann jemand am Samstagvormittag helfen', '2024-03-09T09:00'],
    ['um halb acht geht der Zug', '2024-03-05T19:30'],
    ['in zwei Stunden brauche ich ein Auto', '2024-03-05T10:53'],
    ['bis Ende des Monats', '2024-03-31T23:59'],
    ['il me faut une perceuse pour vendredi soir', '2024-03-08T18:00'],
    ['avant demain midi si possible', '2024-03-06T12:00'],
    ['d’ici lundi', '2024-03-11T23:59'],
    ["j'en ai besoin avant 18h30", '2024-03-05T18:30'],
    ['lo necesito para el viernes', '2024-03-08T23:59'],
    ['antes de las 6 de la tarde', '2024-03-05T18:00'],
    ['mañana por la mañana ¿alguien puede ayudar?', '2024-03-06T09:00'],
    ['preciso até sexta', '2024-03-08T23:59'],
    ['até amanhã às 15h', '2024-03-06T15:00'],
    ['em duas horas preciso de carona', '2024-03-05T10:53'],
    ['mi serve entro venerdì', '2024-03-08T23:59'],
    ['domani mattina chi può aiutare', '2024-03-06T09:00'],
    ['stasera mi servono due sedie', '2024-03-05T22:00'],
    ['voor vrijdag graag', '2024-03-08T00:00'],
    ['vanavond heb ik een ladder nodig', '2024-03-05T20:00'],
    ['明日までにドリルが必要です', '2024-03-06T23:59'],
    ['今日の午後3時に車が必要です', '2024-03-05T15:00'],
    ['明天下午三点需要帮忙', '2024-03-06T15:00'],
    ['нужно до пятницы', '2024-03-08T23:59'],
    ['завтра в 15:00 нужна машина', '2024-03-06T15:00'],
    ['behöver en borr senast fredag', '2024-03-08T23:59'],
  ])('"%s"', (text, expected) => {
    expect(deadline(text)).toBe(expected)
  })
})

describe('no deadline', () => {
  it.each([
    'it broke at 3 pm',
    'the shop opens at 9',
    'since Monday my tap leaks',
    'I was there on Friday',
    'we met on Saturday',
    'it happened at 10:30',
    'asap please',
    'every Monday we meet',
    'a 9 to 5 job',
    'the flat on the 2nd floor',
    'call 555 1234',
    'two weeks of rent',
    'seit Montag ist der Aufzug kaputt',
    "depuis lundi l'eau est froide",
    'desde el lunes no tengo agua',
    'da lunedì non funziona',
    'sinds maandag kapot',
    'с понедельника нет воды',
    '月曜日から水が出ません',
  ])('is in "%s"', (text) => {
    expect(deadline(text)).toBeUndefined()
  })
})

describe('on the clock of whoever asks', () => {
  it('"Saturday morning" said on Saturday noon is the next one, in any language', () => {
    expect(deadline('Saturday morning?', '2024-03-09T12:00:00Z')).toBe('2024-03-16T09:00')
    expect(deadline('am Samstagvormittag?', '2024-03-09T12:00:00Z')).toBe('2024-03-16T09:00')
  })

  it('an evening that has begun is tonight, not past', () => {
    expect(deadline('heute Abend bräuchte ich zwei Stühle', '2024-03-05T19:30:00Z')).toBe('2024-03-05T23:59')
  })

  it("the asker's zone counts where it is known, the community's where not", () => {
    expect(deadline('bis 18 Uhr bitte', TUESDAY, 'Europe/Berlin')).toBe('2024-03-05T17:00')
    expect(deadline('by EOD', '2024-03-06T02:00:00Z', 'America/Winnipeg')).toBe('2024-03-06T05:59')
    expect(deadline('need boxes by the 7th', '2024-03-06T23:30:00Z', 'Asia/Tokyo')).toBe('2024-03-07T14:59')
  })

  it('the day on which clocks change has its own length', () => {
    expect(deadline('bis Ende des Monats', '2024-03-20T12:00:00Z', 'Europe/Berlin')).toBe('2024-03-31T21:59')
    expect(deadline('in a fortnight', '2024-03-25T12:00:00Z', 'Europe/Berlin')).toBe('2024-04-08T10:00')
    expect(deadline('by midnight', '2024-11-03T12:00:00Z', 'America/Winnipeg')).toBe('2024-11-04T06:00')
  })
})
