import type { Platform } from '../platform.ts'
import { linkOf } from './ids.ts'
import { limits } from './limits.ts'
import { openParts } from './open-parts.ts'
import type { DiscordOptions } from './options.ts'

export interface DiscordPlatform extends Platform {
  /** Resolves once everything that Discord told so far was taken or put off. */
  settled(): Promise<void>
}

/** Discord, by the one SDK that knows its gateway. */
export function createDiscordPlatform(options: DiscordOptions): DiscordPlatform {
  let running: Awaited<ReturnType<typeof openParts>> | undefined

  function parts() {
    if (!running) throw new Error('Discord is not connected. Call start() first.')
    return running
  }

  return {
    name: 'discord',
    limits,
    get dmLink() {
      const id = running?.client.user?.id
      return id && `https://discord.com/users/${id}`
    },
    async start(hooks) {
      running = await openParts(options, hooks)
    },
    async stop() {
      const stopping = running
      running = undefined
      await stopping?.stop()
    },
    settled: () => parts().settled(),
    send: (...given) => parts().sends.send(...given),
    edit: (...given) => parts().sends.edit(...given),
    remove: (...given) => parts().sends.remove(...given),
    openThread: (...given) => parts().sends.openThread(...given),
    openDm: (...given) => parts().sends.openDm(...given),
    findSent: (...given) => parts().sends.findSent(...given),
    fetchMessage: (...given) => parts().sends.fetchMessage(...given),
    readers: (...given) => parts().people.readers(...given),
    person: (...given) => parts().people.person(...given),
    conversationName: (...given) => parts().people.conversationName(...given),
    channels: (...given) => parts().people.channels(...given),
    topic: (...given) => parts().people.topic(...given),
    isInvited: async () => true,
    pacedWith: (conversation) => conversation,
    refreshHomes: async () => {},
    linkTo: linkOf,
  }
}
