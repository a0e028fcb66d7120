import { describe, expect, it } from 'vitest'
import { emptyNames, hiddenFromGit, machinePaths, notKebab, silencedTests, tooLong } from './file-findings.ts'
import { projectFiles, read, sources } from './tree.ts'

const paths = projectFiles()
const texts = paths
  .filter((path) => !path.startsWith('public/') && !path.startsWith('tests/support/recorded-pages/'))
  .filter((path) => !/\.(png|jpg|ico|woff2|gz|br|zip)$/.test(path))
  .map((path) => ({ path, text: read(path) }))
const code = sources()
/** This check has what it looks for in its own examples. */
const isOwnExample = (path: string) => path.startsWith('tests/architecture/file')

describe('files', () => {
  it('have 300 lines at most', () => {
    expect(tooLong(texts)).toEqual([])
  })

  it('are named in kebab case', () => {
    expect(notKebab(paths)).toEqual([])
  })

  it('have names that say what is in them', () => {
    expect(emptyNames(paths)).toEqual([])
  })

  it('leave no test out', () => {
    expect(silencedTests(code.filter(({ path }) => !isOwnExample(path)))).toEqual([])
  })

  it('are not hidden by .gitignore', () => {
    expect(hiddenFromGit(read('.gitignore'), paths)).toEqual([])
  })

  it('name no folder of a machine', () => {
    expect(machinePaths(texts.filter(({ path }) => !isOwnExample(path)))).toEqual([])
  })
})

describe('these checks', () => {
  it('see a file of 301 lines, and let one of 300 be', () => {
    const lines = (count: number) => 'x\n'.repeat(count)
    expect(
      tooLong([
        { path: 'app/long.ts', text: lines(301) },
        { path: 'app/fine.ts', text: lines(300) },
        { path: 'migrations/20261122_140000_publication.ts', text: lines(999) },
      ]),
    ).toEqual(['app/long.ts has 301 lines, at most 300 are wanted'])
  })

  it.each([
    'app/PageHead.tsx',
    'app/page_head.tsx',
    'app/Site/page.tsx',
    'readme.MD',
    'app/[Slug]/page.tsx',
    'a--b.ts',
  ])('see that %s is not in kebab case', (path) => {
    expect(notKebab([path])).toEqual([path])
  })

  it('let the names of Next, Payload and Docker be', () => {
    expect(
      notKebab([
        'Dockerfile',
        'README.md',
        '.env.example',
        '.ci/run',
        'app/(site)/articles/[slug]/page.tsx',
        'app/(payload)/admin/[[...segments]]/not-found.tsx',
        'app/(payload)/admin/importMap.js',
        'migrations/20261122_140000_publication.ts',
        'components/admin/slot.client.tsx',
      ]),
    ).toEqual([])
  })

  it.each(['platform/utils.ts', 'app/date-helper.ts', 'publication/common/index.ts', 'components/types/card.tsx'])(
    'see that %s says nothing',
    (path) => {
      expect(emptyNames([path])).toEqual([path])
    },
  )

  it('let a word be that only begins like one of these', () => {
    expect(emptyNames(['app/(site)/page-metadata.ts', 'platform/database.ts', 'payload/generated-types.ts'])).toEqual(
      [],
    )
  })

  // Put together here, so that a search for silenced tests does not find this one.
  const silenced = [
    ['it', 'only('],
    ['describe', 'skip('],
    ['test', "todo('x')"],
    ['it', 'concurrent.only('],
    ['it', 'skipIf(x)('],
  ]
  it.each([...silenced.map((parts) => parts.join('.')), 'xit('])('see %s in a test', (text) => {
    expect(silencedTests([{ path: 'tests/unit/a.test.ts', text }])).toEqual(['tests/unit/a.test.ts'])
  })

  it('let tests that run be', () => {
    const text = "it.each([1])('skips the rest', () => {})\ndescribe('todo', () => { list.only })\n"
    expect(silencedTests([{ path: 'tests/unit/a.test.ts', text }])).toEqual([])
  })

  const places = ['work', 'tmp'].map((folder) => ['cd ', folder, 'x'].join('/'))
  it.each(['node /home/someone/x.ts', '"/Users/someone/x"', ...places, 'C:\\Users\\someone'])(
    'see the folder in %s',
    (text) => {
      expect(machinePaths([{ path: '.ci/run', text }])).toEqual(['.ci/run'])
    },
  )

  it('let addresses of the site and of others be', () => {
    const text = "destination: '/home/newest', https://example.org/home/x/y, #app/(site)/home/x/y, ./app/home/[list]"
    expect(machinePaths([{ path: 'next.config.ts', text }])).toEqual([])
  })

  it('see what .gitignore hides', () => {
    const ignored = '# made\nmedia/\n/.data/\n.next-*/\n*.log\n.env\n!.env.example\n'
    const hidden = ['collections/media/index.ts', '.data/x', '.next-test/x', 'a/b.log', '.env']
    const kept = ['collections/media.ts', 'docs/.data/x', '.next/x', 'a/b.logs', '.env.example', 'app/.envs']
    expect(hiddenFromGit(ignored, [...hidden, ...kept])).toEqual(hidden)
  })
})
