import { sleep } from '#payload/start/processes.ts'
import { seconds } from '#payload/start/terminal.mjs'
import { openEstate } from '../estate.ts'
import { read } from '../readers.ts'
import { Faults, type Scenario } from '../scenario.ts'
import { jobsOf } from '../truth.ts'

export const missedDate: Scenario = {
  name: 'dates to publish and unpublish come while every process is down',
  async run({ run }) {
    const faults = new Faults()
    const estate = await openEstate(run, { name: 'schedule', workers: 2 })
    const origin = estate.origins[0] ?? ''
    try {
      const editor = await estate.editor()
      const appearing = await editor.publishNew('appearing')
      const leaving = await editor.publishNew('leaving')
      const seq = async () => {
        const { rows } = await estate.owner.query<{ verb: string; count: number }>(
          `select entry::json->>'verb' as verb, count(*)::int as count from publication.journal
           where entry::json->>'actor' = 'system:schedule' group by 1 order by 1`,
        )
        return rows.map(({ verb, count }) => `${count} ${verb}`).join(', ')
      }
      const soon = new Date(Date.now() + 3_000).toISOString()
      const draft = { deck: 'Deck that appears by itself', _status: 'draft', publishAt: soon }
      const set = [
        await editor.send('PATCH', `/api/articles/${appearing.id}?draft=true`, draft),
        await editor.send('PATCH', `/api/articles/${leaving.id}`, { unpublishAt: soon, _status: 'published' }),
      ]
      for (const { status, words } of set)
        faults.unless(status === 200, `setting a date was answered ${status}: ${words}`)
      await Promise.all([...estate.webs, ...estate.workers].map((one) => one?.end('SIGKILL')))
      await sleep(Math.max(0, new Date(soon).getTime() - Date.now()) + 2_000)
      faults.unless((await seq()) === '', 'something was published while nothing ran')
      await estate.startWeb(0)
      estate.startWorker(0)
      estate.startWorker(1)
      const times = await Promise.all([
        estate.until('the one has appeared', 60_000, async () =>
          (await read(origin, appearing.path)).body.includes('appears by itself'),
        ),
        estate.until('the other is gone', 60_000, async () => (await read(origin, leaving.path)).status === 410),
      ])
      await estate.until('no date is owed', 20_000, async () => (await jobsOf(estate.owner, 'schedule')) === 0)
      const done = await seq()
      faults.unless(done === '1 article.revised, 1 article.withdrawn', `the journal has ${done || 'nothing'}`)
      return { figures: `both done ${times.map(seconds).join(' and ')} after the start, once`, faults: faults.list() }
    } finally {
      await estate.close()
    }
  },
}
