import type { House } from './scenario.ts'

/** Ends Postgres at once, as a crash does: no checkpoint, no word to its clients. */
export async function stopPostgres({ server }: House): Promise<void> {
  process.kill(server.pid(), 'SIGQUIT')
  await server.ended()
}
