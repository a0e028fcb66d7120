import { createClient } from 'redis'

/**
 * Connects to Redis, and again whenever it is lost. Throws nothing and never keeps the process alive: a command fails
 * at once while there is no connection.
 */
export function connectRedis(url: string) {
  const client = createClient({
    url,
    disableOfflineQueue: true,
    // A connection that was dropped without a word is noticed within half a minute.
    pingInterval: 10_000,
    socket: {
      connectTimeout: 2000,
      socketTimeout: 30_000,
      reconnectStrategy: (tries) => Math.min(100 * 2 ** tries, 5000),
    },
  })
  // Without a listener the first lost connection would end the process; each command reports its own failure.
  client.on('error', () => {})
  client.unref()
  client.connect().catch(() => {})
  return client
}

/** Resolves with the first connection or the first failure to make one, so that nobody takes a start for an outage. */
export const firstContact = (client: ReturnType<typeof connectRedis>): Promise<void> =>
  new Promise((resolve) => {
    client.once('ready', resolve)
    client.once('error', () => resolve())
  })
