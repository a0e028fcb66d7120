import { percentile } from '#bench/figures.ts'
import { sleep } from '#payload/start/processes.ts'
import { seconds } from '#payload/start/terminal.mjs'
import { findRedis, openRedis } from '../../support/redis-server.ts'
import { openEstate } from '../estate.ts'
import { type Readers, read, startReaders } from '../readers.ts'
import { Faults, type Scenario } from '../scenario.ts'

export const sharedPages: Scenario = {
  name: 'two web processes share one Redis, which is stopped, emptied, filled with rubbish and full',
  async run({ run }) {
    const program = findRedis(run.root)
    if (!program)
      return { figures: '', faults: [], notRun: 'there is no redis-server: install one, or set REDIS_SERVER' }
    const faults = new Faults()
    const redis = await openRedis(program)
    // The worker is told of the first only: what the second shows, it has from Redis.
    const estate = await openEstate(run, {
      name: 'redis',
      webs: 2,
      toldOf: [0],
      variables: { REDIS_URL: redis.url },
    })
    const [told = '', other = ''] = estate.origins
    let readers: Readers | undefined
    try {
      const editor = await estate.editor()
      const article = await editor.publishNew('shared')
      const shows = (origin: string, deck: string) => async () => {
        const { status, body } = await read(origin, article.path)
        faults.unless(status === 200, `the article was answered ${status}`)
        return body.includes(deck)
      }
      const everywhere = (deck: string, limitMs: number) =>
        Promise.all([
          estate.until(`the first shows ${deck}`, limitMs, shows(told, deck)),
          estate.until(`the second shows ${deck}`, limitMs, shows(other, deck)),
        ])
      await everywhere('Deck shared', 10_000)
      const across: number[] = []
      for (let round = 0; round < 10; round += 1) {
        const deck = `Deck of round ${round}`
        await editor.publish(article, deck)
        across.push((await everywhere(deck, 2_000))[1])
      }
      readers = startReaders(other, 20, (number) => (number % 2 ? '/' : article.path))
      const back: string[] = []
      async function misfortune(name: string, begin: () => Promise<unknown>, end: () => Promise<unknown>) {
        const deck = `Deck while Redis is ${name}`
        await begin()
        const saved = await editor.publish(article, deck)
        faults.unless(saved.status === 200, `while Redis is ${name} a save was answered ${saved.status}`)
        await sleep(3_000)
        await end()
        const times = await everywhere(deck, 60_000)
        back.push(`${name} ${seconds(Math.max(...times))}`)
      }
      const nothing = async () => {}
      await misfortune('stopped', redis.stop, redis.start)
      await misfortune('emptied', redis.empty, nothing)
      let spoilt = 0
      await misfortune(
        'filled with rubbish',
        async () => {
          await redis.spoil()
          spoilt = await redis.spoilt()
        },
        nothing,
      )
      faults.unless(spoilt > 0, 'there was no page to spoil')
      await estate.until('spoilt pages are kept anew', 20_000, async () => (await redis.spoilt()) < spoilt)
      await misfortune('full', redis.fill, redis.relieve)
      await misfortune('not heard', redis.freeze, redis.thaw)
      for (const { status } of await readers.stop()) faults.unless(status === 200, `a reader was answered ${status}`)
      for (const one of [...estate.webs, ...estate.workers])
        faults.unless(one?.isUp() === true, `${one?.name} has ended`)
      const figures = `a publish at the first is seen at the second after p50 ${Math.round(percentile(across, 0.5))}, longest ${Math.round(percentile(across, 1))} ms; shown everywhere after its return: ${back.join(', ')}`
      return { figures, faults: faults.list() }
    } finally {
      await readers?.stop()
      await estate.close()
      await redis.close()
    }
  },
}
