import { percentile } from '#bench/figures.ts'
import { seconds } from '#payload/start/terminal.mjs'
import type { Article } from '../../support/editor.ts'
import { openEstate } from '../estate.ts'
import { Faults, type Scenario } from '../scenario.ts'
import { brokenRows } from '../truth.ts'

const editors = 200
const articleCount = 20
const poolSize = 5

export const manySaves: Scenario = {
  name: `${editors} editors save at once through a pool of ${poolSize}`,
  async run({ run }) {
    const faults = new Faults()
    const estate = await openEstate(run, { name: 'saves', variables: { DATABASE_POOL_SIZE: String(poolSize) } })
    try {
      const editor = await estate.editor()
      const articles: Article[] = []
      for (let number = 0; number < articleCount; number += 1) articles.push(await editor.publishNew(`many-${number}`))
      const begun = performance.now()
      const saves = Array.from({ length: editors }, async (_, number) => {
        const article = articles[number % articleCount]
        const isDraft = number % 2 === 1
        const deck = `Deck of editor ${number}`
        const path = `/api/articles/${article?.id}${isDraft ? '?draft=true' : ''}`
        const saved = await editor.send('PATCH', path, { deck, _status: isDraft ? 'draft' : 'published' })
        return { ...saved, deck }
      })
      const done = await Promise.all(saves)
      const tookMs = performance.now() - begun
      const { rows } = await estate.owner.query<{ deck: string }>('select version_deck as deck from _articles_v')
      const kept = new Set(rows.map(({ deck }) => deck))
      for (const { status, words, deck } of done) {
        faults.unless(
          status === 200 || (status === 503 && words.length > 20),
          `a save was answered ${status}: ${words}`,
        )
        faults.unless(status !== 200 || kept.has(deck), 'a save that was confirmed is not there')
        faults.unless(status === 200 || !kept.has(deck), 'a save that was refused is there')
      }
      const confirmed = done.filter(({ status }) => status === 200)
      faults.unless(confirmed.length >= editors / 4, `only ${confirmed.length} of ${editors} saves were made`)
      const [article] = articles
      const after = article && (await editor.publish(article, 'Deck after all'))
      faults.unless(after?.status === 200, `afterwards a save was answered ${after?.status}: ${after?.words}`)
      const { rows: open } = await estate.owner.query<{ count: number }>(
        "select count(*)::int as count from pg_stat_activity where datname = current_database() and state like 'idle in transaction%'",
      )
      faults.unless(open[0]?.count === 0, `${open[0]?.count} transactions were left open`)
      for (const fault of await brokenRows(estate.owner)) faults.unless(false, fault)
      const figures = `${confirmed.length} made, ${editors - confirmed.length} refused in words, in ${seconds(tookMs)}; p50 ${seconds(
        percentile(
          confirmed.map(({ ms }) => ms),
          0.5,
        ),
      )}`
      return { figures, faults: faults.list() }
    } finally {
      await estate.close()
    }
  },
}
