import type { Button, Card, Form } from '../../src/cards/card.ts'
import type { ShownMessage } from '../../src/platforms/web/reading.ts'
import { drawFraction } from '../../src/shared/chance.ts'
import { INNER, type Town, ZONE } from './town.ts'

const PEOPLE = 24
const topics = [
  'plumbing',
  'cats and vets',
  'bicycle repair',
  'public speaking',
  'baking bread',
  'tax forms',
  'violins',
]
const needs = [
  (topic: string) => `Does anyone know somebody good for ${topic}? I need it this week`,
  (topic: string) => `need help with ${topic}, can anyone recommend someone?`,
  (topic: string) => `Where can I find out about ${topic} near Winnipeg by tomorrow at 5 pm?`,
  (topic: string) => `Could I borrow something for ${topic} tonight?`,
]
const quiet = { from: '22:00', to: '08:00' }

/** What somebody wrote that the bot took, and must not lose. */
export interface Acknowledged {
  account: string
  text: string
  thread: string
  message: string
}

/** People who post, press, edit, leave and come back at random; each act resolves when the bot took it, or throws. */
export function createTownspeople(town: Town) {
  const accounts = new Map<string, string>()
  const volunteers = new Set<string>()
  const own = new Map<string, { message: string; conversation: string }[]>()
  const acknowledged: Acknowledged[] = []
  let count = 0

  const draw = (n: number) => town.chance.draw() % n
  const pick = <T>(list: readonly T[]): T | undefined => list[draw(Math.max(1, list.length))]
  const wrote = (account: string, text: string, conversation?: string) =>
    town.checker.wrote(account, text, conversation)
  const nextText = (text: string) => `${text} (${++count})`

  async function signIn(i: number): Promise<string> {
    const name = `Person ${i}`
    const account = await town.web.client.signIn(name, { timeZone: ZONE, spaces: ['main'] })
    accounts.set(name, account)
    town.checker.arrived(account, town.web.client.conversations(account).dm)
    if (volunteers.has(account)) promise(account)
    return account
  }

  const promise = (account: string) =>
    town.checker.volunteered(account, { weeklyLimit: 2, quietHours: quiet, timeZone: ZONE })

  async function post(account: string, text: string) {
    const { channels } = town.web.client.conversations(account)
    const channel = pick(channels)?.channel
    if (!channel) return
    const words = nextText(text)
    wrote(account, words, channel)
    const message = await town.web.client.postMessage(account, channel, words)
    own.set(account, [...(own.get(account) ?? []), { message, conversation: channel }])
    await town.settle()
    if (drawFraction(town.chance) < 0.8) await pressSomething(account)
  }

  /** All that this person sees of the last messages everywhere. */
  async function seen(account: string): Promise<ShownMessage[]> {
    const { channels, dm } = town.web.client.conversations(account)
    const places = [dm, ...channels.map(({ channel }) => channel)]
    const lists = await Promise.all(places.map((place) => town.web.client.messages(place, account, { limit: 12 })))
    const threads = lists.flat().flatMap(({ thread }) => (thread ? [thread.conversation] : []))
    const inThreads = await Promise.all(
      threads.slice(-6).map((thread) => town.web.client.messages(thread, account, { limit: 8 })),
    )
    return [...lists.flat(), ...inThreads.flat()].filter(({ removed }) => !removed)
  }

  async function writeInThread(account: string) {
    const threads = (await seen(account)).flatMap(({ thread }) => (thread ? [thread.conversation] : []))
    const thread = pick(threads)
    if (!thread) return
    const text = nextText('try the one on Portage Avenue')
    wrote(account, text, thread)
    const message = await town.web.client.postMessage(account, thread, text)
    acknowledged.push({ account, text, thread, message })
    own.set(account, [...(own.get(account) ?? []), { message, conversation: thread }])
  }

  async function pressSomething(account: string) {
    const buttons = (await seen(account)).flatMap((message) =>
      message.card ? buttonsOf(message.card).map((button) => ({ message: message.message, button })) : [],
    )
    const offers = buttons.filter(({ button }) => button.action.startsWith('offer.'))
    const chosen = pick(offers.length > 0 && drawFraction(town.chance) < 0.8 ? offers : buttons)
    if (!chosen || chosen.button.action === 'profile.hours') return
    const { message, button } = chosen
    const wanted = { action: button.action, subject: button.subject }
    const { form } = await town.web.client.press(account, message, wanted)
    if (button.action === 'privacy.erase') erased(account)
    if (form) await town.web.client.submitForm(account, message, wanted, fill(account, wanted.action, form))
    if (button.action === 'ping.stop' || button.action === 'profile.stop') await stopped(account)
  }

  function fill(account: string, action: string, form: Form): Record<string, string> {
    const values = Object.fromEntries(
      form.fields.map((field) => {
        if (field.name === 'who') return [field.name, `Person ${draw(PEOPLE)}`]
        if (field.name === 'topics') return [field.name, pick(topics)!]
        if (field.name === 'confirm') return [field.name, 'erase']
        if (field.options) return [field.name, pick(field.options)!.value]
        if (field.name === 'text' || field.name === 'thanks')
          return [field.name, nextText('somebody on Main Street does it')]
        return [field.name, field.value ?? '']
      }),
    )
    for (const name of ['text', 'thanks']) if (values[name]) wrote(account, values[name])
    if (values.who) wrote(account, [values.who, values.text].filter(Boolean).join('\n'))
    if (action === 'volunteer') {
      volunteers.add(account)
      promise(account)
    }
    return values
  }

  function erased(account: string) {
    volunteers.delete(account)
    town.checker.erased(account)
    const kept = acknowledged.filter((one) => one.account !== account)
    acknowledged.splice(0, acknowledged.length, ...kept)
  }

  async function stopped(account: string) {
    await town.settle()
    if (town.isDead) return
    volunteers.delete(account)
    town.checker.stopped(account)
  }

  async function run(account: string, command: string) {
    await town.web.client.runCommand(account, town.web.client.conversations(account).dm, command)
  }

  const acts: [number, (account: string, i: number) => Promise<unknown>][] = [
    [14, (account) => post(account, pick(needs)!(pick(topics)!))],
    [4, (account) => post(account, 'the weather is better than last week, I think')],
    [40, pressSomething],
    [14, writeInThread],
    [
      6,
      async (account) => {
        volunteers.add(account)
        promise(account)
        await run(account, `/volunteer ${pick(topics)}, ${pick(topics)} near Winnipeg`)
      },
    ],
    [2, (account) => run(account, '/pause 3 days')],
    [
      1,
      async (account) => {
        await run(account, '/stop')
        await stopped(account)
      },
    ],
    [3, (account) => run(account, pick(['/profile', '/requests', '/privacy', '/help', '/recall violins'])!)],
    [
      3,
      (account) => {
        const text = nextText('could somebody help me with violins')
        const { channels } = town.web.client.conversations(account)
        const channel = pick(channels)?.channel ?? ''
        wrote(account, text, channel)
        return town.web.client.runCommand(account, channel, `/ask ${text}`)
      },
    ],
    [
      4,
      async (account) => {
        const text = nextText('the shop by the bridge has them')
        wrote(account, text)
        await town.web.client.postMessage(account, town.web.client.conversations(account).dm, text)
      },
    ],
    [
      4,
      async (account) => {
        const mine = pick(own.get(account) ?? [])
        if (!mine) return
        const text = nextText('what I mean: somebody for bicycle repair?')
        wrote(account, text, mine.conversation)
        forget(mine.message)
        await town.web.client.editMessage(account, mine.message, text)
      },
    ],
    [
      2,
      async (account) => {
        const mine = pick(own.get(account) ?? [])
        if (!mine) return
        forget(mine.message)
        await town.web.client.deleteMessage(account, mine.message)
      },
    ],
    [2, (account) => town.web.client.changeSettings(account, { closedDms: drawFraction(town.chance) < 0.5 })],
    [
      1,
      async (account) => {
        await town.web.client.leave(account)
        await town.settle()
        if (!town.isDead) town.checker.stopped(account)
      },
    ],
    [2, (_, i) => signIn(i)],
  ]
  const bag = acts.flatMap(([weight, act]) => Array.from({ length: weight }, () => act))

  /** What was changed or taken back by its author need not be there. */
  function forget(message: string) {
    const at = acknowledged.findIndex((one) => one.message === message)
    if (at >= 0) acknowledged.splice(at, 1)
  }

  return {
    acknowledged,
    inner: INNER,
    async moveIn() {
      for (let i = 0; i < PEOPLE; i++) await signIn(i)
    },
    /** Somebody does something. Throws what the page would tell, or that the process died. */
    async act() {
      const i = draw(PEOPLE)
      const account = accounts.get(`Person ${i}`)
      const act = pick(bag)
      if (account && act) await act(account, i)
    },
  }
}

const buttonsOf = ({ blocks }: Card): Button[] =>
  blocks.flatMap((block) => (block.type === 'buttons' ? block.buttons : block.type === 'menu' ? block.items : []))
