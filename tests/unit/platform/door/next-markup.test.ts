import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { describe, expect, it } from 'vitest'
import { finish } from '#platform/door/finish.ts'
import { type RecordedPage, recorded, recordedVersion } from './recorded.ts'

const whole: RecordedPage[] = ['article', 'gone', 'not-found', 'moved', 'query', 'error-document']

describe('the canary: Next as it was when the door was fitted', () => {
  it('is the version whose pages were recorded', () => {
    const manifest = createRequire(import.meta.url).resolve('next/package.json')
    const { version } = JSON.parse(readFileSync(manifest, 'utf8')) as { version: string }
    expect(version, 'Next changed: see tests/support/recorded-pages/README.md').toBe(recordedVersion)
  })

  it.each(whole)('marks its runtime in %s as the door knows it', (name) => {
    const page = recorded(name)
    expect(page).toContain('<script>(self.__next_f=self.__next_f||[]).push([0])</script>')
    expect(page).toContain('<script>self.__next_f.push([1,')
    expect(page).toMatch(/<script id="_R_">\(globalThis\["TURBOPACK"\]/)
    expect(page).toMatch(/<script src="\/_next\/static\/chunks\/[\w~.-]+\.js" async="">/)
    expect(page).toContain('<div hidden=""><!--$--><!--/$--></div>')
  })

  it('puts metadata into the head', () => {
    expect(recorded('article').indexOf('name="revision"')).toBeLessThan(recorded('article').indexOf('<body'))
  })

  it.each(whole)('leaves nothing of it in %s', (name) => {
    const { html } = finish(recorded(name))
    expect(html).not.toContain('/_next/')
    expect(html).not.toMatch(/<!--|hidden=""|nomodule/i)
    const scripts = [...html.matchAll(/<script[^>]*>/g)].map(([tag]) => tag)
    for (const tag of scripts) expect(tag).toMatch(/ src="\/site\.js"| type="application\/ld\+json"/)
    expect(html).not.toMatch(/<(template|noscript)/)
  })
})
