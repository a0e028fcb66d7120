import { spawn } from 'node:child_process'
import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { openSmallPublication, type SmallPublication } from './publication.ts'

const mirror = resolve(import.meta.dirname, '../../../examples/mirror.mjs')
// Each test starts programs.
vi.setConfig({ testTimeout: 60_000 })
let base: string
let folders = 0
const opened: SmallPublication[] = []
const running: { kill: () => boolean }[] = []
beforeAll(async () => {
  base = await mkdtemp(join(tmpdir(), 'mirror-'))
})
afterEach(async () => {
  for (const child of running.splice(0)) child.kill()
  for (const publication of opened.splice(0)) await publication.close()
})
afterAll(() => rm(base, { recursive: true, force: true }))

async function publicationOf(...history: string[]): Promise<SmallPublication> {
  const publication = await openSmallPublication(...history)
  opened.push(publication)
  return publication
}

function freshFolder(): string {
  folders += 1
  return join(base, String(folders))
}

/** Kills the process before its step `at` that changes the folder: whatever is written comes by a new name. */
const crashing = (at: number) =>
  `data:text/javascript,${encodeURIComponent(`
    import fs from 'node:fs/promises'
    import { syncBuiltinESMExports } from 'node:module'
    let steps = 0
    for (const name of ['rename', 'rm']) {
      const real = fs[name]
      fs[name] = (...args) => {
        steps += 1
        if (steps === ${at}) process.kill(process.pid, 'SIGKILL')
        return real(...args)
      }
    }
    syncBuiltinESMExports()`)}`

type Ended = { code: number | null; out: string; err: string }

function run(args: string[], crashAt?: number): Promise<Ended> {
  return new Promise((done) => {
    const options = crashAt === undefined ? [] : ['--import', crashing(crashAt)]
    const child = spawn(process.execPath, [...options, mirror, ...args], { stdio: ['ignore', 'pipe', 'pipe'] })
    running.push(child)
    let [out, err] = ['', '']
    child.stdout.setEncoding('utf8').on('data', (part: string) => {
      out += part
    })
    child.stderr.setEncoding('utf8').on('data', (part: string) => {
      err += part
    })
    child.once('close', (code) => done({ code, out, err }))
  })
}

/** Names and contents of a folder, but for the origin in the state. */
async function contentsOf(folder: string): Promise<Record<string, string>> {
  const names = (await readdir(folder)).sort()
  const read = async (name: string) => (await readFile(join(folder, name), 'utf8')).replace(/"http:[^"]*"/, '"origin"')
  return Object.fromEntries(await Promise.all(names.map(async (name) => [name, await read(name)])))
}

function begin({ tell }: SmallPublication): void {
  tell('published', 'a', 'one')
  tell('published', 'b', 'two')
  tell('published', 'c', 'three')
}

/** Moved, gone and its name taken, begun, revised, moved twice, begun and gone. */
function goOn({ tell }: SmallPublication): void {
  tell('moved', 'a', 'one-b')
  tell('withdrawn', 'b', 'two')
  tell('published', 'g', 'seven')
  tell('published', 'd', 'two')
  tell('revised', 'c', 'three', 'another text')
  tell('published', 'e', 'five')
  tell('moved', 'e', 'five-b')
  tell('published', 'f', 'six')
  tell('withdrawn', 'f', 'six')
}

/** What lay in place is moved on, and the name goes back to whoever had it first, with the text of then. */
function finish({ tell }: SmallPublication): void {
  tell('withdrawn', 'd', 'two')
  tell('published', 'b', 'two')
  tell('moved', 'e', 'five')
  tell('revised', 'c', 'three')
  tell('withdrawn', 'a', 'one-b')
}

