import { afterEach, describe, expect, test } from 'vitest'
import type { Card } from '../../../src/cards/card.ts'
import type { PlatformEvent } from '../../../src/platforms/platform.ts'
import { conversationRef } from '../../../src/platforms/slack/ids.ts'
import type { SlackPerson } from '../../servers/slack/person.ts'
import { createHooks } from '../web/memory-hooks.ts'
import { openSlack } from './open-platform.ts'

// Bolt acknowledges an event before any listener runs. Askaround stores first.

let close = async () => {}
afterEach(() => close())

/** Hooks whose storing takes until it is let go on. */
function slowHooks() {
  const hooks = createHooks()
  const { accept } = hooks
  const storing = Promise.withResolvers<void>()
  const begun = Promise.withResolvers<PlatformEvent>()
  hooks.accept = async (event) => {
    begun.resolve(event)
    await storing.promise
    await accept(event)
  }
  return { hooks, goOn: storing.resolve, begun: begun.promise }
}

/** @returns the ts of a message with a button "Not now" */
async function withButton({ platform, general }: Awaited<ReturnType<typeof openSlack>>, reader: SlackPerson) {
  const card: Card = {
    blocks: [{ type: 'buttons', buttons: [{ action: 'ping.decline', subject: 'p1', label: 'Not now' }] }],
  }
  const to = { conversation: conversationRef({ team: 'T1', channel: general }) }
  await platform.send('e1', to, card, { notify: false })
  return reader.reads(general).at(-1)!.ts
}

describe.each(['socket', 'http'] as const)('by %s', (mode) => {
  test.each(['message', 'command', 'press'] as const)('no %s is acknowledged before it is stored', async (what) => {
    const { hooks, goOn, begun } = slowHooks()
    const slack = await openSlack({ mode, hooks })
    close = slack.close
    const mitch = slack.person('Mitch')
    const button = await withButton(slack, mitch)
    const done =
      what === 'message'
        ? mitch.says(slack.general, 'need a ladder')
        : what === 'command'
          ? mitch.runs(slack.general, '/requests')
          : mitch.presses(slack.general, button, 'Not now')
    await begun
    // Whatever Slack says now comes after anything that was sent before.
    await slack.platform.conversationName(`slack:c:T1.${slack.general}`)
    expect(slack.server.delivery.unacknowledged()).toBe(1)
    goOn()
    await done
    expect(slack.server.delivery.unacknowledged()).toBe(0)
  })

  test('a command and a press that could not be stored are not acknowledged at all', async () => {
    const hooks = createHooks()
    const { accept } = hooks
    hooks.accept = (event) => accept(event).finally(() => slack.server.delivery.giveUp())
    hooks.refusing = true
    const slack = await openSlack({ mode, hooks })
    close = slack.close
    const mitch = slack.person('Mitch')
    expect(await mitch.runs(slack.general, '/requests')).toBe('refused')
    const button = await withButton(slack, mitch)
    expect(await mitch.presses(slack.general, button, 'Not now')).toBe('refused')
  })

  test('what Slack delivers twice has one id, whatever its retry flags say', async () => {
    const slack = await openSlack({ mode })
    close = slack.close
    const mitch = slack.person('Mitch')
    slack.server.faults.deliver('duplicate')
    await mitch.says(slack.general, 'need a ladder')
    await expect.poll(() => slack.hooks.events.length).toBe(2)
    expect(new Set(slack.hooks.events.map(({ id }) => id)).size).toBe(1)
  })

  test('what comes out of order keeps its own time and id', async () => {
    const slack = await openSlack({ mode })
    close = slack.close
    const mitch = slack.person('Mitch')
    slack.server.faults.deliver('reorder')
    await mitch.says(slack.general, 'one')
    await mitch.says(slack.general, 'two')
    await expect.poll(() => slack.hooks.events.map((event) => 'text' in event && event.text)).toEqual(['two', 'one'])
    const [two, one] = slack.hooks.events as [PlatformEvent & { message: string }, PlatformEvent & { message: string }]
    expect(one.message < two.message).toBe(true)
  })

  test("the bot's own words, and other bots', are told to nobody", async () => {
    const slack = await openSlack({ mode })
    close = slack.close
    const robot = slack.person('Robot', { bot: true })
    const to = { conversation: `slack:c:T1.${slack.general}` }
    const card = { blocks: [{ type: 'text' as const, spans: ['hello'] }] }
    const sent = await slack.platform.send('e1', to, card, { notify: false })
    if (!sent.ok) throw new Error('not sent')
    await slack.platform.edit(sent.value, card)
    await slack.platform.remove(sent.value)
    await slack.server.events.tell(slack.workspace, {
      type: 'message',
      subtype: 'bot_message',
      ...{ channel: slack.general, channel_type: 'channel', bot_id: 'B9', text: 'beep', ts: '1762948800.000900' },
      event_ts: '1762948800.000900',
    })
    await robot.opensHome()
    await expect.poll(() => slack.server.delivery.unacknowledged()).toBe(0)
    expect(slack.hooks.events.filter(({ type }) => type.startsWith('message'))).toEqual([])
  })
})

test('a request that Slack did not sign is refused', async () => {
  const slack = await openSlack({ mode: 'http' })
  close = slack.close
  const forged = await fetch(`http://127.0.0.1:${slack.platform.port}/slack/events`, {
    method: 'POST',
    body: JSON.stringify({ type: 'event_callback', team_id: 'T1', event: { type: 'team_join', user: { id: 'U1' } } }),
    headers: { 'content-type': 'application/json', 'x-slack-signature': 'v0=00', 'x-slack-request-timestamp': '1' },
  })
  expect(forged.status).toBe(401)
  expect(slack.hooks.events).toEqual([])
})

test('links that Slack unfolds and replies that it counts are no edits', async () => {
  const slack = await openSlack()
  close = slack.close
  const mitch = slack.person('Mitch')
  const ts = await mitch.says(slack.general, 'see https://example.org')
  await mitch.edits(slack.general, ts, 'see https://example.org/a')
  const message = slack.workspace.channels.get(slack.general)!.messages[0]!
  // Unfolded: the same words, edited when they were.
  await slack.server.events.edited(slack.workspace, slack.workspace.channels.get(slack.general)!, message, {
    ...message,
  })
  expect(slack.hooks.events.map(({ type }) => type)).toEqual(['message-posted', 'message-edited'])
})
