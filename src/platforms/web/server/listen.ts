import type { Server } from 'node:http'

/** Rejects with a message that names the remedy when it cannot listen there. */
export async function listen(server: Server, { host, port }: { host: string; port: number }): Promise<void> {
  try {
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject)
      server.listen(port, host, resolve)
    })
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'EADDRINUSE')
      throw new Error(`Port ${port} is taken. Set web.port or PORT to another; 0 takes a free one.`)
    if (code === 'EACCES')
      throw new Error(`Port ${port} needs rights that this user lacks. Set web.port or PORT to 1024 or more.`)
    if (code === 'EADDRNOTAVAIL')
      throw new Error(`${host} is no address of this machine. Set web.host or HOST, for instance to 127.0.0.1.`)
    throw error
  }
}
