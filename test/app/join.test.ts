import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { MINUTE, openTwoSides, type Side, type TwoSides } from './two-sides.ts'

let sides: TwoSides
beforeEach(async () => {
  sides = await openTwoSides({ apart: true })
})
afterEach(async () => {
  expect(sides.troubles()).toEqual([])
  await sides.close()
})

const organises = (side: Side, values: Record<string, string>, who = 'olive') =>
  sides.runs(side, who, 'askaround', values)
const codeIn = (answer: string) => /[2-9A-Z]{4}-[2-9A-Z]{4}/.exec(answer)?.[0] ?? ''
async function joins(from: Side = 'east', to: Side = 'west'): Promise<string> {
  const code = codeIn(await organises(from, { subcommand: 'join' }))
  return organises(to, { subcommand: 'join', code })
}
const mirrors = (other: string, subcommand = 'mirror') =>
  organises('east', { subcommand, channel: 'east:c:help', other })
const opens = async (side: Side, who: string, text: string) => {
  await sides.runs(side, who, 'ask', { text })
  const [request] = await sides.store.requestsWhere({ askerId: (await sides.member(side, who)).id, limit: 1 })
  await sides.presses(side, who, 'offer.post', request!.id)
  return request!.id
}

describe('two spaces that become one community', () => {
  it('by a code that organisers of both typed: people, channels and limits are one', async () => {
    await sides.runs('west', 'ada', 'volunteer', { topics: 'vets' })
    await organises('west', { subcommand: 'limit', pings: '1' })
    expect(await joins()).toContain('It is now')
    const communities = await sides.store.communities()
    expect(communities).toHaveLength(1)
    expect(communities[0]).toMatchObject({ spaces: expect.arrayContaining(['east:s:1', 'west:s:1']), weeklyLimit: 1 })
    expect(communities[0]?.channels.map(({ channel }) => channel).sort()).toEqual(['east:c:help', 'west:c:help'])
    // A volunteer of the one can link with an account of the other.
    const code = codeIn(await sides.runs('west', 'ada', 'link'))
    expect(await sides.runs('east', 'ada', 'link', { code })).toContain('one person')
    expect((await sides.member('east', 'ada')).volunteer?.topics).toEqual(['vets'])
  })

  it('open requests go on where they are, and closed ones go along with who asked', async () => {
    const open = await opens('west', 'bob', 'who can repair bicycles?')
    const closed = await opens('east', 'cyd', 'which vet would you trust?')
    await sides.presses('east', 'cyd', 'request.solved', closed)
    await joins('east', 'west')
    const [community] = await sides.store.communities()
    expect(community?.id).toBe('west')
    expect(await sides.store.request(open)).toMatchObject({ communityId: 'west', state: 'open' })
    expect(await sides.store.request(closed)).toMatchObject({ communityId: 'west', state: 'solved' })
    expect((await sides.member('east', 'cyd')).communityId).toBe('west')
    expect(await sides.presses('east', 'cyd', 'request.reopen', closed)).toContain('Open again')
    expect(await sides.presses('west', 'bob', 'request.solved', open)).toContain('I ask nobody else')
  })

  it('not while both have open requests: it says so, and the code still holds when one side has none', async () => {
    const here = await opens('east', 'bob', 'who can repair bicycles?')
    await opens('west', 'cyd', 'which vet would you trust?')
    const code = codeIn(await organises('east', { subcommand: 'join' }))
    expect(await organises('west', { subcommand: 'join', code })).toContain(
      'Both have open requests, 1 here and 1 there',
    )
    expect(await sides.store.communities()).toHaveLength(2)
    await sides.presses('east', 'bob', 'request.solved', here)
    expect(await organises('west', { subcommand: 'join', code })).toContain('It is now')
  })

  it('by organisers alone, within an hour, once', async () => {
    expect(await organises('east', { subcommand: 'join' }, 'eve')).toContain('Only organisers')
    const code = codeIn(await organises('east', { subcommand: 'join' }))
    expect(await organises('west', { subcommand: 'join', code }, 'eve')).toContain('Only organisers')
    expect(await organises('west', { subcommand: 'join', code: 'C4GH-72XV' })).toContain("don't know that code")
    // A code for people is none for spaces, and the other way round.
    const forPeople = codeIn(await sides.runs('east', 'olive', 'link'))
    expect(await organises('west', { subcommand: 'join', code: forPeople })).toContain("don't know that code")
    expect(await sides.runs('west', 'olive', 'link', { code })).toContain("don't know that code")
    await sides.later(60 * MINUTE)
    expect(await organises('west', { subcommand: 'join', code })).toContain("don't know that code")
    expect(await sides.store.communities()).toHaveLength(2)
    await joins()
    const again = codeIn(await organises('east', { subcommand: 'join' }))
    expect(await organises('west', { subcommand: 'join', code: again })).toContain('one community already')
  })

  it('people on one side alone are not linked by a code of the other community', async () => {
    const code = codeIn(await sides.runs('east', 'ada', 'link'))
    expect(await sides.runs('west', 'ada', 'link', { code })).toContain("don't know that code")
  })

  it('what comes in the next moment finds the one community, though the two were just remembered', async () => {
    const code = codeIn(await organises('east', { subcommand: 'join' }))
    // Both spaces were looked up less than two seconds ago, as another process would remember them.
    await Promise.all([
      organises('west', { subcommand: 'join', code }),
      sides.runs('west', 'bob', 'volunteer', { topics: 'bikes' }),
      sides.runs('east', 'cyd', 'volunteer', { topics: 'vets' }),
    ])
    const [community] = await sides.store.communities()
    expect((await sides.store.volunteers(community!.id)).flatMap(({ volunteer }) => volunteer?.topics).sort()).toEqual([
      'bikes',
      'vets',
    ])
  })
})

describe('a channel of the other side', () => {
  it('is linked by its name, which may be the same one', async () => {
    await joins()
    expect(await mirrors('#help')).toContain('#help and #help')
    const [community] = await sides.store.communities()
    expect(community?.mirrors).toEqual([{ a: 'east:c:help', b: 'west:c:help' }])
    await mirrors('west #help', 'unmirror')
    expect((await sides.store.communities())[0]?.mirrors).toEqual([])
  })

  it('has to be one where Askaround listens, and the answer names those', async () => {
    expect(await mirrors('#help')).toContain('I listen in no other channel yet')
    await joins()
    expect(await mirrors('#hepl')).toContain('These I know: west #help.')
    await organises('east', { subcommand: 'watch', channel: 'east:c:garden' })
    await organises('west', { subcommand: 'watch', channel: 'west:c:garden' })
    expect(await mirrors('garden')).toContain('There is more than one channel “garden”: east #garden, west #garden.')
    expect(await mirrors('west garden')).toContain('#help and #garden')
  })
})
