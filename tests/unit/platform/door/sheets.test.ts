import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { finish, scriptHash } from '#platform/door/finish.ts'
import { sheetsOf } from '#platform/door/sheets.ts'

const css = '.a > .b::after { content: "é" }'
let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'build-'))
  mkdirSync(join(folder, 'static/chunks'), { recursive: true })
  writeFileSync(join(folder, 'static/chunks/a1-_~.css'), `${css}\n`)
  writeFileSync(join(folder, 'static/chunks/ends.css'), '.a::after { content: "</style><script>" }')
  writeFileSync(join(folder, 'secret.css'), '.secret {}')
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe('stylesheets of the build', () => {
  it('are read by the address that Next gives them', () => {
    const sheets = sheetsOf(folder)
    expect(sheets('/_next/static/chunks/a1-_~.css')).toBe(css)
    expect(sheets('/_next/static/chunks/a1-_~.css?dpl=1')).toBe(css)
  })

  it.each([
    '/_next/static/chunks/none.css',
    '/_next/static/chunks/ends.css',
    '/_next/static/../secret.css',
    '/_next/static/chunks/../../secret.css',
    '/_next/static/%2e%2e/secret.css',
    '/_next/secret.css',
    '/styles.css',
    'https://example.org/_next/static/chunks/a1-_~.css',
    '',
  ])('stay links where they are not, or cannot stand in a page: %s', (href) => {
    expect(sheetsOf(folder)(href)).toBeNull()
  })

  it('stand in the page in place of their links, named by the policy, and nothing else is allowed', () => {
    const link = (href: string) => `<link rel="stylesheet" href="${href}" data-precedence="next"/>`
    const page = (head: string) =>
      `<!DOCTYPE html><html lang="en"><head><meta charSet="utf-8"/>${head}</head><body><p>x</p></body></html>`
    const sheets = sheetsOf(folder)
    const done = finish(page(link('/_next/static/chunks/a1-_~.css')), { sheets })
    expect(done.html).toContain(`<style>${css}</style>`)
    expect(done.html).not.toContain('stylesheet')
    expect(done.csp).toContain(`style-src '${scriptHash(css)}';`)
    expect(finish(done.html, { sheets })).toEqual(done)

    const other = finish(page(link('/_next/static/chunks/none.css')), { sheets })
    expect(other.html).toContain('rel="stylesheet"')
    expect(other.csp).toContain("style-src 'self';")
  })
})
