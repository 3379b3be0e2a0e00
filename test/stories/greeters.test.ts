import { expect, it } from 'vitest'
import { openStage } from './stage.ts'

const wheel = 'looking for somebody who can fix a bicycle wheel in Winnipeg today'
const ladder = 'could I borrow a ladder this weekend?'
const first = 'asks here for the first time'

async function aClub(scene: Partial<Parameters<typeof openStage>[0]> = {}) {
  const stage = await openStage({ at: '2026-07-01 10:00', ...scene })
  const [ada, kai, ben] = await stage.people('Ada', 'Kai', 'Ben')
  return { stage, ada, kai, ben }
}

/** Ada is named, and says yes. */
async function withAGreeter(scene?: Parameters<typeof aClub>[0]) {
  const club = await aClub(scene)
  await club.stage.olive.runs('/askaround greeter @Ada')
  await club.ada.runs('/profile')
  await club.ada.presses("I'd like to")
  return club
}

it('A greeter says yes first, and then hears by link of who asks for the first time, once each', async () => {
  const { stage, ada, kai, ben } = await aClub()
  const { olive } = stage
  const told = await olive.runs('/askaround greeter @Ada')
  expect(told).toContain('Greeters: Ada (not yet: has to say yes)')
  expect(told).toContain('Please tell Ada: /profile asks whether they would like to greet newcomers.')
  // The bot writes to nobody who has asked for nothing.
  expect(await ada.dms()).toEqual([])
  await kai.posts('#help', wheel)
  await kai.presses('Post it for all')
  expect(await ada.seesAnywhere(first)).toBe(false)

  expect(await ada.runs('/profile')).toContain('you may like to greet newcomers in The club')
  expect(await ada.presses("I'd like to")).toContain('When somebody asks for help here for the first time')
  expect(await olive.runs('/askaround status')).toMatch(/Greeters: Ada$/m)

  // Kai asked before; Ben did not.
  await kai.posts('#general', ladder)
  await kai.presses('Post it for all')
  expect(await ada.seesAnywhere(first)).toBe(false)
  await ben.posts('#help', 'does anybody know a good dentist in Winnipeg?')
  await ben.presses('Post it for all')
  expect(await ada.lastDm()).toContain(`Ben ${first}: the request.`)
  expect(await ada.lastDm()).not.toContain('dentist')
  expect(await ada.buttons()).toEqual(['No more of these'])

  expect(await ada.presses('No more of these')).toContain('You are told of no newcomers.')
  const [cyd] = await stage.people('Cyd')
  await cyd.posts('#help', 'could I borrow a projector tonight?')
  await cyd.presses('Post it for all')
  expect(await ada.seesAnywhere(`Cyd ${first}`)).toBe(false)
  expect(await olive.runs('/askaround status')).not.toContain('Greeters')
  await stage.end()
})

it('Who says no to greeting hears of nothing, and nobody else can say yes for them', async () => {
  const { stage, ada, kai } = await aClub()
  await stage.olive.runs('/askaround greeter @Ada')
  expect(await kai.runs('/profile')).not.toContain('greet newcomers')
  await ada.runs('/profile')
  expect(await ada.presses('No thanks')).toContain('You are told of no newcomers.')
  expect(await ada.runs('/profile')).not.toContain('greet newcomers')
  await kai.posts('#help', ladder)
  await kai.presses('Post it for all')
  expect(await ada.seesAnywhere(first)).toBe(false)
  expect(await kai.runs('/askaround greeter @Kai')).toContain('Only organisers can do that.')
  await stage.end()
})

it('A greeter sleeps at night, and /stop ends it like everything else', async () => {
  const { stage, ada, kai, ben } = await withAGreeter({ at: '2026-07-01 23:00' })
  await kai.posts('#help', ladder)
  await kai.presses('Post it for all')
  expect(await ada.seesAnywhere(first)).toBe(false)
  await stage.time('2026-07-02 08:01')
  expect(await ada.lastDm()).toContain(`Kai ${first}`)

  expect(await ada.runs('/stop')).toContain('You are told of no newcomers.')
  await ben.posts('#help', wheel)
  await ben.presses('Post it for all')
  expect(await ada.seesAnywhere(`Ben ${first}`)).toBe(false)
  await stage.end()
})

it('A greeter hears nothing of a channel that is closed to them, nor of who asks for company', async () => {
  const { stage, ada, kai, ben } = await withAGreeter({
    channels: ['general', 'help', 'board', 'mods'],
    members: { board: ['Olive', 'Kai'], mods: ['Olive'] },
    community: { supportCountry: 'CA' },
  })
  await stage.olive.runs('/askaround moderators #mods')
  await stage.olive.runs('/askaround watch #board')
  await kai.posts('#board', ladder)
  await kai.presses('Post it for all')
  await ben.posts('#help', 'Frustrated.')
  await ben.presses('Company')
  expect(await ada.seesAnywhere(first)).toBe(false)
  await stage.end()
})

it('Who erases everything takes their name out of what the greeter was sent, and a greeter who does is none', async () => {
  const { stage, ada, kai, ben } = await withAGreeter()
  await kai.posts('#help', ladder)
  await kai.presses('Post it for all')
  expect(await ada.seesAnywhere(`Kai ${first}`)).toBe(true)
  await kai.runs('/privacy')
  await kai.presses('Erase everything', { confirm: 'erase' })
  expect(await ada.seesAnywhere(first)).toBe(false)

  expect(await ada.runs('/privacy')).toContain('Greeting newcomers')
  await ada.presses('Erase everything', { confirm: 'erase' })
  await ben.posts('#help', wheel)
  await ben.presses('Post it for all')
  expect(await ada.seesAnywhere(first)).toBe(false)
  expect(await stage.olive.runs('/askaround status')).not.toContain('Greeters')
  await stage.end()
})

it('The set-up form names a greeter as well; who names themselves has said yes', async () => {
  const { stage, ada } = await aClub()
  const { olive } = stage
  await olive.runs('/askaround setup')
  expect(await olive.presses('Set up', { channels: '#help', greeter: '@Ada' })).toContain(
    'Please tell Ada: /profile asks',
  )
  expect(await ada.runs('/profile')).toContain('may like to greet newcomers')
  await olive.runs('/askaround setup')
  expect(await olive.presses('Set up', { channels: '#help', greeter: '@Olive' })).toContain(
    'Ada (not yet: has to say yes) and Olive',
  )
  expect(await olive.runs('/profile')).toContain('You greet newcomers')
  await stage.end()
})
