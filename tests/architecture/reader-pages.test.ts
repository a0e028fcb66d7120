import { describe, expect, it } from 'vitest'
import { refusedInReaderPages, unnamedClientCode } from './reader-page-findings.ts'
import { sources } from './tree.ts'

describe("readers' pages", () => {
  it('hold nothing that needs a script of the framework', () => {
    expect(refusedInReaderPages(sources())).toEqual([])
  })
})

describe('client code', () => {
  it('is named so', () => {
    expect(unnamedClientCode(sources())).toEqual([])
  })
})

describe('these checks', () => {
  it.each([
    ['components/button.tsx', "'use client'\nexport const a = 1"],
    ['components/button.client.tsx', "'use client'\nexport const a = 1"],
    ['app/(site)/form.tsx', "async function send() {\n  'use server'\n}"],
    ['app/(site)/loading.tsx', 'export default () => null'],
    ['app/(site)/error.tsx', 'export default () => null'],
    ['app/(site)/page.tsx', "import { Suspense } from 'react'"],
    ['app/(site)/page.tsx', "import Link from 'next/link'"],
    ['app/(site)/page.tsx', "import { Inter } from 'next/font/google'"],
    ['components/box.tsx', '<p style={{ color }}>x</p>'],
  ])('refuse in %s: %s', (path, text) => {
    expect(refusedInReaderPages([{ path, text }])).toHaveLength(1)
  })

  it('let the admin be', () => {
    const text = "'use client'\nimport { Suspense } from 'react'\n<p style={{ color }}>x</p>"
    const files = [
      { path: 'app/(payload)/layout.tsx', text },
      { path: 'components/admin/slot.client.tsx', text },
    ]
    expect(refusedInReaderPages(files)).toEqual([])
  })

  it('see client code without the name, and the name without client code', () => {
    expect(
      unnamedClientCode([
        { path: 'components/admin/slot.tsx', text: '"use client"\n' },
        { path: 'components/admin/slot.client.tsx', text: 'export const slot = 1\n' },
        { path: 'components/admin/fine.client.tsx', text: "'use client'\n" },
        { path: 'components/admin/fine.tsx', text: "// 'use client' stands in the other file\n" },
      ]),
    ).toEqual(['components/admin/slot.tsx', 'components/admin/slot.client.tsx'])
  })
})
