import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import sharp from 'sharp'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { exportFolder } from '#payload/content/export-folder.ts'
import { importFolder } from '#payload/content/import-folder.ts'
import { context } from '../../support/factories.ts'
import { openPublication, type TestPublication } from '../../support/publication.ts'
import { everyRow } from '../backup/commands.ts'
import { articleFile, emptyFolder, filesOf, folderOf, idOf, png, put, records } from './folders.ts'

let here: TestPublication
beforeAll(async () => {
  here = await openPublication()
})
afterAll(() => here?.close())

const bring = (folder: string, isDryRun = false) =>
  importFolder(here.payload, folder, { actor: 'system:test', isDryRun })

test('two files that mean one article, by its id and by its slug, are refused', async () => {
  await bring(await folderOf({ ...records, 'articles/once.md': articleFile({ slug: 'once' }) }))
  const out = join(await emptyFolder(), 'out')
  await exportFolder(here.payload, out, ['once'])
  const renamed = ((await filesOf(out))['articles/once.md'] ?? '').replace('slug: once', 'slug: once-renamed')
  await rm(join(out, 'articles/once.md'))
  await put(out, {
    'articles/a.md': articleFile({ slug: 'once', body: 'Another article.' }),
    'articles/b.md': renamed,
  })
  const before = await everyRow(here.owner)
  await expect(bring(out)).rejects.toThrow(
    /^articles\/a\.md:4: the slug “once” is that of the article which articles\/b\.md has the id of/,
  )
  expect(await everyRow(here.owner)).toEqual(before)
})

test('a dry run names the topics, authors and pictures that would change, and writes none of them', async () => {
  const files = {
    'articles/shown.md': articleFile({ slug: 'shown', body: '![A line](media/shown.png)' }),
    'articles/media/shown.png': await png(40),
    'authors.yaml': `${records['authors.yaml']}- slug: a-new-one\n  name: New\n  bio: Writes.\n`,
    'topics.yaml': records['topics.yaml'].replace('It grows', 'It shrinks'),
  }
  const folder = await folderOf(files)
  const before = await everyRow(here.owner)
  const told = await bring(folder, true)
  expect(await everyRow(here.owner)).toEqual(before)
  expect(told.records).toEqual([
    { name: 'topic scale', outcome: 'updated' },
    { name: 'author editorial-desk', outcome: 'unchanged' },
    { name: 'author a-new-one', outcome: 'created' },
    { name: 'picture articles/media/shown.png', outcome: 'created' },
  ])
  expect((await bring(folder)).records).toEqual(told.records)
})

const author = records['authors.yaml']
test.each([
  ['a name that is too long', { 'topics.yaml': records['topics.yaml'].replace('Scale', 'S'.repeat(61)) }, 'topics', 2],
  [
    'a link that is no page',
    { 'authors.yaml': `${author}  links:\n    - { label: x, url: "javascript:a" }\n` },
    'authors',
    5,
  ],
] as const)('%s is refused at its line, also by a dry run', async (_, changed, file, line) => {
  const folder = await folderOf({ ...records, 'articles/plain.md': articleFile({ slug: 'plain' }), ...changed })
  await expect(bring(folder, true)).rejects.toThrow(`${file}.yaml:${line}: 0.`)
})

test('a slug that only an older version of a draft has is refused with its file', async () => {
  await bring(
    await folderOf({ ...records, 'articles/moved.md': articleFile({ slug: 'moved', more: 'status: draft\n' }) }),
  )
  const data = { slug: 'moved-since' } as never
  await here.payload.update({
    collection: 'articles',
    id: await idOf(here.payload, 'moved'),
    data,
    draft: true,
    context,
  })
  const folder = await folderOf({ ...records, 'articles/new.md': articleFile({ slug: 'moved' }) })
  await expect(bring(folder)).rejects.toThrow(/^articles\/new\.md: /)
})

test('an import and a save that comes in between wait for each other, and both are kept', async () => {
  const pair = (body: string) => ({
    ...records,
    'articles/first.md': articleFile({ slug: 'first', body }),
    'articles/second.md': articleFile({ slug: 'second', body }),
  })
  await bring(await folderOf(pair('It says so.')))
  const editor = await here.owner.connect()
  try {
    await editor.query('begin')
    await editor.query("update articles set updated_at = updated_at where slug = 'second'")
    const imported = bring(await folderOf(pair('It says something else.')))
    const waiting =
      'select 1 from pg_locks where not granted and database = (select oid from pg_database where datname = current_database())'
    await expect.poll(async () => (await here.owner.query(waiting)).rowCount, { timeout: 8_000 }).toBeGreaterThan(0)
    await editor.query("select pg_advisory_xact_lock(hashtextextended('what is public', 1))")
    await editor.query('commit')
    expect((await imported).articles.map(({ outcome }) => outcome)).toEqual(['updated', 'updated'])
  } finally {
    editor.release()
  }
})

const one = 'm_01k0000000000000000000000d'
test.each([
  ['of two kinds under one id', { [`${one}.png`]: 20, [`${one}.jpg`]: 25 }],
  ['of the same bytes, which the list describes in two ways', { 'x.png': 33, 'y.png': 33 }],
])('two pictures %s are refused', async (_, sizes) => {
  const names = Object.keys(sizes)
  const files: Record<string, string | Buffer> = { ...records }
  for (const [name, width] of Object.entries(sizes)) {
    const bytes = await png(width)
    files[`articles/media/${name}`] = name.endsWith('.jpg') ? await sharp(bytes).jpeg().toBuffer() : bytes
  }
  files['articles/media/media.yaml'] = names.map((name) => `- file: ${name}\n  alt: ${name}\n`).join('')
  files['articles/two.md'] = articleFile({
    slug: 'two-pictures',
    body: names.map((name) => `![](media/${name})`).join('\n\n'),
  })
  await expect(bring(await folderOf(files))).rejects.toThrow(
    /^articles\/two\.md:11: the picture .* is kept as the same one as/,
  )
})

test('a draft that lies over what an import changes is named, also by a dry run, and kept among the versions', async () => {
  const files = (body: string) => folderOf({ ...records, 'articles/on.md': articleFile({ slug: 'written-on', body }) })
  await bring(await files('It says so.'))
  const id = await idOf(here.payload, 'written-on')
  const data = { deck: 'Written on.' } as never
  await here.payload.update({ collection: 'articles', id, data, draft: true, context })
  expect((await bring(await files('It says so.'))).articles).toMatchObject([{ outcome: 'unchanged', overDraft: false }])
  const changed = await files('It says something else.')
  for (const isDryRun of [true, false])
    expect((await bring(changed, isDryRun)).articles).toMatchObject([{ outcome: 'updated', overDraft: true }])
  const where = { parent: { equals: id }, 'version.deck': { equals: 'Written on.' } }
  expect((await here.payload.findVersions({ collection: 'articles', where })).totalDocs).toBe(1)
  expect((await bring(await files('It says so.'))).articles).toMatchObject([{ outcome: 'updated', overDraft: false }])
})
