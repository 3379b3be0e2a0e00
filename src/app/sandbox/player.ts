import type { Clock } from '../../shared/clock.ts'
import type { Actors, Place, Step, Story } from './story.ts'

/** Long enough to read a step and what came of it, in ms; longer for who looks inside as well. */
const pace = 7000
const slowPace = 14_000

/** How a story stands. */
export interface Playing {
  title: string
  /** How many steps are done, of how many. */
  done: number
  steps: number
  /** What the last step was. */
  says: string
  state: 'plays' | 'paused' | 'over'
  /** Who did the last step, and where it shows. */
  at?: Place & { name: string }
  /** The thread that it has brought about. */
  thread?: string
}

interface Parts {
  stories: Story[]
  actors: Actors
  /** The real time, which moving the sandbox's clock does not hurry. */
  clock: Clock
  /** Makes ready for a story. @returns what is said of its beginning; throws, in words for people, when it cannot begin */
  begin(story: Story): Promise<string>
  /** Whether there is more to read than what is said. */
  slowly?: () => boolean
  /** Resolves when the bot has done what it owes. */
  settle(): Promise<void>
  onChange(): void
}

export type Player = ReturnType<typeof createPlayer>

/** Plays one story at a time. Whoever clicks meanwhile takes part: a step that is no longer possible is passed over. */
export function createPlayer({ stories, actors, clock, begin, slowly, settle, onChange }: Parts) {
  let story: Story | undefined
  let playing: Playing | undefined
  let callOff = () => {}
  let turn: Promise<void> = Promise.resolve()
  let threadBefore: string | undefined

  const newestThread = ({ seenBy, channel }: Story) =>
    actors.newestThread(actors.accountOf(seenBy), actors.channelOf(channel))

  const show = (changes: Partial<Playing>) => {
    if (playing) playing = { ...playing, ...changes }
    onChange()
  }

  function goOn() {
    callOff()
    if (playing?.state === 'plays')
      callOff = clock.wakeAt(clock.now() + (slowly?.() ? slowPace : pace), () => inTurn(next))
  }

  function inTurn(work: () => Promise<void>): Promise<void> {
    turn = turn.then(work, work)
    return turn
  }

  async function next(): Promise<void> {
    const played = story
    const step = played?.steps[playing?.done ?? 0]
    if (!played || !playing || !step) return
    await settle()
    const outcome = await act(actors, step).then(
      (place) => ({ says: step.says, at: { ...place, name: step.who } }),
      (error: Error) => ({ says: `${step.says} Passed over: ${error.message}` }),
    )
    await settle()
    // Stopped, or another story begun, while it was done.
    if (story !== played || !playing) return
    const done = playing.done + 1
    const thread = await newestThread(played)
    show({
      ...outcome,
      done,
      ...(thread !== threadBefore && { thread }),
      ...(done === played.steps.length && { state: 'over' }),
    })
    goOn()
  }

  function stop() {
    callOff()
    story = undefined
    playing = undefined
    onChange()
  }

  return {
    stories,
    playing: () => playing,
    /** Begins a story, instead of any that plays. @returns whose window to watch it in; undefined when there is no such story */
    async play(id: string): Promise<Place | undefined> {
      const chosen = stories.find((each) => each.id === id)
      if (!chosen) return undefined
      stop()
      const says = await begin(chosen)
      threadBefore = await newestThread(chosen)
      story = chosen
      playing = { title: chosen.title, done: 0, steps: chosen.steps.length, says, state: 'plays' }
      onChange()
      goOn()
      return { account: actors.accountOf(chosen.seenBy), conversation: actors.channelOf(chosen.channel) }
    },
    pause() {
      if (playing?.state !== 'plays') return
      show({ state: 'paused' })
      callOff()
    },
    resume() {
      if (playing?.state !== 'paused') return
      show({ state: 'plays' })
      goOn()
    },
    /** Does the next step now. */
    step(): Promise<void> {
      callOff()
      return inTurn(next)
    },
    /** What was done stays; nothing more is typed. */
    stop,
  }
}

function act(actors: Actors, step: Step): Promise<Place> {
  const account = actors.accountOf(step.who)
  if ('posts' in step) return actors.post(account, actors.channelOf(step.channel), step.posts)
  if ('writes' in step) return actors.writeInThread(account, actors.channelOf(step.inThreadOf), step.writes)
  return actors.press(account, step.presses, step.under ?? '', step.fills ?? {})
}
