import { copyFileSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'vitest'
import { configSchema } from '../../src/app/config-schema.ts'
import { inner } from '../../src/app/inner.ts'
import { openLifeSign } from '../../src/app/life-sign.ts'
import { loadConfig, projectFolder } from '../../src/app/load-config.ts'
import { loadModels, type Models } from '../../src/app/load-models.ts'
import { openMeaningReader } from '../../src/app/read-meanings.ts'
import { type RunningBot, startBot } from '../../src/app/start.ts'
import { requestIdOf } from '../../src/commands/ids.ts'
import type { Community } from '../../src/communities/community.ts'
import { saysItAsks } from '../../src/communities/help-desk.ts'
import { addEvidence } from '../../src/matching/decay.ts'
import { platformOf } from '../../src/platforms/platform.ts'
import { cardText } from '../../src/platforms/web/card-text.ts'
import { createSeededChance } from '../../src/shared/chance.ts'
import { type Clock, createSimulatedClock, type SimulatedClock } from '../../src/shared/clock.ts'
import { createLogger } from '../../src/shared/logger.ts'
import { openCaches } from '../../src/storage/cache.ts'
import { openStore } from '../../src/storage/open-store.ts'
import type { Store } from '../../src/storage/store.ts'
import { createTermHash } from '../../src/storage/terms-key.ts'
import type { Chat, HeardCards } from './chats/chat.ts'
import { missingIn } from './chats/faithful.ts'
import { openWebChat } from './chats/web-chat.ts'
import { checkPromises, linksOf, readPings } from './check-promises.ts'
import { momentIn } from './moment-in.ts'
import { createPerson, type Person } from './person.ts'
import { type Life, type Overheard, overhear, untilDeath } from './said-and-told.ts'
import { worldAsTold } from './world-as-told.ts'
import { writeTranscript } from './write-transcript.ts'

let models: Models | undefined
const modelsOnce = () => (models ??= loadModels(join(projectFolder, 'config')))

interface Scene {
  /** Local time at which it begins, in `zone`: "2026-02-10 07:53". */
  at: string
  zone?: string
  channels?: string[]
  /** Channels that only these people may read, by name. */
  members?: Record<string, string[]>
  settings?: Record<string, unknown>
  community?: Partial<Community>
  /** A platform that cannot show a message to one person alone. */
  noPrivateReply?: boolean
  /** The operator's key: what the bot keeps is encrypted. */
  key?: Uint8Array
  /** Sentence vectors are on: posts are read by what they mean as well. */
  meanings?: boolean
  /** Leaves signs of life each minute, so that an outage can be told from a restored backup. */
  signs?: boolean
  /** On two chats: each is a community of its own, and nothing is linked. */
  apart?: boolean
  /** The bot's record is in this empty Postgres database, and not in a file. */
  databaseUrl?: string
}

type ChatName = 'web' | 'discord' | 'slack'
let where: ChatName[] = ['web']
let neighbours: string[] = []

/**
 * Where the stories after this are played. On two chats, Olive and the first one to come in are on the first, and these neighbours of
 * theirs; everybody else is on the second, and channels of the same name are linked.
 */
export const playOn = (chats: ChatName[], neighbourNames: string[] = []) => {
  where = chats
  neighbours = neighbourNames
}

async function openChat(name: ChatName, clock: SimulatedClock, channels: string[], members: Record<string, string[]>) {
  const options = { clock, channels, members, messages: modelsOnce().messages }
  // The SDKs, and what the platforms themselves say of their shapes, take a second to load.
  if (name === 'discord') return (await import('./chats/discord-chat.ts')).openDiscordChat(options)
  if (name === 'slack') return (await import('./chats/slack-chat.ts')).openSlackChat(options)
  return openWebChat(options)
}

/**
 * A community on the web platform with the whole running bot, a clock that the story moves, and people who post and press.
 * What they write in the chat lies in a record of its own, as Discord's does: the bot's own record holds what the bot keeps.
 */
export async function openStage(scene: Scene) {
  const { at, zone = 'America/Winnipeg', channels = ['general', 'help'], members = {}, settings = {} } = scene
  const folder = mkdtempSync(join(tmpdir(), 'askaround-story-'))
  const clock = createSimulatedClock(momentIn(zone, at))
  const config = configSchema.parse({ community: { time_zone: zone }, log_level: 'silent', ...settings })
  const troubles: string[] = []
  const heard: Overheard = { said: [], opened: [], told: [] }
  const people: Person[] = []
  /** What stood over channels, newest first. */
  const topics: { channel: string; at: number; topic: string }[] = []
  /** Accounts that are one person. */
  const oneself: string[][] = []
  const chats = await Promise.all(where.map((name) => openChat(name, clock, channels, members)))
  const chatOf = (ref: string): Chat => chats.find(({ name }) => name === platformOf(ref))!
  const kept = await openStore({ file: join(folder, 'chat.db'), addEvidence, key: scene.key })
  /** Records as dead processes left them. */
  const left: Store[] = []
  let file = join(folder, 'askaround.db')
  let store = await openRecord()
  const secondStage = scene.meanings ? await secondStageHere() : undefined
  let running: RunningBot
  let life: Life
  let died: Promise<void>

  async function openRecord(): Promise<Store> {
    const record = await openStore({ file, addEvidence, key: scene.key, databaseUrl: scene.databaseUrl })
    const { keepGet, keepPut, keepList } = kept
    return { ...record, keepGet, keepPut, keepList }
  }

  async function start() {
    let dies = () => {}
    died = new Promise((resolve) => {
      dies = resolve
    })
    const own: Life = {
      dead: false,
      touches: 0,
      die() {
        own.dead = true
        // A server has seen the last of the dead; a file goes on under another name.
        if (scene.databaseUrl) left.push(store)
        else copyDisk()
        dies()
      },
    }
    life = own
    // A dead process says nothing, and wakes up for nothing.
    const write = (line: string) => void (own.dead || troubles.push(line))
    const logger = createLogger({ level: 'warn', destination: { write } })
    const ownClock: Clock = {
      now: clock.now,
      wakeAt: (time, run) => clock.wakeAt(time, () => (own.dead ? undefined : run())),
    }
    const platforms = chats.map((chat) => {
      const platform = chat.createPlatform({ clock: ownClock, logger, heard: heardCards })
      const overheard = overhear(platform, heard, own, clock, chat.readerOf)
      return scene.noPrivateReply
        ? Object.assign(overheard, { limits: { ...platform.limits, privateReply: false } })
        : overheard
    })
    running = await startBot({
      store: scene.databaseUrl ? untilDeath(store, own) : store,
      caches: await openCaches({ onTrouble: () => {} }),
      platforms,
      models: modelsOnce(),
      config,
      supportLines: loadConfig({ env: {} }).supportLines,
      clock: ownClock,
      chance: createSeededChance(heard.told.length + 7),
      logger,
      worker: 'stage',
      shared: false,
      hashTerm: createTermHash(scene.key),
      noteErasure: async () => {},
      secondStage,
      ...(scene.signs ? { lifeSign: openLifeSign(folder, store) } : {}),
    })
    for (const chat of chats) await chat.connected()
  }

  /** What lies on the disk at this instant goes to a new place: the next process finds just that. */
  function copyDisk() {
    const copy = join(folder, `after-${heard.said.length}-${life.touches}.db`)
    for (const end of ['', '-wal']) if (existsSync(`${file}${end}`)) copyFileSync(`${file}${end}`, `${copy}${end}`)
    left.push(store)
    file = copy
  }

  /** Waits for what follows, or for the end of this process. */
  const through = async <T>(work: () => Promise<T>): Promise<T> => {
    const dead = died
    return (await Promise.race([work(), dead])) as T
  }
  const takesASecond = () => through(() => clock.advanceTo(clock.now() + 1000))
  const settle = () => through(settleNow)
  async function settleNow(): Promise<void> {
    for (;;) {
      for (const chat of chats) await chat.delivered()
      await running.loop.settle()
      for (const chat of chats) await chat.delivered()
      // Chats take one message a second into one place; people wait for the next.
      const due = await store.nextDue()
      if (where.every((name) => name === 'web') || due === undefined || due > clock.now() + 5000) return
      await clock.advanceTo(Math.max(due, clock.now() + 1))
    }
  }
  const heardCards: HeardCards = {
    cardOf: (message) =>
      heard.said.findLast((each) => each.message === message || each.message.endsWith(`.${message}`))?.card,
    cardLike: (reader, shown) =>
      heard.said.findLast((each) => each.reader === reader && each.card && missingIn(each.card, shown).length === 0)
        ?.card,
  }
  /** The other side of a mirror, for who is not where this thread is. */
  async function threadOn(chat: Chat, thread: string): Promise<string> {
    if (platformOf(thread) === chat.name) return thread
    const found = await store.requestByRef(thread)
    const request = found && (await store.request(found.requestId))
    const threads = [request?.thread, ...(request?.copies ?? []).map((copy) => copy.thread)]
    return threads.find((one) => one && platformOf(one) === chat.name) ?? thread
  }
  async function isNoteFor(account: string, subject: string): Promise<boolean> {
    const request = await store.request(requestIdOf(subject))
    const asker = request && (await store.member(request.askerId))
    return asker?.accounts.includes(account) ?? false
  }

  for (const together of scene.apart ? chats.map((chat) => [chat]) : [chats]) {
    const community = communityOf(scene, zone, channels, together)
    await store.saveCommunity(scene.apart ? { ...community, id: `club-${together[0]!.name}` } : community, 0)
  }
  await start()

  const stage = {
    clock,
    heard,
    get store(): Store {
      return store
    },
    get running(): RunningBot {
      return running
    },
    settle,
    /** Whether the bot can show something to one person alone in a channel. */
    whispers: chats.every(({ name }) => running.bot.platforms.get(name)!.limits.privateReply),
    /** Somebody comes in; `zone` is what their browser says. */
    async person(name: string, options: { zone?: string } = {}): Promise<Person> {
      const chat = chats[people.length < 2 || neighbours.includes(name) ? 0 : chats.length - 1]!
      const account = await chat.join(name, options.zone ?? zone)
      await settle()
      const person = createPerson({
        ...{ name, account, takesASecond, settle, through, chat },
        threadHere: (thread) => threadOn(chat, thread),
        ...(chat.name === 'discord' ? { isNoteFor: (subject) => isNoteFor(account, subject) } : {}),
      })
      zones.set(account, options.zone ?? zone)
      people.push(person)
      return person
    },
    /** The organisers change what stands over a channel. */
    async topic(channel: string, topic: string): Promise<void> {
      for (const chat of chats) {
        const ref = chat.channel(channel.slice(1))
        await chat.setTopic(ref, topic)
        topics.unshift({ channel: ref, at: clock.now(), topic })
      }
      await settle()
    },
    /** Several people from here. */
    people: <Names extends string[]>(...names: Names) =>
      names.reduce(
        async (before, name) => [...(await before), await stage.person(name)],
        Promise.resolve([]) as Promise<Person[]>,
      ) as Promise<{ [K in keyof Names]: Person }>,
    /** These are one person, on two platforms. */
    areOne: (...persons: Person[]) => void oneself.push(persons.map(({ account }) => account)),
    /** The clock goes to this local time of the same day, or "2026-02-11 09:00". Everything due on the way happens. */
    async time(local: string): Promise<void> {
      const day = new Intl.DateTimeFormat('en-CA', { timeZone: zone }).format(clock.now())
      const target = momentIn(zone, local.includes(' ') ? local : `${day} ${local}`)
      if (target < clock.now()) throw new Error(`It is past ${local} already.`)
      await through(() => clock.advanceTo(target))
      await settle()
    },
    /** The names of all who see these words anywhere. */
    async whoSees(words: string): Promise<string[]> {
      const seen = await Promise.all(
        people.map(async (person) => ((await person.seesAnywhere(words)) ? [person.name] : [])),
      )
      return seen.flat()
    },
    /** The names of those who were pinged, in order. */
    whoWasPinged: () => readPings(heard.said).map(({ account }) => nameOf(account)),
    /** Where the links of the last direct message to this person lead, as it stands now. */
    whereLinksLead(name: string): string[] {
      const said = heard.said.findLast(({ reader, dm }) => dm && reader && nameOf(reader) === name)
      return said?.card ? linksOf(said.card) : []
    },
    /** Who is called by name, so that they notice, where the bot last said these words for all to read, on each chat. */
    whoIsCalledBy(words: string): string[] {
      const called = chats.flatMap((chat) => {
        const said = heard.said.findLast(
          (each) =>
            !each.reader && platformOf(each.message) === chat.name && each.card && cardText(each.card).includes(words),
        )
        const spans = (said?.card?.blocks ?? []).flatMap((block) => ('spans' in block ? block.spans : []))
        return spans.flatMap((span) =>
          typeof span !== 'string' && span.type === 'person' && span.notify ? [span.name] : [],
        )
      })
      return [...new Set(called)]
    },
    /** The bot is stopped as by Ctrl-C, and started again on the same record. */
    async restart(): Promise<void> {
      await running.stop()
      await start()
      await settle()
    },
    /** The bot is stopped, and started again only then. */
    async sleeps(until: string): Promise<void> {
      await running.stop()
      await clock.advanceTo(momentIn(zone, until))
      await start()
      await settle()
    },
    /**
     * The process is gone in the middle of `scene`: right after it and the platform touched for the `nth` time.
     * Another one, at once or at `risesAt`, finds what was on the disk at that instant. @returns false when the scene was over before
     */
    async diesAtTouch(nth: number, scene: () => Promise<unknown>, risesAt?: string): Promise<boolean> {
      life.dieAt = life.touches + nth
      await through(scene)
      if (!life.dead) {
        delete life.dieAt
        return false
      }
      if (risesAt) await clock.advanceTo(momentIn(zone, risesAt))
      store = await openRecord()
      await start()
      await settle()
      return true
    },
    /** Whether the bot's own record, looked at from outside, holds these words anywhere; with a key, the chat's as well. */
    async recordHolds(...words: string[]): Promise<string[]> {
      await running.stop()
      await store.close()
      const files = scene.key ? [file, ...['', '-wal'].map((end) => join(folder, `chat.db${end}`))] : [file]
      const bytes = files.map((each) => readFileSync(each, 'latin1').toLowerCase()).join()
      const found = words.filter((word) => bytes.includes(Buffer.from(word).toString('latin1').toLowerCase()))
      store = await openRecord()
      await start()
      await settle()
      return found
    },
    /** Lines of trouble in the log so far; reading them is expecting them. */
    troubles: () => troubles.splice(0),
    brokenPromises: () =>
      checkPromises(
        heard.said,
        worldAsTold({
          told: heard.told,
          defaults: { weeklyLimit: scene.community?.weeklyLimit ?? 2, quietHours: config.pings.quiet_hours },
          zoneOf: (account) => zones.get(account) ?? zone,
          mayRead: (account, place) => chatOf(account).mayRead(account, place),
          named: (name) => people.find((person) => person.name === name)?.account,
          isDesk: (channel, at) =>
            saysItAsks(topics.find((one) => one.channel === channel && one.at <= at)?.topic) &&
            heard.told.some(
              (event) =>
                event.type === 'command-run' && event.values.mode === 'desk' && event.values.channel === channel,
            ),
          isSame: (one, other) => oneself.some((accounts) => accounts.includes(one) && accounts.includes(other)),
        }),
      ),
    /** The curtain. No promise was broken on the way, and nothing went wrong that only the log knows of. */
    async end(): Promise<void> {
      const broken = stage.brokenPromises()
      if (chats.length > 1) await writeTranscript(titleOf(expect.getState().currentTestName), chats, people)
      await running.stop()
      await Promise.all([kept, store, ...chats].map((each) => each.close()))
      // A dead process may have been in the middle of something.
      await Promise.allSettled(left.map((each) => each.close()))
      rmSync(folder, { recursive: true, force: true })
      expect(broken).toEqual([])
      expect(troubles).toEqual([])
    },
  }

  const zones = new Map<string, string>()
  const nameOf = (account: string) => people.find((person) => person.account === account)?.name ?? account
  // Olive keeps the place in order. Whoever comes first administers it.
  const olive = await stage.person('Olive')
  return Object.assign(stage, { olive })
}

export type Stage = Awaited<ReturnType<typeof openStage>>

/** "asked on slack: Winnipeg: a name" as the name of a file. */
const titleOf = (test = 'story') =>
  [...where, test]
    .join('-')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .slice(0, 60)

const communityOf = ({ community = {} }: Scene, timeZone: string, channels: string[], chats: Chat[]): Community => ({
  id: 'club',
  version: 1,
  name: 'The club',
  spaces: chats.map(({ space }) => space),
  timeZone,
  language: 'en',
  places: [],
  channels: chats.flatMap((chat) => channels.map((name) => ({ channel: chat.channel(name), mode: 'offer' as const }))),
  mirrors: chats[1] ? channels.map((name) => ({ a: chats[0]!.channel(name), b: chats[1]!.channel(name) })) : [],
  organisers: [],
  weeklyLimit: 2,
  ...onThisChat(community, chats[0]!),
})

/** Scenes name channels as the web has them. */
const onThisChat = (community: Partial<Community>, chat: Chat): Partial<Community> =>
  JSON.parse(JSON.stringify(community).replaceAll(/web:c:([\w-]+)/g, (_, name: string) => chat.channel(name)))

/** What the bot's second process does, in this one. */
async function secondStageHere() {
  const { readRequest, readTopics } = await openMeaningReader(new URL('../../config/models', import.meta.url).pathname)
  return {
    meaningOf: async (text: string) => (await readRequest(text))?.meaning,
    async likeness(request: string, topics: readonly string[]) {
      const asked = await readRequest(request)
      const vectors = await readTopics(topics)
      const of = new Map(topics.map((topic, i) => [topic, asked ? inner(asked.turned, vectors[i]!) : 0]))
      return asked && { of, glossed: asked.meaning.glossed }
    },
    stop: () => {},
  }
}
