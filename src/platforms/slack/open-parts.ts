import type { webApi } from '@slack/bolt'
import type { Form } from '../../cards/card.ts'
import { type ActionName, actions } from '../../commands/actions.ts'
import type { Hooks } from '../platform.ts'
import { createAnswers } from './answers.ts'
import { createCatchUp } from './catch-up.ts'
import { createHome } from './home.ts'
import { accountRef } from './ids.ts'
import { type Installations, openInstallations } from './installations.ts'
import { createIntroduce } from './introduce.ts'
import { linkTo } from './link-to.ts'
import { createMarks } from './marks.ts'
import type { SlackOptions } from './options.ts'
import { createPeople, type People } from './people.ts'
import { quietLogger } from './quiet-logger.ts'
import { listenHttp } from './receive-by-http.ts'
import { openSockets } from './receive-by-socket.ts'
import { createReceiveInteractions } from './receive-interactions.ts'
import type { Receiving } from './receiver.ts'
import { createRefreshHomes } from './refresh-homes.ts'
import { openRemembered } from './remember.ts'
import { createSends } from './send.ts'
import { createTake } from './take.ts'

const DAY = 24 * 3_600_000
/** How long a request's thread is read again after a gap. */
const threadLife = 30 * DAY

export interface Running {
  installations: Installations
  people: People
  sends: ReturnType<typeof createSends>
  homes: ReturnType<typeof createRefreshHomes>
  catchUp(): Promise<void>
  introduce(team: string): Promise<void>
  receive(): Promise<{ receiving: Receiving; port: number | undefined }>
  settle(): Promise<void>
  receiving?: Receiving
  port?: number | undefined
}

/** Puts the parts together; nothing is received yet. */
export async function openParts(options: SlackOptions, { keep, accept, cursors, followed }: Hooks): Promise<Running> {
  const { clock, logger, commands, commandForm, timeout = 10_000 } = options
  const isAction = (name: string): name is ActionName => Object.hasOwn(actions, name)
  const formOf = (action: string): Form | undefined =>
    commandForm && isAction(action) ? wordsOf(() => commandForm(action)) : undefined
  const boltLogger = quietLogger(logger)
  const clientOptions: webApi.WebClientOptions = {
    // Slack cannot tell a repetition: nothing is repeated here, the performer looks first whether it arrived.
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    timeout,
    logger: boltLogger,
    ...(options.apiUrl ? { slackApiUrl: options.apiUrl } : {}),
  }
  const installations = await openInstallations({ tokens: options.botTokens, clientOptions, keep, clock, logger })
  const remembered = await openRemembered(keep, clock.now() - threadLife)
  const people = createPeople({ installations, clock })
  const marks = createMarks(cursors, clock)
  const names = (team: string) => ({
    user: (id: string) => people.nameOf(team, id),
    channel: (id: string) => people.channelName(team, id),
  })
  const rendering = (team: string) => ({ team, formOf, linkTo: (ref: string) => linkTo(ref, installations) })
  const publish = createHome({ installations, commands, rendering })
  const showHome: typeof publish = async (interaction, card) => {
    const published = await publish(interaction, card)
    if (published.ok) await homes.shown(accountRef(interaction.team, interaction.user))
    return published
  }
  const homes = createRefreshHomes({ installations, keep, clock, accept })
  const answers = createAnswers({ installations, rendering, clock, timeout, showHome })
  const shared = { installations, remembered, marks, names, clock, logger, accept }
  const interactions = createReceiveInteractions({
    ...{ ...shared, commands, commandForm, formOf, explain: options.explain },
    say: (where, line) => answers.give(where, { blocks: [{ type: 'text', spans: [line] }] }),
    noteEphemeral: answers.noteEphemeral,
  })
  const { catchUp, stop: stopCatchingUp } = createCatchUp({ ...shared, followed })
  const taking = new Set<Promise<void>>()
  const takeOne = createTake({
    ...{ ...shared, people, homes, interactions },
    missed() {
      marks.gapBegins()
      void catchUp()
    },
  })
  const take: typeof takeOne = (event) => {
    const taken = takeOne(event)
    taking.add(taken)
    return taken.finally(() => taking.delete(taken))
  }
  const sends = createSends({
    ...{ installations, answers, names, rendering, clock },
    async began(conversation, ts, account) {
      const isNew = account
        ? await remembered.addDm(account, conversation)
        : await remembered.addThread(conversation, clock.now())
      if (isNew) await marks.read(conversation, ts, async () => {})
    },
  })
  return {
    installations,
    people,
    catchUp,
    sends,
    homes,
    introduce: createIntroduce({ installations, keep, logger, accept, clock }),
    async receive() {
      if (options.connect.mode === 'http') {
        const http = await listenHttp({ ...options.connect, boltLogger, take })
        return { receiving: http, port: http.port }
      }
      const { appToken } = options.connect
      return {
        receiving: await openSockets({
          ...{ appToken, clientOptions, clock, logger, boltLogger, take },
          onGap: marks.gapBegins,
          onGapOver: () => void catchUp(),
        }),
        port: undefined,
      }
    },
    async settle() {
      await stopCatchingUp()
      await Promise.allSettled(taking)
      await marks.flush()
    },
  }
}

/** The words of an action's form; some actions have a form only with what a card gives it. */
function wordsOf(form: () => Form): Form | undefined {
  try {
    return form()
  } catch {
    return undefined
  }
}
