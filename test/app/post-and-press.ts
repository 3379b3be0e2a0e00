const form = 'application/x-www-form-urlencoded'

/** Somebody at the page of a bot in another process, as a browser would be. Each act resolves to whether the page acknowledged it. */
export async function comeIn(address: string, name: string) {
  const send = (path: string, body: Record<string, string>, cookie = '') =>
    fetch(`${address}${path}`, {
      method: 'POST',
      body: new URLSearchParams(body),
      redirect: 'manual',
      headers: { 'content-type': form, origin: address, accept: 'application/json', cookie },
    })
  const entered = await send('/sign-in', { name, timeZone: 'UTC' })
  const cookie = entered.headers.get('set-cookie')!.split(';')[0]!
  const home = entered.headers.get('location')!.split('/').slice(0, 3).join('/')
  const act = async (path: string, body: Record<string, string>) => (await send(`${home}/${path}`, body, cookie)).ok
  return {
    account: home.replace('/as/', 'web:a:'),
    says: (conversation: string, text: string) => act('say', { conversation, text }),
    /** Looks at a channel until a message there has these words and what is looked for. */
    async looksFor(channel: string, words: string, wanted: RegExp): Promise<string[]> {
      for (;;) {
        const page = await fetch(`${address}${home}/c/${channel}`, { headers: { cookie } })
        for (const message of (await page.text()).split('<li ')) {
          const found = message.includes(words) && wanted.exec(message)
          if (found) return found.slice(1)
        }
      }
    },
    presses: (message: string, action: string, subject: string) => act('press', { message, action, subject }),
  }
}
