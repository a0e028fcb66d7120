import { globSync, readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import {
  archivePath,
  developersPath,
  failuresPath,
  pagesOfList,
  type Size,
  sizePath,
  sizes,
} from '#publication/edition/paths.ts'

/** What stands behind `address:` in the pages, and the addresses that it means. */
const meant: Record<string, readonly string[]> = {
  '/': ['/'],
  '${archivePath}': [archivePath],
  '${failuresPath}': [failuresPath],
  '${developersPath}': [developersPath],
  '${sizePath(size)}': (Object.keys(sizes) as Size[]).map(sizePath),
}

it('every page with the tag of lists is asked for when lists change', () => {
  const tagged = globSync('app/**/*.tsx').flatMap((file) => {
    const tags = /declare\(\[(.*'list'.*)\]\)/.exec(readFileSync(file, 'utf8'))?.[1]
    if (tags === undefined) return []
    const address = /address:([^'`]+)/.exec(tags)?.[1] ?? ''
    return meant[address] ?? [`${file}: ${address}, which this test does not know`]
  })
  expect(tagged.sort()).toEqual([...pagesOfList].sort())
})
