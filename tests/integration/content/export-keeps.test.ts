import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { exportFolder } from '#payload/content/export-folder.ts'
import { importFolder } from '#payload/content/import-folder.ts'
import { context } from '../../support/factories.ts'
import { openPublication, type TestPublication } from '../../support/publication.ts'
import { articleFile, emptyFolder, filesOf, folderOf, idOf, png, put, records } from './folders.ts'

let here: TestPublication
beforeAll(async () => {
  here = await openPublication()
})
afterAll(() => here?.close())

const bring = (folder: string) => importFolder(here.payload, folder, { actor: 'system:test' })

test('a published article is exported also when what it links to was deleted for good: its words stay', async () => {
  await bring(
    await folderOf({
      ...records,
      'articles/linker.md': articleFile({ slug: 'linker', body: 'See [the other](/articles/target).' }),
      'articles/target.md': articleFile({ slug: 'target' }),
    }),
  )
  const out = join(await emptyFolder(), 'out')
  await exportFolder(here.payload, out, [])
  await here.payload.delete({ collection: 'articles', id: await idOf(here.payload, 'target'), context })
  expect((await exportFolder(here.payload, out, [])).leftOut).toEqual([])
  expect((await filesOf(out))['articles/linker.md']).toContain('\nSee the other.\n')
  expect((await bring(out)).articles.map(({ outcome }) => outcome)).toEqual(['unchanged'])
})

test('an export keeps the file of a draft that it leaves out, and what was written by hand, with their pictures', async () => {
  const picture = 'm_01k0000000000000000000000c.png'
  const text = articleFile({ slug: 'drawn', more: 'status: draft\n', body: `![A line](media/${picture})` })
  const hand = articleFile({ slug: 'by-hand', body: '![](media/own.png)' })
  const list = `- file: ${picture}\n  alt: A line\n- file: own.png\n  alt: My own\n  credit: Me\n`
  const bytes = { [`articles/media/${picture}`]: await png(30), 'articles/media/own.png': await png(31) }
  await bring(await folderOf({ ...records, ...bytes, 'articles/drawn.md': text, 'articles/media/media.yaml': list }))
  const out = join(await emptyFolder(), 'out')
  await exportFolder(here.payload, out, [])
  await put(out, { ...bytes, 'articles/by-hand.md': hand, 'articles/media/media.yaml': list })
  const before = await filesOf(out)
  await here.payload.update({
    collection: 'articles',
    id: await idOf(here.payload, 'drawn'),
    data: { deck: null } as never,
    draft: true,
    context,
  })
  expect((await exportFolder(here.payload, out, [])).leftOut.map(({ slug }) => slug)).toEqual(['drawn'])
  expect(await filesOf(out)).toEqual(before)
})
