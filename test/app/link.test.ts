import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { MINUTE, openTwoSides, type Side, type TwoSides } from './two-sides.ts'

let sides: TwoSides
beforeEach(async () => {
  sides = await openTwoSides()
})
afterEach(async () => {
  expect(sides.troubles()).toEqual([])
  await sides.close()
})

const codeIn = (answer: string) => /[2-9CFGHJMPQRVWX]{4}-[2-9CFGHJMPQRVWX]{4}/.exec(answer)?.[0] ?? ''
const getsCode = async (side: Side, who: string) => codeIn(await sides.runs(side, who, 'link'))
const links = async (who: string, from: Side = 'east', to: Side = 'west', as = who) =>
  sides.runs(to, as, 'link', { code: await getsCode(from, who) })
const volunteers = (side: Side, who: string, topics: string) => sides.runs(side, who, 'volunteer', { topics })
const requests = () => sides.store.requestsWhere({ communityId: 'east', limit: 9 })
const asks = async (side: Side, who: string, text: string) => {
  await sides.runs(side, who, 'ask', { text })
  const [request] = await requests()
  await sides.presses(side, who, 'offer.accept', request!.id)
  return request!.id
}
const pingOf = async (requestId: string, memberId: string) =>
  (await sides.store.request(requestId))?.pings.find((ping) => ping.memberId === memberId)

