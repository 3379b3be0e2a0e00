import type { Card } from '../../src/cards/card.ts'
import type { Platform, PlatformEvent } from '../../src/platforms/platform.ts'

/** A bot that shows every part of a card: it offers on "need", opens a thread on yes, and pings the others. */
export function createEchoBot(platform: Platform) {
  let effects = 0
  const asked = new Map<string, { message: string; author: string; text: string }>()
  const send = async (to: Parameters<Platform['send']>[1], card: Card, notify = false) => {
    const sent = await platform.send(`echo-${++effects}`, to, card, { notify })
    if (!sent.ok) throw new Error(sent.failure.type)
    return sent.value
  }
  const pinged = new Set<string>()

  return async function answer(event: PlatformEvent): Promise<void> {
    if (event.type === 'member-joined') pinged.add(event.account)
    if (event.type === 'message-posted' && event.where === 'channel' && event.text.includes('need')) {
      const offer = await send({ conversation: event.conversation, onlyFor: event.author }, offerCard(event.message))
      asked.set(event.message, { ...event, message: offer })
    }
    if (event.type === 'button-pressed' && event.action === 'offer.accept') await askAround(event)
    if (event.type === 'form-submitted' && event.action === 'ping.suggest') {
      const thread = await platform.openThread('t', event.subject, 'Speaker on web 2.0')
      const name = (await platform.person(event.account))!.name
      if (thread.ok)
        await send(
          { conversation: thread.value },
          quoteCard({ name, account: event.account }, event.values.words!),
          true,
        )
      await send(
        { interaction: event.interaction },
        { blocks: [{ type: 'text', spans: ['Shared in the thread. Thank you.'] }] },
      )
    }
    if (event.type === 'command-run')
      await send(
        { interaction: event.interaction },
        {
          blocks: [{ type: 'text', spans: [`/${event.command}: ${JSON.stringify(event.values)}`] }],
        },
      )
  }

  async function askAround(event: Extract<PlatformEvent, { type: 'button-pressed' }>): Promise<void> {
    const request = asked.get(event.subject)!
    await platform.remove(request.message)
    const thread = await platform.openThread('t', event.subject, 'Speaker on web 2.0')
    if (!thread.ok) return
    await send({ conversation: thread.value }, statusCard(event.at))
    const asker = (await platform.person(request.author))!
    for (const account of pinged) {
      const dm = account === request.author ? undefined : await platform.openDm(account)
      if (dm?.ok) await send({ conversation: dm.value }, pingCard(event.subject, asker.name, request.text), true)
    }
  }
}

const offerCard = (subject: string): Card => ({
  blocks: [
    { type: 'text', spans: [{ type: 'strong', text: 'Shall I ask around?' }, ' Two people here may know.'] },
    {
      type: 'fields',
      fields: [
        { label: 'Looking for', value: ['a speaker on web 2.0'] },
        { label: 'Near', value: ['Winnipeg, MB'] },
        { label: 'Needed by', value: [{ type: 'time', at: Date.UTC(2025, 10, 12, 19, 30) }] },
      ],
    },
    {
      type: 'buttons',
      buttons: [
        { action: 'offer.accept', subject, label: 'Ask around', style: 'primary' },
        { action: 'offer.edit', subject, label: 'Edit' },
        { action: 'offer.decline', subject, label: 'No thanks' },
      ],
    },
    { type: 'note', spans: ['Nobody is contacted before you say yes.'] },
  ],
})

const statusCard = (at: number): Card => ({
  blocks: [
    { type: 'text', spans: ['Asking two people. The next wave goes ', { type: 'time', at: at + 1_200_000 }, '.'] },
    { type: 'note', spans: ['The usual time to a first suggestion here is 9 minutes (n = 14).'] },
    { type: 'buttons', buttons: [{ action: 'request.solve', subject: 'r1', label: 'This is solved' }] },
  ],
})

const pingCard = (subject: string, asker: string, text: string): Card => ({
  blocks: [
    { type: 'quote', author: { type: 'person', name: asker }, text },
    {
      type: 'note',
      spans: [
        'Because you offered ',
        { type: 'strong', text: 'public speaking' },
        ' near ',
        { type: 'strong', text: 'Winnipeg' },
        '; ping 1 of your 2 this week. ',
        { type: 'link', text: 'See the message', to: { message: subject } },
      ],
    },
    {
      type: 'buttons',
      buttons: [
        {
          action: 'ping.suggest',
          subject,
          label: 'I can help',
          style: 'primary',
          form: {
            title: `Help ${asker}`,
            submit: 'Share in the thread',
            fields: [
              {
                name: 'words',
                label: 'What do you suggest?',
                hint: 'Your own words, under your name.',
                type: 'text',
                required: true,
                maxLength: 1000,
              },
              {
                name: 'how',
                label: 'Or do it yourself?',
                type: 'choice',
                required: false,
                options: [{ value: 'claim', label: "I'll do it myself" }],
              },
            ],
          },
        },
        { action: 'ping.refer', subject, label: 'I know someone' },
        { action: 'ping.decline', subject, label: 'Not now' },
      ],
    },
    {
      type: 'menu',
      label: '⋯',
      items: [
        { action: 'ping.not-topic', subject, label: 'Not my topic' },
        { action: 'ping.why', subject, label: 'Why me?' },
        { action: 'member.stop', subject, label: 'Stop asking me', style: 'danger' },
      ],
    },
  ],
})

const quoteCard = (author: { name: string; account: string }, text: string): Card => ({
  blocks: [{ type: 'quote', author: { type: 'person', ...author }, text }],
})
