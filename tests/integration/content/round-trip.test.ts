import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { exportFolder } from '#payload/content/export-folder.ts'
import { importFolder } from '#payload/content/import-folder.ts'
import { articleData, context } from '../../support/factories.ts'
import { testDatabase } from '../../support/postgres.ts'
import { openPublication, type TestPublication } from '../../support/publication.ts'
import { runScript } from '../backup/commands.ts'
import { articleFile, emptyFolder, everything, filesOf, folderOf, put, records } from './folders.ts'

let here: TestPublication
beforeAll(async () => {
  here = await openPublication()
})
afterAll(() => here?.close())

const bring = (folder: string, slugs: string[] = [], isDryRun = false) =>
  importFolder(here.payload, folder, { actor: 'system:test', slugs, isDryRun })

async function exported(slugs: string[] = []): Promise<string> {
  const folder = join(await emptyFolder(), 'out')
  await exportFolder(here.payload, folder, slugs)
  return folder
}

const outcomes = ({ articles }: { articles: { file: string; outcome: string }[] }) =>
  Object.fromEntries(articles.map(({ file, outcome }) => [file.replace('articles/', ''), outcome]))

test('every block, the seeds, drafts and pictures come back byte for byte, here and in an empty database', async () => {
  const source = await everything()
  const first = await bring(source)
  expect(new Set(first.articles.map(({ outcome }) => outcome))).toEqual(new Set(['created']))
  // A draft under a slug that only its newest version has.
  const draft = await here.payload.create({
    collection: 'articles',
    data: (await articleData(here.payload)) as never,
    draft: true,
    context,
  })
  await here.payload.update({
    collection: 'articles',
    id: draft.id,
    data: { slug: 'newest-slug' } as never,
    draft: true,
    context,
  })
  const out = await exported()
  const files = await filesOf(out)
  expect(files['articles/newest-slug.md']).toContain('\nstatus: draft\n')
  expect(files['articles/kitchen-sink.md']).toBe((await filesOf(source))['articles/kitchen-sink.md'])
  const picture = 'articles/media/m_01k0000000000000000000000a.png'
  expect(files[picture]).toBe((await filesOf(source))[picture])

  const again = await bring(out)
  expect(new Set([...again.articles, ...again.records].map(({ outcome }) => outcome))).toEqual(new Set(['unchanged']))
  expect(await filesOf(await exported())).toEqual(files)

  const empty = await testDatabase()
  const place = { url: empty.ownerUrl, mediaFolder: await emptyFolder() }
  try {
    const imported = await runScript('payload/commands/content.ts', ['import', out], place)
    expect(imported.err).toBe('')
    expect(imported.out).toMatch(/Imported: 14 created, 0 updated, 0 unchanged\.\n$/)
    const back = join(await emptyFolder(), 'back')
    expect((await runScript('payload/commands/content.ts', ['export', back], place)).code).toBe(0)
    expect(await filesOf(back)).toEqual(files)
  } finally {
    await empty.close()
  }
}, 180_000)

test('two new articles that lead to each other come in one go, and readers have both links', async () => {
  await bring(
    await folderOf({
      ...records,
      'articles/one.md': articleFile({ slug: 'one', body: 'See [two](/articles/two) and [itself](/articles/one).' }),
      'articles/two.md': articleFile({ slug: 'two', body: 'See [one](/articles/one).' }),
    }),
  )
  const { rows } = await here.owner.query<{ slug: string; html: string }>(
    "select slug, html from publication.current where slug in ('one', 'two') order by slug",
  )
  expect(rows[0]?.html).toContain('href="/articles/two"')
  expect(rows[0]?.html).toContain('href="/articles/one"')
  expect(rows[1]?.html).toContain('href="/articles/one"')
})

test('an article that has another slug in its file is renamed by its id; links at its old address still lead to it', async () => {
  await bring(await folderOf({ ...records, 'articles/before.md': articleFile({ slug: 'before' }) }))
  const out = await exported(['before'])
  const text = (await filesOf(out))['articles/before.md'] ?? ''
  await rm(join(out, 'articles/before.md'))
  await put(out, { 'articles/after.md': text.replace('slug: before', 'slug: after') })
  expect(outcomes(await bring(out))).toEqual({ 'after.md': 'updated' })
  const leads = articleFile({ slug: 'leads-there', body: 'To [it](/articles/before).' })
  await bring(await folderOf({ 'articles/leads-there.md': leads }))
  expect((await filesOf(await exported(['leads-there'])))['articles/leads-there.md']).toContain('[it](/articles/after)')
})

test('an export over an earlier one takes away the file of a renamed article, and keeps what others wrote', async () => {
  await bring(await folderOf({ ...records, 'articles/old-name.md': articleFile({ slug: 'old-name' }) }))
  const out = await exported()
  await put(out, { 'articles/by-hand.md': articleFile({ slug: 'by-hand' }) })
  const { docs } = await here.payload.find({ collection: 'articles', where: { slug: { equals: 'old-name' } } })
  await here.payload.update({
    collection: 'articles',
    id: docs[0]?.id as number,
    data: { slug: 'new-name', _status: 'published' } as never,
    context,
  })
  await exportFolder(here.payload, out, [])
  const files = Object.keys(await filesOf(out))
  expect(files).toContain('articles/new-name.md')
  expect(files).toContain('articles/by-hand.md')
  expect(files).not.toContain('articles/old-name.md')
})

test('an export of some keeps what the list says of the pictures of others', async () => {
  const out = await exported()
  const before = (await filesOf(out))['articles/media/media.yaml']
  await exportFolder(here.payload, out, ['one'])
  expect((await filesOf(out))['articles/media/media.yaml']).toBe(before)
})

test('an article that lies in the trash is not exported, and not imported over', async () => {
  await bring(await folderOf({ ...records, 'articles/thrown.md': articleFile({ slug: 'thrown' }) }))
  const out = await exported(['thrown'])
  const { docs } = await here.payload.find({ collection: 'articles', where: { slug: { equals: 'thrown' } } })
  const data = { deletedAt: new Date().toISOString() } as never
  await here.payload.update({ collection: 'articles', id: docs[0]?.id as number, data, context })
  await expect(exported(['thrown'])).rejects.toThrow('there is no article “thrown” here')
  await expect(bring(out)).rejects.toThrow(/^articles\/thrown\.md:\d+: this article lies in the trash here/)
})

test('a draft that no file can say is left out and named', async () => {
  const data = { title: 'Only a title', slug: 'only-a-title' } as never
  await here.payload.create({ collection: 'articles', data, draft: true, context })
  const { leftOut } = await exportFolder(here.payload, join(await emptyFolder(), 'out'), [])
  expect(leftOut.map(({ slug }) => slug)).toEqual(['only-a-title'])
})
