import { percentile } from '#bench/figures.ts'
import { sleep } from '#payload/start/processes.ts'
import { seconds } from '#payload/start/terminal.mjs'
import type { Article, Editor } from '../../support/editor.ts'
import { type Estate, openEstate } from '../estate.ts'
import { read } from '../readers.ts'
import { Faults, type Scenario } from '../scenario.ts'
import { brokenRows, heldJobs, jobsOf, lastEntry, withoutPurge } from '../truth.ts'

const rounds = 50
/** On a machine where a save takes longer than two thirds of this, the kills come accordingly later; ms. */
const leastLatestMs = 300

/** Waits until nothing is owed and every page shows what is stored. */
async function settle(estate: Estate, faults: Faults, articles: Article[]): Promise<number> {
  const begun = performance.now()
  try {
    await estate.until('every purge is done', 60_000, async () => (await jobsOf(estate.owner, 'purge')) === 0)
  } catch (error) {
    faults.unless(false, (error as Error).message)
  }
  const tookMs = performance.now() - begun
  const { rows } = await estate.owner.query<{ path: string; deck: string }>(
    'select path, deck from publication.current',
  )
  for (const { path, deck } of rows)
    for (const origin of estate.origins)
      faults.unless((await read(origin, path)).body.includes(deck), 'a page shows an older deck than the one stored')
  faults.unless(rows.length === articles.length, `${rows.length} articles are public, not ${articles.length}`)
  for (const fault of await brokenRows(estate.owner)) faults.unless(false, fault)
  return tookMs
}

/** One save, killed in the middle: either it was told and kept, or nothing of it is there, or it was kept untold. */
async function round(estate: Estate, editors: (Editor | null)[], article: Article, number: number, faults: Faults) {
  const index = number % 2
  editors[index] ??= await estate.editor(index)
  // The CMS starts with the first request, and a process that is still starting is not in a publish.
  await editors[index].publish(article, `Deck before save ${number}`)
  const { ms } = await editors[index].publish(article, `Deck just before save ${number}`)
  const deck = `Deck of save ${number}`
  const saving = editors[index].publish(article, deck)
  await sleep(Math.random() * Math.max(leastLatestMs, ms * 1.5))
  await estate.webs[index]?.end('SIGKILL')
  const saved = await saving
  // The connection that was cut may still be committing; it holds the head of the journal until it has.
  await estate.owner.query('begin; select 1 from publication.journal_head for update; commit')
  const { rows } = await estate.owner.query<{ deck: string }>('select deck from articles where id = $1', [article.id])
  faults.unless(saved.status === 200 || saved.status === 0, `a save was answered ${saved.status}: ${saved.words}`)
  faults.unless(saved.status !== 200 || rows[0]?.deck === deck, 'a save that was confirmed is not there')
  for (const fault of await brokenRows(estate.owner)) faults.unless(false, fault)
  return { isKept: rows[0]?.deck === deck, isTold: saved.status === 200, index }
}

export const webKilled: Scenario = {
  name: `a web process is killed up to ${leastLatestMs} ms into a publish, ${rounds} times`,
  async run({ run }) {
    const faults = new Faults()
    // Two web processes by turns: while one starts again, the other is killed.
    const estate = await openEstate(run, { name: 'killed', webs: 2, workers: 0 })
    try {
      const editor = await estate.editor()
      const articles = [await editor.publishNew('first'), await editor.publishNew('second')]
      const begun = await lastEntry(estate.owner)
      const editors: (Editor | null)[] = [null, null]
      const restarts: Promise<void>[] = []
      let kept = 0
      let told = 0
      for (let number = 0; number < rounds; number += 1) {
        await restarts[number % 2]
        // First without a worker, so that what is owed can be counted; then with one.
        if (number === rounds / 2) {
          const missing = await withoutPurge(estate.owner, begun)
          faults.unless(missing.length === 0, `no purge is owed for journal entries ${missing.join(', ')}`)
          estate.startWorker(0)
        }
        const article = articles[number % 2] as Article
        const { isKept, isTold, index } = await round(estate, editors, article, number, faults)
        kept += Number(isKept)
        told += Number(isTold)
        restarts[index] = estate.startWeb(index)
      }
      await Promise.all(restarts)
      const tookMs = await settle(estate, faults, articles)
      const figures = `${kept} of ${rounds} saves kept, ${told} of them told to the editor; all shown ${seconds(tookMs)} after the last`
      faults.unless(
        kept > 5 && kept < rounds,
        `${kept} of ${rounds} saves were kept, so the kills came at the wrong time`,
      )
      return { figures, faults: faults.list() }
    } finally {
      await estate.close()
    }
  },
}

const workerRounds = 12

export const workerKilled: Scenario = {
  name: `a worker is killed in the middle of its jobs, ${workerRounds} times`,
  async run({ run }) {
    const faults = new Faults()
    const estate = await openEstate(run, { name: 'worker-killed' })
    try {
      const editor = await estate.editor()
      const articles: Article[] = []
      for (const mark of ['first', 'second', 'third']) articles.push(await editor.publishNew(mark))
      const times: number[] = []
      let hits = 0
      for (let number = 0; number < workerRounds; number += 1) {
        const saves = articles.map((article) => editor.publish(article, `Deck of round ${number}`))
        await saves[0]
        await sleep(Math.random() * 150)
        await estate.workers[0]?.end('SIGKILL')
        // There was no other worker, and no purge before this round: what is held now was in the hands of the killed one.
        hits += Number((await heldJobs(estate.owner, 'purge')) > 0)
        for (const saved of await Promise.all(saves))
          faults.unless(saved.status === 200, `a save was answered ${saved.status}: ${saved.words}`)
        estate.startWorker(0)
        times.push(await settle(estate, faults, articles))
      }
      faults.unless(hits > 0, 'no kill hit a job that was being run, so the kills came at the wrong time')
      const figures = `${hits} of ${workerRounds} kills hit a job that was being run; all purges done p50 ${seconds(percentile(times, 0.5))}, longest ${seconds(percentile(times, 1))} after the kill`
      return { figures, faults: faults.list() }
    } finally {
      await estate.close()
    }
  },
}
