import { readFileSync, writeFileSync } from 'node:fs'
import { afterAll, beforeAll, it } from 'vitest'
import { importFolder } from '#payload/content/import-folder.ts'
import { search, searchGroups, suggestions, symptoms } from '#publication/edition/index.ts'
import { openPublication, type TestPublication } from '../../support/publication.ts'

let publication: TestPublication
beforeAll(async () => {
  publication = await openPublication()
  await importFolder(publication.payload, process.cwd() + '/seeds', { actor: 'system:seed' } as never)
}, 120_000)
afterAll(() => publication?.close())
it('scratch', async () => {
  const out: string[] = []
  for (const q of readFileSync('/tmp/questions.txt', 'utf8').split('\n').filter(Boolean)) {
    const { groups, has, didYouMean } = await searchGroups({ q })
    const items = groups.flatMap((g) => g.items)
    out.push(`# ${q}   (${groups.map((g) => `${g.kind} ${g.count}`)}) ${has} ${didYouMean ? `DYM ${didYouMean}` : ''}`)
    let n = 0
    for (const item of items) {
      if (n++ > 7) break
      out.push(
        `   ${item.kind} ${item.kind === 'finding' ? `${item.article.slug}.${item.id} ${item.title}` : item.slug} | ${item.excerpt
          .map(({ text, isMatch }) => (isMatch ? `[${text}]` : text))
          .join('')
          .slice(0, 110)}`,
      )
    }
  }
  for (const q of [
    'q',
    'qu',
    'que',
    'queue',
    'chargin',
    'double ch',
    'at least o',
    'retries ar',
    'scal',
    'sca',
    '100',
    '!!',
    'money le',
    'redeliv',
    'the',
    'a',
    'to',
  ])
    out.push(`> ${q}: ${(await suggestions(q)).items.map((i) => `${i.kind}:${i.title.slice(0, 40)}`).join(' | ')}`)
  out.push(JSON.stringify(await symptoms(6)))
  writeFileSync('/tmp/answers.txt', out.join('\n'))
}, 120_000)