describe('a folder', () => {
  it('is the same in the end wherever the mirror is killed', async () => {
    const whole = await publicationOf()
    for (const part of [begin, goOn, finish]) part(whole)
    const fresh = freshFolder()
    expect(await run([whole.origin, fresh])).toMatchObject({ code: 0, err: '' })
    const expected = await contentsOf(fresh)
    expect(Object.keys(expected)).toEqual(
      ['.mirror.json', ...['five', 'seven', 'three', 'two'].flatMap((slug) => [`${slug}.json`, `${slug}.md`])].sort(),
    )

    const first = await publicationOf()
    begin(first)
    const begun = freshFolder()
    await run([first.origin, begun])
    const state = await readFile(join(begun, '.mirror.json'), 'utf8')

    let [crashes, isOver] = [0, false]
    const attempt = async (at: number) => {
      const publication = await publicationOf()
      const folder = freshFolder()
      await cp(begun, folder, { recursive: true })
      await writeFile(join(folder, '.mirror.json'), state.replace(first.origin, publication.origin))
      begin(publication)
      goOn(publication)
      const { code } = await run([publication.origin, folder], at)
      if (code === 0) isOver = true
      else crashes += 1
      finish(publication)
      expect(await run([publication.origin, folder]), `killed before step ${at}`).toMatchObject({ code: 0, err: '' })
      expect(await contentsOf(folder), `killed before step ${at}`).toEqual(expected)
    }
    for (let at = 1; !isOver; at += 2) await Promise.all([attempt(at), attempt(at + 1)])
    expect(crashes).toBeGreaterThan(10)
  }, 120_000)

  it('of another history is made anew, and files of others stay', async () => {
    const first = await publicationOf()
    begin(first)
    const folder = freshFolder()
    await run([first.origin, folder])
    await writeFile(join(folder, 'notes.txt'), 'mine')
    const restored = await publicationOf('bbbb')
    restored.tell('published', 'b', 'two-b')
    const state = await readFile(join(folder, '.mirror.json'), 'utf8')
    await writeFile(join(folder, '.mirror.json'), state.replace(first.origin, restored.origin))
    const { code, out } = await run([restored.origin, folder])
    expect({ code, out }).toEqual({ code: 0, out: expect.stringContaining('another history') })
    expect(Object.keys(await contentsOf(folder))).toEqual(['.mirror.json', 'notes.txt', 'two-b.json', 'two-b.md'])
  })

  it('is left alone where files of others stand in the way, and where it is of another publication', async () => {
    const publication = await publicationOf()
    begin(publication)
    const folder = freshFolder()
    await mkdir(folder)
    await writeFile(join(folder, 'three.md'), 'mine')
    const { code, err } = await run([publication.origin, folder])
    expect({ code, err }).toEqual({ code: 1, err: expect.stringMatching(/three\.md is not of this copy.*\n$/) })
    expect(Object.keys(await contentsOf(folder))).toEqual(['three.md'])
    await rm(join(folder, 'three.md'))
    await run([publication.origin, folder])
    const other = await run([(await publicationOf()).origin, folder])
    expect(other).toMatchObject({ code: 1, err: expect.stringContaining('is a copy of') })
    await writeFile(join(folder, '.mirror.json'), '{"version":1,"articles":{"a":{"slug":"../x"}}}')
    expect((await run([publication.origin, folder])).err).toContain('was not written by this program')
  })

  it.each(['../../outside', '/etc/x', 'A', '', 'a/b', '.mirror'])('takes no name such as "%s"', async (slug) => {
    const publication = await publicationOf()
    publication.tell('published', 'a', slug)
    const folder = join(freshFolder(), 'inner')
    const { code, err } = await run([publication.origin, folder])
    expect({ code, err }).toEqual({ code: 1, err: expect.stringMatching(/^http.* names an article in a way.*\n$/) })
    expect(await readdir(folder)).toEqual([])
  })
})

describe('the mirror', () => {
  it.each([[], ['example.org', 'x'], ['https://example.org/path', 'x'], ['https://example.org'], ['ftp://a', 'x']])(
    'says how it is used after %j %j',
    async (...args) => {
      expect(await run(args)).toEqual({ code: 2, out: '', err: expect.stringMatching(/^Usage: .*\n$/) })
    },
  )

  it('says in one line that nobody answers, or somebody else', async () => {
    const publication = await publicationOf()
    publication.intercept((_, response) => Boolean(response.writeHead(200).end('<h1>Sign in</h1>')))
    const captive = await run([publication.origin, freshFolder()])
    expect(captive).toMatchObject({ code: 1, err: expect.stringMatching(/^.* no changes\.\n$/) })
    await publication.close()
    const gone = await run([publication.origin, freshFolder()])
    expect(gone).toEqual({ code: 1, out: '', err: `No answer from ${publication.origin}: ECONNREFUSED\n` })
  })

  it('waits when it is told to, and while a cache still answers with what was before', async () => {
    const publication = await publicationOf()
    begin(publication)
    const [busy, old] = [{ left: 1 }, { left: 1 }]
    publication.intercept(({ url = '' }, response) => {
      if (busy.left > 0) {
        busy.left -= 1
        response.writeHead(429, { 'Retry-After': '1' }).end()
        return true
      }
      if (old.left === 0 || !url.startsWith('/api/v1/articles/')) return false
      old.left -= 1
      response.writeHead(200, { 'X-Revision': '1' }).end('{"slug":"of-before"}')
      return true
    })
    const folder = freshFolder()
    const started = Date.now()
    expect(await run([publication.origin, folder])).toMatchObject({ code: 0, err: '' })
    expect(Date.now() - started).toBeGreaterThanOrEqual(2000)
    expect(Object.keys(await contentsOf(folder))).not.toContain('of-before.json')
  })

  it('keeps watching, also when the publication is away for a while', async () => {
    const publication = await publicationOf()
    begin(publication)
    const folder = freshFolder()
    const ended = run([publication.origin, folder, '--watch', '1'])
    const isThere = (name: string) => readdir(folder).then((names) => names.includes(name))
    await expect.poll(() => isThere('three.md'), { timeout: 10_000 }).toBe(true)
    let isAway = true
    publication.intercept((_, response) => isAway && Boolean(response.writeHead(500).end()))
    const before = publication.asked.length
    await expect.poll(() => publication.asked.length, { timeout: 10_000 }).toBeGreaterThan(before)
    publication.tell('published', 'd', 'four')
    isAway = false
    await expect.poll(() => isThere('four.md'), { timeout: 10_000 }).toBe(true)
    for (const child of running) child.kill()
    expect((await ended).err).toContain('answers 500')
  })
})
