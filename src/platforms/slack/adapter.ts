import type { Platform } from '../platform.ts'
import { channelOf, spaceRef } from './ids.ts'
import { limits } from './limits.ts'
import { linkTo } from './link-to.ts'
import { openParts, type Running } from './open-parts.ts'
import type { SlackOptions } from './options.ts'

export interface SlackPlatform extends Platform {
  /** The workspaces that Askaround is installed in, as spaces. Available once started. */
  spaces(): { space: string; name: string }[]
  /** Where Slack's requests are taken, in HTTP mode. */
  readonly port: number | undefined
  /** Reads what was said while nobody listened. */
  catchUp(): Promise<void>
}

/** Slack, by @slack/bolt. Nothing of it is known outside this folder. */
export function createSlackPlatform(options: SlackOptions): SlackPlatform {
  let running: Running | undefined

  function parts(): Running {
    if (!running) throw new Error('The Slack platform is not started. Call start() first.')
    return running
  }

  return {
    name: 'slack',
    limits,
    get port() {
      return running?.port
    },
    spaces: () =>
      parts()
        .installations.all()
        .map(({ team, name }) => ({ space: spaceRef(team), name })),
    catchUp: () => parts().catchUp(),
    async start(hooks) {
      running = await openParts(options, hooks)
      try {
        for (const { team, name } of running.installations.all())
          await options.welcome?.({ team, space: spaceRef(team), name })
        Object.assign(running, await running.receive())
        // First listen, then read what came before: nothing falls between, and what comes twice has the same id.
        void running.catchUp()
        if (options.introducesItself) for (const { team } of running.installations.all()) void running.introduce(team)
      } catch (error) {
        running = undefined
        throw error
      }
    },
    async stop() {
      const stopping = running
      running = undefined
      await stopping?.receiving?.stop()
      await stopping?.settle()
    },
    send: (...given) => parts().sends.send(...given),
    edit: (...given) => parts().sends.edit(...given),
    remove: (...given) => parts().sends.remove(...given),
    openThread: (...given) => parts().sends.openThread(...given),
    openDm: (...given) => parts().sends.openDm(...given),
    findSent: (...given) => parts().sends.findSent(...given),
    fetchMessage: (...given) => parts().sends.fetchMessage(...given),
    readers: (...given) => parts().people.readers(...given),
    person: (account) => parts().people.person(account),
    conversationName: (conversation) => parts().people.conversationName(conversation),
    channels: (space) => parts().people.channels(space),
    topic: (channel) => parts().people.topic(channel),
    isInvited: (channel) => parts().people.isInvited(channel),
    pacedWith: channelOf,
    refreshHomes: (refs) => parts().homes.refresh(refs),
    // The bot may write to everybody in the workspace; nobody has to say hi first.
    dmLink: undefined,
    linkTo: (ref) => running && linkTo(ref, running.installations),
  }
}
