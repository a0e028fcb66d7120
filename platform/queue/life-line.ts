import pg from 'pg'

/** The advisory lock that stands for one worker pool: SQL of the key, given SQL of the pool's id. */
export const lifeLineKey = (poolId: string): string => `hashtextextended('worker life line ' || ${poolId}, 0)`

/** What the connection calls itself; a worker is there as long as one of this name is. */
export const lifeLineName = 'wbwh-worker-life-line'

const heartbeatMs = 5_000
const answerWithinMs = 10_000

export type LifeLine = {
  /** Takes the lock of a pool id, before the pool takes its first job. Rejects when the connection is gone. */
  hold(poolId: string): Promise<void>
  /** Settles when the connection is lost: then others may take this worker's jobs, and it has to stop. */
  broken: Promise<Error>
  /** Lets go, after the last job has ended. */
  close(): Promise<void>
}

/**
 * Opens a connection that does nothing but hold a lock for as long as this process lives. Postgres frees the lock with the
 * connection, so a killed worker is noticed at once, a vanished machine by TCP keepalive within about 25 s. Needs a
 * connection of its own to Postgres itself: through a pooler in transaction mode the lock would not stay.
 * @throws the driver's error when Postgres cannot be reached within 5 s
 */
export async function openLifeLine(connectionString: string): Promise<LifeLine> {
  const client = new pg.Client({
    connectionString,
    application_name: lifeLineName,
    connectionTimeoutMillis: 5_000,
    query_timeout: answerWithinMs,
    keepAlive: true,
  })
  let closing = false
  let breakLine: (error: Error) => void = () => {}
  const broken = new Promise<Error>((resolve) => {
    breakLine = (error) => {
      if (!closing) resolve(error)
    }
  })
  client.on('error', breakLine)
  client.on('end', () => breakLine(new Error('the connection was closed')))
  await client.connect()
  await client.query(`
    set idle_session_timeout = 0;
    set tcp_keepalives_idle = 10;
    set tcp_keepalives_interval = 5;
    set tcp_keepalives_count = 3;
  `)
  const heartbeat = setInterval(() => {
    client.query('select 1').catch(breakLine)
  }, heartbeatMs)
  heartbeat.unref()
  return {
    broken,
    async hold(poolId) {
      try {
        await client.query(`select pg_advisory_lock(${lifeLineKey('$1::text')})`, [poolId])
      } catch (error) {
        breakLine(error instanceof Error ? error : new Error(String(error)))
        throw error
      }
    },
    async close() {
      closing = true
      clearInterval(heartbeat)
      await client.end().catch(() => {})
    },
  }
}
