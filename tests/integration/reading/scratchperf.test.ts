import { appendFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs'
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, it } from 'vitest'
import { importFolder } from '#payload/content/import-folder.ts'
import { search, searchGroups, suggestions, symptoms } from '#publication/edition/index.ts'
import { madeArticle, madeQueries } from '../../../bench/made-articles.ts'
import { openPublication, type TestPublication } from '../../support/publication.ts'

let publication: TestPublication
const text = readFileSync(process.cwd() + '/bench/fill.ts', 'utf8')
const insert = /const insert = `([^`]*)`/.exec(text)![1]!
const insertFindings = /const insertFindings = `([^`]*)`/.exec(text)![1]!
beforeAll(async () => {
  publication = await openPublication()
  await importFolder(publication.payload, process.cwd() + '/seeds', { actor: 'system:seed' } as never)
  const t = performance.now()
  for (let n = 12; n < 10_000; n += 100) {
    const given = JSON.stringify(Array.from({ length: 100 }, (_, at) => madeArticle(n + at)))
    await publication.owner.query(insert, [given])
    await publication.owner.query(insertFindings, [given])
  }
  await publication.owner.query('analyze')
  writeFileSync('/tmp/perf.txt', `filled in ${(performance.now() - t) / 1000} s\n`)
  writeFileSync('/tmp/perf-urls.json', JSON.stringify(publication.urls))
}, 1_800_000)
afterAll(() => publication?.close())
it('perf', async () => {
  while (!existsSync('/tmp/perf-stop')) await pause(500)
}, 3_600_000)
