import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import sharp from 'sharp'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { exportFolder } from '#payload/content/export-folder.ts'
import { importFolder } from '#payload/content/import-folder.ts'
import { openPublication, type TestPublication } from '../../support/publication.ts'
import { everyRow, runScript } from '../backup/commands.ts'
import { articleFile, emptyFolder, filesOf, folderOf, records } from './folders.ts'

let here: TestPublication
beforeAll(async () => {
  here = await openPublication()
  const published = articleFile({ slug: 'published', more: 'id: a_01k0000000000000000000000p\n' })
  await importFolder(here.payload, await folderOf({ ...records, 'articles/published.md': published }), {
    actor: 'system:test',
  })
})
afterAll(() => here?.close())

/** Everything that an import could change: every row, and every file of the store. */
const state = async () => [await everyRow(here.owner), await readdir(process.env.MEDIA_DIR ?? '')]

const png = (width: number) =>
  sharp({ create: { width, height: 20, channels: 3, background: '#777' } })
    .png()
    .toBuffer()

const good = { ...records, 'articles/a-good-one.md': articleFile({ slug: 'a-good-one' }) }
const body = (text: string) => ({ ...good, 'articles/bad.md': articleFile({ slug: 'bad', body: text }) })

/** Line 9 is the first of the body. */
const broken: [string, Record<string, string>, RegExp][] = [
  ['an unknown block', body('Text.\n\n:::panel\nHello\n:::'), /^articles\/bad\.md:11: “:::panel” is not known/],
  ['no front matter', { ...good, 'articles/bad.md': 'Hello\n' }, /^articles\/bad\.md:1: the front matter is missing/],
  [
    'a key that is not known',
    { ...good, 'articles/bad.md': articleFile({ slug: 'bad', more: 'subtitle: x\n' }) },
    /^articles\/bad\.md:7: .*“subtitle” is not known/,
  ],
  [
    'a link to nothing',
    body('A.\n\nTo [it](/articles/nowhere).'),
    /^articles\/bad\.md:11: there is no article “nowhere”/,
  ],
  ['a card to nothing', body('::card{to="/articles/nowhere"}'), /^articles\/bad\.md:9: there is no article “nowhere”/],
  [
    'a reference to nothing',
    body('::card{to="article:a_01k00000000000000000000zzz"}'),
    /^articles\/bad\.md:9: there is no article a_01k00000000000000000000zzz/,
  ],
  [
    'a picture that is not there',
    body('![A](media/gone.png)'),
    /^articles\/bad\.md:9: the picture media\/gone\.png is not/,
  ],
  ['code that does not parse', body('```json\n{\n  "a": ,\n}\n```'), /^articles\/bad\.md:11: json that does not parse/],
  [
    'a diagram that cannot be drawn',
    body(':::diagram{title="T"}\n```mermaid\nflowchart LR\n  A -->\n```\n\nWords.\n:::'),
    /^articles\/bad\.md:12: the diagram cannot be drawn/,
  ],
  [
    'a topic that is not there',
    { ...good, 'articles/bad.md': articleFile({ slug: 'bad' }).replace('[scale]', '[nothing]') },
    /^articles\/bad\.md:5: there is no topic “nothing”/,
  ],
  [
    'one slug twice',
    { ...good, 'articles/bad.md': articleFile({ slug: 'a-good-one' }) },
    /^articles\/bad\.md:\d+: it has the same slug a-good-one as articles\/a-good-one\.md/,
  ],
  [
    'the slug of another article',
    { ...good, 'articles/bad.md': articleFile({ slug: 'published', more: 'id: a_01k0000000000000000000000q\n' }) },
    /^articles\/bad\.md:4: the slug “published” belongs to another article here/,
  ],
  [
    'a draft of what is public',
    { ...good, 'articles/bad.md': articleFile({ slug: 'published', more: 'status: draft\n' }) },
    /^articles\/bad\.md:7: this article is published here/,
  ],
  [
    'a topic without a name',
    { ...good, 'topics.yaml': '- slug: scale\n  loadCase: footing\n' },
    /^topics\.yaml:1: 0\.name/,
  ],
  [
    'YAML that is none',
    { ...good, 'authors.yaml': '- slug: a\n  name: "b\n' },
    /^authors\.yaml:\d+: the YAML cannot be read/,
  ],
  ['no articles', records, /there are no articles in it/],
]

test.each(broken)('%s is refused at its line, and nothing is changed', async (_, files, words) => {
  const before = await state()
  const folder = await folderOf(files)
  await expect(importFolder(here.payload, folder, { actor: 'system:test' })).rejects.toThrow(words)
  expect(await state()).toEqual(before)
})

test.each([
  ['damaged', async () => (await png(40)).subarray(0, 60), /articles\/media\/x\.png: The picture is damaged/],
  ['of another kind', async () => Buffer.from('<svg/>'), /^articles\/bad\.md:9: .* is not a JPEG, PNG or WebP/],
])('a picture that is %s is refused before anything is written', async (_, bytes, words) => {
  const before = await state()
  const folder = await folderOf({ ...body('![A](media/x.png)'), 'articles/media/x.png': await bytes() } as never)
  await expect(importFolder(here.payload, folder, { actor: 'system:test' })).rejects.toThrow(words)
  expect(await state()).toEqual(before)
})

