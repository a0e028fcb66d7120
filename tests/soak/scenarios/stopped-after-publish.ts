import { sleep } from '#payload/start/processes.ts'
import { seconds } from '#payload/start/terminal.mjs'
import { openEstate } from '../estate.ts'
import { stopPostgres } from '../postgres.ts'
import { type Readers, read, startReaders } from '../readers.ts'
import { Faults, type Scenario } from '../scenario.ts'
import { brokenRows } from '../truth.ts'

/** How long after the editor was told that it worked; ms. */
const moments = [0, 30, 120, 400, 900]
const downMs = 8_000

export const stoppedAfterPublish: Scenario = {
  name: 'Postgres is stopped in the second after a publish was confirmed',
  async run(house) {
    const faults = new Faults()
    const estate = await openEstate(house.run, { name: 'after-publish' })
    const origin = estate.origins[0] ?? ''
    const times: number[] = []
    let readers: Readers | undefined
    try {
      const editor = await estate.editor()
      const article = await editor.publishNew('kept')
      for (const path of ['/', article.path])
        await estate.until(`${path} shows it`, 10_000, async () =>
          (await read(origin, path)).body.includes('Deck kept'),
        )
      readers = startReaders(origin, 20, (number) => (number % 2 ? '/' : article.path))
      for (const [round, waitMs] of moments.entries()) {
        const deck = `Deck of round ${round}, confirmed`
        const saved = await editor.publish(article, deck)
        faults.unless(saved.status === 200, `publishing was answered ${saved.status}: ${saved.words}`)
        await sleep(waitMs)
        await stopPostgres(house)
        await sleep(downMs)
        await house.server.restart()
        const shown = [article.path, '/'].map((path) =>
          estate.until(`${path} shows ${deck}`, 60_000, async () => (await read(origin, path)).body.includes(deck)),
        )
        times.push(Math.max(...(await Promise.all(shown))))
      }
      for (const { status } of await readers.stop())
        faults.unless(status === 200, `a page that had been seen answered ${status}`)
      for (const fault of await brokenRows(estate.owner)) faults.unless(false, fault)
      return { figures: `shown ${times.map(seconds).join(', ')} after its return`, faults: faults.list() }
    } finally {
      await readers?.stop()
      await estate.close()
    }
  },
}
