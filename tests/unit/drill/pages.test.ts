import { expect, it } from 'vitest'
import { differences, type Pages } from '../../drill/pages.ts'

const policy = "default-src 'none'"
const headers = {
  'content-type': 'text/html',
  etag: '"1"',
  'x-revision': '7',
  'content-security-policy': policy,
  link: '',
  'last-modified': 'Tue',
}
type Answer = { status: number; headers: Record<string, string>; body: Buffer }
const answer: Answer = { status: 200, headers, body: Buffer.from('as it was') }
const pagesOf = (path: string, more: Partial<Answer> = {}): Pages => new Map([[path, { ...answer, ...more }]])
const withHeaders = (path: string, changed: Record<string, string>): Pages =>
  pagesOf(path, { headers: { ...headers, ...changed } })

const page = '/articles/x'
const file = '/media/x.png'

it('says nothing when all is the same', () => {
  expect(differences(pagesOf(page), pagesOf(page))).toEqual([])
})

it.each([
  ['an address that was not asked for', pagesOf('/'), [`${page} was not asked for again`]],
  ['another status', pagesOf(page, { status: 500 }), [`${page} answered 200, and answers 500 now`]],
  ['another tag', withHeaders(page, { etag: '"2"' }), [`${page} has another etag: "1" before, "2" now`]],
  [
    'two headers, each by itself',
    withHeaders(page, { etag: '"2"', 'x-revision': '8' }),
    [`${page} has another etag: "1" before, "2" now`, `${page} has another x-revision: 7 before, 8 now`],
  ],
  ['other bytes', pagesOf(page, { body: Buffer.from('as it Was') }), [`${page} has other bytes: 9 before, 9 now`]],
  [
    'a header and other bytes',
    pagesOf(page, { headers: { ...headers, link: '<x>' }, body: Buffer.from('') }),
    [`${page} has another link:  before, <x> now`, `${page} has other bytes: 9 before, 0 now`],
  ],
])('names %s', (_name, after, lines) => {
  expect(differences(pagesOf(page), after)).toEqual(lines)
})

it('lets the tag and the date of a file follow the restore, and hides nothing behind them', () => {
  const followed = { etag: '"2"', 'last-modified': 'Wed' }
  expect(differences(pagesOf(file), withHeaders(file, followed))).toEqual([])
  expect(differences(pagesOf(file), withHeaders(file, { ...followed, 'content-security-policy': '' }))).toEqual([
    `${file} has another content-security-policy: ${policy} before,  now`,
  ])
  expect(differences(pagesOf(file), pagesOf(file, { body: Buffer.from('') }))).toEqual([
    `${file} has other bytes: 9 before, 0 now`,
  ])
})

it('lets what had no date yet have one, and no date be lost or moved', () => {
  const undated = withHeaders(page, { 'last-modified': '' })
  expect(differences(undated, pagesOf(page))).toEqual([])
  expect(differences(pagesOf(page), undated)).toEqual([`${page} has another last-modified: Tue before,  now`])
})