test('what only the database refuses, in the last file, takes back the ones before it', async () => {
  // Two that exchange their slugs: each is free at the end, and neither on the way.
  const pair = (a: string, b: string) => ({
    ...records,
    'articles/a.md': articleFile({ slug: a, more: 'id: a_01k000000000000000000000pa\n' }),
    'articles/b.md': articleFile({ slug: b, more: 'id: a_01k000000000000000000000pb\n' }),
  })
  await importFolder(here.payload, await folderOf(pair('left', 'right')), { actor: 'system:test' })
  const before = await everyRow(here.owner)
  const swap = await folderOf({ ...good, ...pair('right', 'left') })
  await expect(importFolder(here.payload, swap, { actor: 'system:test' })).rejects.toThrow(/^articles\/[ab]\.md/)
  expect(await everyRow(here.owner)).toEqual(before)
})

test('a dry run says of each file what would be done, shows it, and changes nothing', async () => {
  const before = await state()
  const folder = await folderOf({
    ...good,
    ...body('![A line](media/x.png)'),
    'articles/media/x.png': await png(30),
    'articles/published.md': articleFile({ slug: 'published', body: 'It says something else.' }),
  } as never)
  const place = { url: here.urls.owner, mediaFolder: process.env.MEDIA_DIR ?? '' }
  const { code, out } = await runScript('payload/commands/content.ts', ['import', folder, '--dry-run'], place)
  expect(code).toBe(0)
  expect(out).toContain('created   articles/a-good-one.md\n')
  expect(out).toContain('updated   articles/published.md\n')
  expect(out).toContain('-It says so.\n+It says something else.\n')
  expect(out).toMatch(/Nothing was changed\. It would be: 2 created, 1 updated, 0 unchanged\.\n$/)
  expect(await state()).toEqual(before)
})

test('the command says in words what it was not given, and ends with an error', async () => {
  const place = { url: here.urls.owner, mediaFolder: process.env.MEDIA_DIR ?? '' }
  const run = (...args: string[]) => runScript('payload/commands/content.ts', args, place)
  const [none, unknown, missing, foreign] = await Promise.all([
    run(),
    run('export', join(await emptyFolder(), 'out'), 'no-such-article'),
    run('import', join(await emptyFolder(), 'nowhere')),
    run('export', await folderOf({ 'notes.txt': 'mine' })),
  ])
  expect([none, unknown, missing, foreign].map(({ code }) => code)).toEqual([1, 1, 1, 1])
  expect(none.err).toContain('Say what: npm run content -- export DIR')
  expect(unknown.err).toContain('there is no article “no-such-article” here')
  expect(missing.err).toContain('there is no such folder')
  expect(foreign.err).toContain('there are other files in it')
})

test('a picture with a name of its own is one picture, however often it is brought, with what the list says of it', async () => {
  const jpeg = await sharp(await png(700))
    .jpeg({ quality: 61 })
    .toBuffer()
  const list = '- file: x.jpg\n  alt: A line\n  credit: Somebody\n  focal: [0, 40]\n'
  const files = { ...body('![](media/x.jpg)'), 'articles/media/x.jpg': jpeg, 'articles/media/media.yaml': list }
  const folder = await folderOf(files as never)
  const first = await importFolder(here.payload, folder, { actor: 'system:test' })
  expect(first.records.at(-1)).toEqual({ name: 'picture articles/media/x.jpg', outcome: 'created' })
  const second = await importFolder(here.payload, folder, { actor: 'system:test' })
  expect(second.records.at(-1)?.outcome).toBe('unchanged')
  const out = join(await emptyFolder(), 'out')
  await exportFolder(here.payload, out, ['bad'])
  const exported = await filesOf(out)
  const [name = ''] = Object.keys(exported).filter((file) => file.endsWith('.jpg'))
  expect(exported[name]).toBe(jpeg.toString('base64'))
  expect(exported['articles/media/media.yaml']).toContain('credit: Somebody\n  focal:\n    - 0\n    - 40\n')
})

test('a picture that says where it was taken is encoded anew, and known again', async () => {
  const jpeg = await sharp(await png(90))
    .withExif({ IFD0: { Artist: 'A secret' } })
    .jpeg()
    .toBuffer()
  const folder = await folderOf({ ...body('![A](media/taken.jpg)'), 'articles/media/taken.jpg': jpeg } as never)
  await importFolder(here.payload, folder, { actor: 'system:test' })
  const again = await importFolder(here.payload, folder, { actor: 'system:test' })
  expect(again.records.at(-1)?.outcome).toBe('unchanged')
  const out = join(await emptyFolder(), 'out')
  await exportFolder(here.payload, out, ['bad'])
  const [bytes = ''] = Object.entries(await filesOf(out)).flatMap(([name, text]) => (name.endsWith('.jpg') ? text : []))
  expect(Buffer.from(bytes, 'base64').includes('A secret')).toBe(false)
})

test('the order of topics is kept as it is, also where places are uneven', async () => {
  const { docs } = await here.payload.find({ collection: 'topics' })
  const data = { position: 7 } as never
  await here.payload.update({
    collection: 'topics',
    id: docs[0]?.id as number,
    data,
    context: { actor: 'system:test' },
  })
  const out = join(await emptyFolder(), 'out')
  await exportFolder(here.payload, out, [])
  const { records: written } = await importFolder(here.payload, out, { actor: 'system:test' })
  expect(written.find(({ name }) => name === 'topic scale')?.outcome).toBe('unchanged')
})
