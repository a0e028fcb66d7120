import pg from 'pg'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { brokenRows } from '../../soak/truth.ts'
import { articleData } from '../../support/factories.ts'
import { openPublication, type TestPublication } from '../../support/publication.ts'
import { journalRows, putJournal } from '../journal/tampering.ts'
import { savesOf } from '../publishing/saves.ts'

let publication: TestPublication
let superuser: pg.Client
beforeAll(async () => {
  publication = await openPublication()
  superuser = new pg.Client({ connectionString: publication.urls.superuser })
  await superuser.connect()
}, 120_000)
afterAll(async () => {
  await superuser?.end()
  await publication?.close()
})

it('what the soak takes for broken: rows of two saves, and a journal that does not hold', async () => {
  const { owner, payload } = publication
  const { create, update, publicId } = savesOf(payload)
  const doc = await create({ ...(await articleData(payload, { deck: 'As written.' })), _status: 'published' })
  await create({ ...(await articleData(payload)), _status: 'published' })
  await update(doc.id, { deck: 'As published.', _status: 'published' })
  expect(await brokenRows(owner)).toEqual([])

  await owner.query("update articles set deck = 'Of no save.' where id = $1", [doc.id])
  const named = `${await publicId(doc)} is stored with “Of no save.”, but its`
  expect(await brokenRows(owner)).toEqual(
    ['version', 'current row', 'edition'].map((where) => `${named} ${where} has “As published.”`),
  )
  await owner.query("update articles set deck = 'As published.' where id = $1", [doc.id])
  expect(await brokenRows(owner)).toEqual([])

  const rows = await journalRows(superuser)
  const [first] = rows
  if (!first) throw new Error('The journal is empty.')
  await putJournal(superuser, {
    rows: rows.with(0, { ...first, entry: first.entry.replace('system:test', 'system:seed') }),
  })
  expect(await brokenRows(owner)).toEqual([
    'journal entry 1: its hash does not fit its text: the text, the number or a hash was changed',
  ])
  await putJournal(superuser, { rows: rows.slice(0, -1) })
  expect(await brokenRows(owner)).toContainEqual(expect.stringMatching(/^the journal: The head is kept as entry/))
  await putJournal(superuser, { rows })
  expect(await brokenRows(owner)).toEqual([])
})