describe('linking by a code that is typed on the other side', () => {
  it('makes two members one, and both sides show the same profile', async () => {
    await volunteers('east', 'ada', 'vets')
    await volunteers('west', 'ada', 'bikes')
    const answer = await links('ada')
    expect(answer).toContain('You are one person here now')
    const member = await sides.member('east', 'ada')
    expect(await sides.member('west', 'ada')).toEqual(member)
    expect(member.accounts).toEqual(['west:a:ada', 'east:a:ada'])
    expect(member.volunteer?.topics).toEqual(['vets', 'bikes'])
    expect(await sides.runs('east', 'ada', 'profile')).toContain('bikes')
  })

  it('counts once, for ten minutes, and survives a restart', async () => {
    const code = await getsCode('east', 'ada')
    await sides.restart()
    expect(await sides.runs('west', 'bob', 'link', { code: code.toLowerCase().replace('-', ' ') })).toContain(
      'one person',
    )
    expect(await sides.runs('west', 'eve', 'link', { code })).toContain("don't know that code")
    const late = await getsCode('east', 'cyd')
    await sides.later(10 * MINUTE)
    expect(await sides.runs('west', 'cyd', 'link', { code: late })).toContain("don't know that code")
    expect((await sides.member('west', 'cyd')).id).not.toBe((await sides.member('east', 'cyd')).id)
  })

  it('cannot be guessed: after five wrong ones there is a wait, even for the right one', async () => {
    const code = await getsCode('east', 'ada')
    for (const wrong of ['2222-2222', '3333-3333', 'x', '4444-4444', '5555-5555'])
      expect(await sides.runs('west', 'eve', 'link', { code: wrong })).toMatch(/don't know that code|wrong too often/)
    expect(await sides.runs('west', 'eve', 'link', { code })).toContain('wrong too often')
    expect((await sides.member('west', 'eve')).accounts).toEqual(['west:a:eve'])
    // Others are not held up by that.
    expect(await sides.runs('west', 'ada', 'link', { code })).toContain('one person')
  })

  it('refuses in plain words what cannot be meant', async () => {
    const code = await getsCode('east', 'ada')
    expect(await sides.runs('east', 'ada', 'link', { code })).toContain('your own code')
    expect(await sides.runs('east', 'bob', 'link', { code })).toContain('One account on each can be linked')
    expect(await sides.runs('east', 'ada', 'unlink')).toContain('nothing to take apart')
  })

  it('is written down nowhere: the record holds no code', async () => {
    const code = await getsCode('east', 'ada')
    const { codes } = await sides.store.recordsOf((await sides.member('east', 'ada')).id)
    expect(codes).toHaveLength(1)
    expect(JSON.stringify(codes)).not.toContain(code.replace('-', ''))
  })
})

describe('what one side said no to', () => {
  it('holds on both: the pause, the limit, the blocks, no offers', async () => {
    await volunteers('east', 'ada', 'vets')
    await volunteers('west', 'ada', 'vets')
    await sides.runs('west', 'ada', 'pause', { for: '3 days' })
    await sides.presses('east', 'ada', 'profile.hours', 'me', { from: '22:00', to: '08:00', limit: '1' })
    const [there, bob] = [await sides.member('west', 'ada'), await sides.runs('east', 'bob', 'requests')]
    expect(bob).toBeDefined()
    await sides.store.block(there.id, (await sides.member('east', 'bob')).id, 1)
    await links('ada')
    const ada = await sides.member('east', 'ada')
    expect(ada.volunteer).toMatchObject({ weeklyLimit: 1, pausedUntil: there.volunteer?.pausedUntil })
    const id = await asks('east', 'cyd', 'which vet would you trust?')
    expect(await pingOf(id, ada.id)).toBeUndefined()
    expect(await sides.store.blockedWith(ada.id, [(await sides.member('east', 'bob')).id])).toHaveProperty('size', 1)
  })

  it('what was learned on a side that agreed is forgotten when the other did not', async () => {
    await volunteers('east', 'ada', 'vets')
    await volunteers('west', 'ada', 'vets')
    await sides.presses('west', 'ada', 'profile.learning', 'me', { learning: 'yes', listens: 'no' })
    await sides.posts('west', 'ada', 'the swallows are back under the bridge this morning')
    const west = await sides.member('west', 'ada')
    expect(await sides.store.evidenceOf(west.id)).not.toEqual([])
    await links('ada')
    const ada = await sides.member('east', 'ada')
    expect(ada.volunteer?.learning).toBe(false)
    expect(await sides.store.evidenceOf(ada.id)).toEqual([])
  })
})

describe('requests that are under way', () => {
  it('lead to the one member: a ping is answered from either side, and the asker may close from either', async () => {
    await volunteers('east', 'ada', 'vets')
    const id = await asks('east', 'bob', 'which vet would you trust?')
    const before = (await sides.member('east', 'ada')).id
    const ping = await pingOf(id, before)
    expect(ping?.state).toBe('live')
    // Whoever came first stays: here the one who was not asked.
    await links('ada')
    await links('bob')
    await sides.presses('west', 'ada', 'ping.help', ping!.id, { text: 'Dr Lee on Main', how: 'thread' })
    const ada = await sides.member('west', 'ada')
    expect((await sides.store.request(id))?.suggestions).toMatchObject([{ memberId: ada.id, text: 'Dr Lee on Main' }])
    expect(await sides.presses('west', 'bob', 'request.solved', id)).toContain('I ask nobody else')
    expect((await sides.store.request(id))?.state).toBe('solved')
  })

  it('of the one who came later go over as well: asked, suggested, pinged', async () => {
    await sides.runs('west', 'ada', 'profile')
    await sides.runs('west', 'bob', 'profile')
    await volunteers('east', 'ada', 'vets')
    const id = await asks('east', 'bob', 'which vet would you trust?')
    const gone = [(await sides.member('east', 'ada')).id, (await sides.member('east', 'bob')).id]
    const ping = await pingOf(id, gone[0]!)
    expect(ping?.state).toBe('live')
    await links('ada', 'west', 'east')
    await links('bob', 'west', 'east')
    const [ada, bob] = [await sides.member('east', 'ada'), await sides.member('east', 'bob')]
    expect(await sides.store.request(id)).toMatchObject({ askerId: bob.id, pings: [{ memberId: ada.id }] })
    for (const memberId of gone) {
      expect(await sides.store.member(memberId)).toBeUndefined()
      expect(await sides.store.requestsWhere({ involvesId: memberId, limit: 9 })).toEqual([])
    }
    await sides.presses('east', 'ada', 'ping.help', ping!.id, { text: 'Dr Lee on Main', how: 'thread' })
    expect((await sides.store.request(id))?.suggestions).toMatchObject([{ memberId: ada.id }])
  })

  it('are asked one at a time, and never of the one who asks: what is too much is taken back', async () => {
    await volunteers('east', 'ada', 'vets')
    await volunteers('west', 'ada', 'bicycles')
    const vet = await asks('east', 'bob', 'which vet would you trust?')
    await asks('west', 'cyd', 'who can repair bicycles?')
    const states = async () =>
      (await requests())
        .flatMap(({ id, pings }) => pings.map(({ state }) => [id === vet ? 'vet' : 'bike', state]))
        .sort()
    expect(await states()).toEqual([
      ['bike', 'live'],
      ['vet', 'live'],
    ])
    await links('ada')
    expect(await states()).toEqual([
      ['bike', 'released'],
      ['vet', 'live'],
    ])
    const ada = await sides.member('east', 'ada')
    expect((await sides.store.pingLoads([ada.id], 0)).get(ada.id)?.recent).toBe(2)
  })

  it('who asked on one side and was asked on the other is left in peace, and cannot thank themselves', async () => {
    const community = (await sides.store.community('east'))!
    await sides.store.saveCommunity({ ...community, mirrors: [{ a: 'east:c:help', b: 'west:c:help' }] }, 1)
    await volunteers('east', 'cyd', 'bicycles')
    const id = await asks('west', 'cyd', 'who can repair bicycles?')
    const own = await pingOf(id, (await sides.member('east', 'cyd')).id)
    expect(own?.state).toBe('live')
    await sides.presses('east', 'cyd', 'ping.help', own!.id, { text: 'I can', how: 'thread' })
    await links('cyd')
    const [suggestion] = (await sides.store.request(id))!.suggestions
    expect(suggestion?.memberId).toBe((await sides.member('east', 'cyd')).id)
    const before = sides.dms('east', 'cyd').length
    await sides.presses('west', 'cyd', 'suggestion.helped', suggestion!.id, {})
    expect(sides.dms('east', 'cyd')).toHaveLength(before)
    expect(await sides.store.evidenceOf(suggestion!.memberId)).not.toContainEqual(
      expect.objectContaining({ kind: 'helped' }),
    )

    await volunteers('east', 'dan', 'bicycles')
    const next = await asks('west', 'dan', 'who can repair bicycles?')
    expect((await pingOf(next, (await sides.member('east', 'dan')).id))?.state).toBe('live')
    await links('dan')
    expect((await pingOf(next, (await sides.member('east', 'dan')).id))?.state).toBe('released')
  })
})

describe('messages to somebody on both sides', () => {
  it('go where a conversation is open and they were last, or where they prefer', async () => {
    await volunteers('east', 'ada', 'vets, bicycles, pottery')
    await links('ada')
    await sides.saysHi('east', 'ada')
    await sides.saysHi('west', 'ada')
    const first = await asks('east', 'bob', 'which vet would you trust?')
    expect(sides.dms('west', 'ada').join('\n')).toContain('which vet')
    expect(sides.dms('east', 'ada').join('\n')).not.toContain('which vet')
    await sides.presses('east', 'bob', 'request.solved', first)
    expect(await sides.presses('west', 'ada', 'profile.where', 'me', { platform: 'east' })).toContain(
      'I write to you on east',
    )
    await asks('east', 'cyd', 'who can repair bicycles?')
    expect(sides.dms('east', 'ada').join('\n')).toContain('repair bicycles')
    expect(sides.dms('west', 'ada').join('\n')).not.toContain('repair bicycles')
  })

  it('go to the other side where the first is closed', async () => {
    await volunteers('east', 'ada', 'vets')
    await links('ada')
    await sides.saysHi('east', 'ada')
    await sides.saysHi('west', 'ada')
    sides.platforms.west.trouble = (what, where) =>
      what === 'send' && where === 'west:d:ada' ? { type: 'closed-dms' } : undefined
    const id = await asks('east', 'bob', 'which vet would you trust?')
    expect(sides.dms('east', 'ada').join('\n')).toContain('which vet')
    expect((await sides.store.request(id))?.pings).toMatchObject([{ state: 'live' }])
  })
})

describe('taking it apart, and erasing', () => {
  it('the account that types /unlink is its own member again, with what was declared', async () => {
    await volunteers('east', 'ada', 'vets')
    await links('ada')
    const eve = await sides.runs('east', 'eve', 'requests')
    expect(eve).toBeDefined()
    const one = await sides.member('east', 'ada')
    await sides.store.block((await sides.member('east', 'eve')).id, one.id, 1)
    expect(await sides.runs('west', 'ada', 'unlink')).toContain('a member of its own again')
    const [east, west] = [await sides.member('east', 'ada'), await sides.member('west', 'ada')]
    expect(east).toMatchObject({ id: one.id, accounts: ['east:a:ada'] })
    expect(west).toMatchObject({ accounts: ['west:a:ada'], volunteer: { topics: ['vets'] } })
    expect(west.id).not.toBe(east.id)
    expect(await sides.store.blockedWith((await sides.member('east', 'eve')).id, [west.id])).toHaveProperty('size', 1)
  })

  it('erasing on one side erases the one person, on both', async () => {
    await volunteers('east', 'ada', 'vets')
    const id = await asks('west', 'ada', 'could I borrow a projector tonight?')
    await links('ada')
    await sides.presses('east', 'ada', 'privacy.erase', 'me', { confirm: 'erase' })
    expect(await sides.store.memberByAccount('east:a:ada', 'east')).toBeUndefined()
    expect(await sides.store.memberByAccount('west:a:ada', 'east')).toBeUndefined()
    const request = await sides.store.request(id)
    expect(request).toMatchObject({ askerId: 'erased', state: 'withdrawn' })
    expect(JSON.stringify(request)).not.toContain('projector tonight')
  })
})
