import { copyFileSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'vitest'
import { configSchema } from '../../src/app/config-schema.ts'
import { loadConfig, projectFolder } from '../../src/app/load-config.ts'
import { loadModels, type Models } from '../../src/app/load-models.ts'
import { type RunningBot, startBot } from '../../src/app/start.ts'
import { createCards } from '../../src/cards/cards.ts'
import { commands } from '../../src/commands/commands.ts'
import type { Community } from '../../src/communities/community.ts'
import { addEvidence } from '../../src/matching/decay.ts'
import { createWebPlatform, type WebPlatform } from '../../src/platforms/web/adapter.ts'
import { cardText } from '../../src/platforms/web/card-text.ts'
import { createSeededChance } from '../../src/shared/chance.ts'
import { type Clock, createSimulatedClock } from '../../src/shared/clock.ts'
import { createLogger } from '../../src/shared/logger.ts'
import { openCaches } from '../../src/storage/cache.ts'
import { openStore } from '../../src/storage/open-store.ts'
import type { Store } from '../../src/storage/store.ts'
import { createTermHash } from '../../src/storage/terms-key.ts'
import { checkPromises, linksOf, readPings } from './check-promises.ts'
import { momentIn } from './moment-in.ts'
import { createPerson, type Person } from './person.ts'
import { type Life, type Overheard, overhear, untilDeath } from './said-and-told.ts'
import { worldAsTold } from './world-as-told.ts'

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
  /** The bot's record is in this empty Postgres database, and not in a file. */
  databaseUrl?: string
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
  const chat = await openStore({ file: join(folder, 'chat.db'), addEvidence, key: scene.key })
  /** Records as dead processes left them. */
  const left: Store[] = []
  let file = join(folder, 'askaround.db')
  let store = await openRecord()
  let running: RunningBot
  let web: WebPlatform
  let life: Life
  let died: Promise<void>

  async function openRecord(): Promise<Store> {
    const record = await openStore({ file, addEvidence, key: scene.key, databaseUrl: scene.databaseUrl })
    const { keepGet, keepPut, keepList } = chat
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
    const cards = createCards({ messages: modelsOnce().messages })
    web = createWebPlatform({
      commands,
      explain: cards.explain,
      commandForm: cards.commandForm,
      clock: ownClock,
      logger,
      channels: channels.map((name) => ({ name, ...(members[name] ? { members: members[name] } : {}) })),
    })
    const platform = overhear(web, heard, own, clock)
    running = await startBot({
      store: scene.databaseUrl ? untilDeath(store, own) : store,
      caches: await openCaches({ onTrouble: () => {} }),
      platforms: [
        scene.noPrivateReply ? Object.assign(platform, { limits: { ...web.limits, privateReply: false } }) : platform,
      ],
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
    })
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
  const settle = () => through(() => running.loop.settle())

  await store.saveCommunity(communityOf(scene, zone, channels), 0)
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
    /** Somebody comes in; `zone` is what their browser says. */
    async person(name: string, options: { zone?: string } = {}): Promise<Person> {
      const account = await web.client.signIn(name, { timeZone: options.zone ?? zone })
      await settle()
      const person = createPerson({ name, account, takesASecond, settle, through, web: () => web })
      zones.set(account, options.zone ?? zone)
      people.push(person)
      return person
    },
    /** Several people from here. */
    people: <Names extends string[]>(...names: Names) =>
      names.reduce(
        async (before, name) => [...(await before), await stage.person(name)],
        Promise.resolve([]) as Promise<Person[]>,
      ) as Promise<{ [K in keyof Names]: Person }>,
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
    /** Who is called by name, so that they notice, where the bot last said these words for all to read. */
    whoIsCalledBy(words: string): string[] {
      const said = heard.said.findLast((each) => !each.reader && each.card && cardText(each.card).includes(words))
      const spans = (said?.card?.blocks ?? []).flatMap((block) => ('spans' in block ? block.spans : []))
      return spans.flatMap((span) =>
        typeof span !== 'string' && span.type === 'person' && span.notify ? [span.name] : [],
      )
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
          mayRead,
        }),
      ),
    /** The curtain. No promise was broken on the way, and nothing went wrong that only the log knows of. */
    async end(): Promise<void> {
      const broken = stage.brokenPromises()
      await running.stop()
      await Promise.all([chat, store].map((each) => each.close()))
      // A dead process may have been in the middle of something.
      await Promise.allSettled(left.map((each) => each.close()))
      rmSync(folder, { recursive: true, force: true })
      expect(broken).toEqual([])
      expect(troubles).toEqual([])
    },
  }

  const zones = new Map<string, string>()
  const nameOf = (account: string) => people.find((person) => person.account === account)?.name ?? account
  function mayRead(account: string, place: string): boolean {
    const name = nameOf(account)
    const channel = /^web:[ct]:([a-z0-9-]+?)(?:\.\d+)?$/.exec(place)?.[1] ?? ''
    return members[channel]?.includes(name) ?? channels.includes(channel)
  }
  // Olive keeps the place in order. Whoever comes first administers it.
  const olive = await stage.person('Olive')
  return Object.assign(stage, { olive })
}

export type Stage = Awaited<ReturnType<typeof openStage>>

const communityOf = ({ community = {} }: Scene, timeZone: string, channels: string[]): Community => ({
  id: 'club',
  version: 1,
  name: 'The club',
  spaces: ['web:s:main'],
  timeZone,
  language: 'en',
  places: [],
  channels: channels.map((name) => ({ channel: `web:c:${name}`, mode: 'offer' })),
  mirrors: [],
  organisers: [],
  weeklyLimit: 2,
  ...community,
})
