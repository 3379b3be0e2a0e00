import type { Button } from '../../cards/card.ts'
import { requestIdOf } from '../../commands/ids.ts'
import { mayBeOffered } from '../../members/consent.ts'
import type { ChatMessage, ChatQuery } from './chat-lines.ts'
import { promises } from './check-promises.ts'
import { add, countPing, type Figures } from './figures.ts'
import { openWorld, type ReplayParts } from './open-world.ts'
import { createTownspeople } from './townspeople.ts'
import type { SentCard, Watcher } from './watch-platform.ts'

/** Requests still get their answers for so long after the last message. */
const AFTERWARDS = 7 * 86_400_000
const NOBODY: ReadonlySet<string> = new Set()
const isNo = ({ action }: Button) => action === 'offer.decline' || action === 'offer.enough'

/** A query whose offer was accepted. */
interface Asked {
  id: string
  requestId: string
  thread?: string
  /** In which wave each was pinged, by their conversation with the bot. */
  pinged: Map<string, number>
  /** Somebody gave an answer that counts. */
  isAnswered: boolean
}

export interface Play {
  hear(message: ChatMessage, query: ChatQuery | undefined): Promise<void>
  /** Lets what is under way come to its end, and closes. */
  end(): Promise<void>
}

/** Plays one community's chat from its first message, at `at` (ms since 1970), and counts what comes of it. */
export async function startPlay(
  parts: ReplayParts,
  { at, seed, answerers, figures }: { at: number; seed: number; answerers: Map<string, Set<string>>; figures: Figures },
): Promise<Play> {
  const asked = new Map<string, Asked>()
  const byRequest = new Map<string, Asked>()
  const threads = new Map<string, string>()
  const offers: SentCard[] = []
  const pings: { account: string; pingId: string }[] = []
  let noticed = false

  const watcher: Watcher = {
    sent(sent) {
      const buttons = sent.card.blocks.flatMap((block) => (block.type === 'buttons' ? block.buttons : []))
      if (buttons.some(isNo)) offers.push(sent)
      const ping = buttons.find(({ action }) => action === 'ping.not-now' || action === 'referral.yes')
      if (ping && sent.conversation) pings.push({ account: sent.conversation, pingId: ping.subject })
    },
    edited() {},
    removed() {},
    threadOpened: (message, thread) => void threads.set(message, thread),
  }

  const world = await openWorld(parts, { at, seed, watcher })
  const people = createTownspeople(world)
  const { bot, platform, clock } = world
  listenIn()

  /** Whether the detector saw a request is known to the bot alone. */
  function listenIn() {
    const { notice } = bot
    bot.notice = async (...post) => {
      const found = await notice(...post)
      noticed = found !== undefined
      return found
    }
  }

  async function countPings() {
    for (const { account: dm, pingId } of pings.splice(0)) {
      const requestId = requestIdOf(pingId)
      const request = await world.store.request(requestId)
      const ping = request?.pings.find(({ id }) => id === pingId)
      if (!ping) continue
      byRequest.get(requestId)?.pinged.set(dm, ping.wave)
      countPing(figures, { member: dm, at: ping.sentAt ?? clock.now(), wave: ping.wave, reasons: ping.reasons })
    }
  }

  /** Offers stand at once after a message, if at all. */
  async function answerOffers(ref: string, { id, user, thread }: ChatMessage, query: ChatQuery | undefined) {
    for (const { message: offer, onlyFor, card } of offers.splice(0)) {
      const account = onlyFor ?? ''
      const buttons = card.blocks.flatMap((block) => (block.type === 'buttons' ? block.buttons : []))
      const yes = buttons.find(({ action }) => action === 'offer.accept' || action === 'offer.post')
      const no = buttons.find(isNo)!
      if (!query || !yes || account !== people.accountOf(user)) {
        figures.falseOffers++
        if (thread === id) figures.falseOffersToFirst++
        await platform.client.press(account, offer, no)
        await world.settle()
        continue
      }
      const one: Asked = { id: query.id, requestId: yes.subject, pinged: new Map(), isAnswered: false }
      asked.set(query.id, one)
      byRequest.set(yes.subject, one)
      if (yes.action === 'offer.accept') figures.askedAround++
      else figures.postedForAll++
      await platform.client.press(account, offer, yes)
      await world.settle()
      const opened = threads.get(ref)
      if (opened) one.thread = opened
    }
    threads.clear()
  }

  async function whyNotOffered(query: ChatQuery): Promise<keyof Figures['notOffered']> {
    if (!noticed) return 'notSeen'
    const account = people.accountOf(query.asker)
    const member = account && (await world.store.memberByAccount(account, world.communityId))
    return member && !mayBeOffered(member, clock.now()) ? 'declinedTwice' : 'sameMatter'
  }

  const dmOf = (name: string) => {
    const account = people.accountOf(name)
    return account && platform.client.conversations(account).dm
  }

  /** The request whose thread this message goes to: its author was pinged about it and did answer it. */
  function answeredRequest({ user, replyTo = [] }: ChatMessage): Asked | undefined {
    const dm = dmOf(user)
    for (const id of replyTo) {
      const one = asked.get(id)
      if (!one || !answerers.get(id)?.has(user)) continue
      const wasPinged = dm !== undefined && one.pinged.has(dm)
      if (!one.isAnswered) {
        one.isAnswered = true
        figures.firstAnswers++
        if (wasPinged) figures.firstAnswersByPinged++
      }
      if (wasPinged && one.thread) return one
    }
    return undefined
  }

  return {
    async hear(message, query) {
      await world.goTo(message.t * 1000)
      await countPings()
      figures.messages++
      const channel = await world.channel(message.channel ?? 'all')
      noticed = false
      const answered = answeredRequest(message)
      const place = answered?.thread ?? channel
      const ref = await people.post(message.user, message.id, place, message.text, message.replyTo?.[0])
      if (answered) figures.answersToPings++
      await answerOffers(ref, message, query)
      await countPings()
      if (!query) return
      figures.queries++
      if (!asked.has(query.id)) figures.notOffered[await whyNotOffered(query)]++
      const truth = [...(answerers.get(query.id) ?? NOBODY)]
      if (truth.some(people.isVolunteer)) figures.answeredByVolunteers++
    },

    async end() {
      await world.goTo(clock.now() + AFTERWARDS)
      await countPings()
      for (const { id, requestId, pinged } of asked.values()) {
        const waves = [...(answerers.get(id) ?? NOBODY)].flatMap((name) => pinged.get(dmOf(name) ?? '') ?? [])
        if (waves.length > 0) figures.hits++
        if (waves.includes(1)) figures.hitsInFirstWave++
        if (pinged.size > 0) figures.queriesWithPings++
        add(figures.waves, (await world.store.request(requestId))?.wave ?? 0)
      }
      const { members, volunteers } = people.count
      figures.members += members
      figures.volunteers += volunteers
      for (const promise of promises) figures.broken[promise] += world.checker.broken[promise]
      await world.close()
    },
  }
}
