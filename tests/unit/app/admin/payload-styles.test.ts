import { readdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join, resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { classesIn, missing, propertiesRead, propertiesSet } from './style-names.ts'

const root = resolve(import.meta.dirname, '../../../..')
const read = (path: string) => readFileSync(join(root, path), 'utf8')
const { resolve: installed } = createRequire(import.meta.url)

const folder = 'app/(payload)/styles'
const adapter = read(`${folder}/variables.css`)
const tokens = read('app/styles/tokens.css')
const ours = [...readdirSync(join(root, folder)).map((name) => `${folder}/${name}`), 'components/admin/admin.css']
  .map(read)
  .join('\n')
const payloads = [
  installed('@payloadcms/next/css'),
  join(dirname(installed('@payloadcms/richtext-lexical/client')), 'bundled.css'),
]
  .map((path) => readFileSync(path, 'utf8'))
  .join('\n')

const readByPayload = propertiesRead(payloads)

/** Classes that our own components and fields have. */
const own =
  /^(as-(title|deck|text)|house-name|stop(-break|-hold)?|signet|opening|key|unseen|(sign-in|desk)-title|plate-now.*|body-bar.*|markdown-dialog.*|finding-.*|source-label|said-problem|diagram-preview|dia-.*)$/
/** Classes that Payload makes of its own name and one of ours: of a block, of a field. */
const joined = /^(LexicalEditorTheme__block-(break|hold)|cell-(title|name))$/

describe('the admin’s style sheets', () => {
  it('set no property that Payload has not', () => {
    const known = new Set([...propertiesSet(payloads), ...readByPayload])
    expect(missing(propertiesSet(adapter), known)).toEqual([])
  })

  it('set every colour that a rule of Payload’s takes from its themes', () => {
    const themed = [...readByPayload].filter((name) => /^--theme-(elevation|success|error|warning)-\d+$/.test(name))
    const direct = [...payloads.matchAll(/[;{]\s*([\w-]+)\s*:[^;{}]*var\((--theme-[a-z]+-\d+)\)/g)]
      .filter(([, property = '']) => !property.startsWith('--theme-'))
      .map(([, , name = '']) => name)
    expect(themed.length).toBeGreaterThan(50)
    expect(missing(new Set(direct), propertiesSet(adapter)).filter((name) => themed.includes(name))).toEqual([])
  })

  it('name no class that Payload has not', () => {
    const theirs = [...classesIn(ours)].filter((name) => !own.test(name) && !joined.test(name))
    expect(theirs.length).toBeGreaterThan(50)
    expect(missing(theirs, classesIn(payloads))).toEqual([])
  })

  it('keep Payload’s beat where a token has its name, and meet in no other', () => {
    const both = [...propertiesSet(tokens)].filter((name) => readByPayload.has(name))
    expect(both).toEqual(['--base'])
    const beat = (css: string) => /--base:([^;]*);/.exec(css)?.[1]?.replace(/\s/g, '')
    expect(beat(adapter)).toBe('calc((var(--base-px)/var(--base-body-size))*1rem)')
    expect(beat(payloads)).toBe('calc((var(--base-px)/var(--base-body-size))*1rem)')
  })

  it('lie in no layer, and all of Payload’s do', () => {
    expect(read(`${folder}/admin.css`)).not.toMatch(/@layer|layer\(/)
    expect(ours).not.toContain('@layer')
    const outside = payloads.replace(/@layer [\w-]+;/g, '').match(/^(@charset "UTF-8";)?@layer payload-default/)
    expect(outside).not.toBeNull()
  })
})

describe('these checks', () => {
  it('see a property and a class that are gone', () => {
    const css =
      '/* .told */ .pill, .nav:is(.gone) { --theme-bg: red; --theme-gone: url(a.b); } @media (x) { .deep { } }'
    expect(missing(propertiesSet(css), new Set(['--theme-bg']))).toEqual(['--theme-gone'])
    expect(missing(classesIn(css), new Set(['pill', 'nav']))).toEqual(['deep', 'gone'])
  })
})
