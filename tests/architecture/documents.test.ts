import { describe, expect, it } from 'vitest'
import { brokenPaths } from './document-findings.ts'
import { projectFiles, read } from './tree.ts'

const paths = projectFiles()

describe('documents', () => {
  it('cite paths that exist', () => {
    const documents = paths
      .filter((path) => /^(docs\/.*|[^/]+)\.md$/.test(path))
      .map((path) => ({ path, text: read(path) }))
    expect(brokenPaths(documents, paths)).toEqual([])
  })
})

describe('this check', () => {
  const tree = [
    'app/(site)/page.tsx',
    'app/[[...rest]]/page.tsx',
    'docs/operating.md',
    'docs/screens/home.png',
    'server.ts',
  ]
  const broken = (text: string, path = 'README.md') => brokenPaths([{ path, text }], tree)

  it.each([
    '`app/(site)/gone.tsx`',
    '`docs/gone`',
    '`gone.ts`',
    '`.gonerc`',
    '[a](docs/gone.md)',
    '[a](docs/gone.md#b)',
    '![a](docs/x.png)',
  ])('sees that %s is not there', (text) => {
    expect(broken(`Before ${text} after.`)).toHaveLength(1)
  })

  it('reads links from where they stand', () => {
    expect(broken('[a](../server.ts) [b](screens/home.png) [c](operating.md)', 'docs/x.md')).toEqual([])
    expect(broken('[a](server.ts)', 'docs/x.md')).toEqual(['docs/x.md: server.ts'])
  })

  it('lets be what is there, what is no path, and what a run makes', () => {
    expect(
      broken(
        [
          '`app/(site)/page.tsx` `app/(site)` `app/` `app/[[...rest]]/page.tsx` `#app/(site)/page.tsx` `server.ts:12`',
          '`/articles/x` `npm run app/x` `docs/decisions/NNNN-*.md` `@payloadcms/ui` `.data/postgres` `app/**/x.ts`',
          '[a](https://example.org/gone.md) [b](#part) [c](docs/) [d](/articles/x)',
          '```\n`app/gone.ts`\n```',
        ].join('\n'),
      ),
    ).toEqual([])
  })
})
