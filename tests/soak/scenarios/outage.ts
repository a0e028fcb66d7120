import { percentile } from '#bench/figures.ts'
import { sleep } from '#payload/start/processes.ts'
import { seconds } from '#payload/start/terminal.mjs'
import { openProxy } from '../../support/tcp-proxy.ts'
import { type Estate, openEstate } from '../estate.ts'
import { isSeen, judge } from '../judge.ts'
import { stopPostgres } from '../postgres.ts'
import { type Readers, read, startReaders } from '../readers.ts'
import { Faults, type House, type Result, type Scenario } from '../scenario.ts'

const outageMs = 30_000
const perSecond = 50

type Interruption = { begin(): Promise<void>; end(): Promise<void> }

/** Four pages of ten readers are asked for the first time, or are made for each reader; the rest have been seen. */
function pickFrom(seen: string[], slug: string): (number: number) => string {
  return (number) => {
    if (number % 10 === 0) return `/articles/never-published-${number}`
    if (number % 10 === 5) return `/api/v1/articles/${slug}?fields=title`
    return seen[number % seen.length] ?? '/'
  }
}

async function suffer(house: House, name: string, outage: Interruption, databasePort?: number): Promise<Result> {
  const faults = new Faults()
  const estate: Estate = await openEstate(house.run, { name, ...(databasePort === undefined ? {} : { databasePort }) })
  let readers: Readers | undefined
  try {
    const origin = estate.origins[0] ?? ''
    const editor = await estate.editor()
    const articles = [await editor.publishNew('one'), await editor.publishNew('two'), await editor.publishNew('three')]
    const [first] = articles
    const seen = ['/', '/topics/load', '/authors/desk', ...articles.map(({ path }) => path)]
    for (const path of seen)
      await estate.until(`${path} is there`, 10_000, async () => (await read(origin, path)).status === 200)
    const pids = [...estate.webs, ...estate.workers].map((one) => one?.pid)

    readers = startReaders(origin, perSecond, pickFrom(seen, first?.slug ?? ''))
    await sleep(3_000)
    const begun = performance.now()
    await outage.begin()
    await sleep(outageMs / 2)
    const save = first && (await editor.publish(first, 'Deck that cannot be kept'))
    faults.unless(
      save?.status === 503 && save.words.length > 20,
      `an editor was answered ${save?.status}: ${save?.words}`,
    )
    await sleep(Math.max(0, outageMs - (performance.now() - begun)))
    await outage.end()
    const ended = performance.now()
    const api = `/api/v1/articles/${first?.slug}?fields=title`
    await estate.until('a good answer', 20_000, async () => (await read(origin, api)).status === 200)
    const recovered = performance.now()
    faults.unless(recovered - ended < 10_000, `the first good answer came after ${seconds(recovered - ended)}`)
    const again = first && (await editor.publish(first, 'Deck after the outage'))
    faults.unless(again?.status === 200, `the first save after it was answered ${again?.status}: ${again?.words}`)
    const visible = await estate.until('the edition after the outage is shown', 60_000, async () =>
      (await read(origin, first?.path ?? '')).body.includes('Deck after the outage'),
    )
    await sleep(2_000)
    const answers = await readers.stop()

    judge(faults, answers, seen, { begun, ended, recovered })
    for (const [at, one] of [...estate.webs, ...estate.workers].entries())
      faults.unless(one?.isUp() === true && one.pid === pids[at], `${one?.name} has ended`)
    const during = answers.filter(({ at }) => at > begun && at < ended)
    const shown = during.filter((one) => isSeen(one, seen)).map(({ ms }) => ms)
    const refused = during.filter(({ status }) => status === 503).map(({ ms }) => ms)
    const at = (times: number[], share: number) => Math.round(percentile(times, share))
    const figures = `${answers.length} readers; during it ${shown.length} pages seen before at p99 ${at(shown, 0.99)} ms, ${refused.length} refusals at p50 ${at(refused, 0.5)}, longest ${at(refused, 1)} ms; good again after ${seconds(recovered - ended)}, a publish then shown after ${seconds(visible)}`
    return { figures, faults: faults.list() }
  } finally {
    await outage.end().catch(() => {})
    await readers?.stop()
    await estate.close()
  }
}

export const postgresStopped: Scenario = {
  name: 'Postgres is stopped for 30 s under 50 readers a second',
  run(house) {
    let isDown = false
    return suffer(house, 'stopped', {
      async begin() {
        isDown = true
        await stopPostgres(house)
      },
      async end() {
        if (isDown) await house.server.restart()
        isDown = false
      },
    })
  },
}

export const postgresUnheard: Scenario = {
  name: 'Postgres is not heard for 30 s: connections stay open and nothing moves',
  async run(house) {
    const proxy = await openProxy({ host: '127.0.0.1', port: house.cluster.port })
    try {
      return await suffer(
        house,
        'unheard',
        { begin: async () => void proxy.blackHole(), end: async () => void proxy.pass() },
        proxy.port,
      )
    } finally {
      await proxy.close()
    }
  },
}
