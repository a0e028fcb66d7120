import { spawn } from 'node:child_process'
import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { createClient } from '#client/index.ts'
import { randomFrom } from '#publication/plate/random.ts'
import { type ApiServer, serveApi } from '../../support/api-server.ts'
import { openPublication, type TestPublication } from '../../support/publication.ts'
import { runNode } from '../../support/run-node.ts'
import { newsroomOf } from './edits.ts'

const mirror = resolve(import.meta.dirname, '../../../examples/mirror.mjs')
const edits = 200

let publication: TestPublication
let server: ApiServer
let base: string
beforeAll(async () => {
  publication = await openPublication()
  server = await serveApi()
  base = await mkdtemp(join(tmpdir(), 'mirror-'))
}, 120_000)
afterAll(async () => {
  await server?.close()
  await publication?.close()
  await rm(base, { recursive: true, force: true })
})

/** Names and contents of a folder. */
async function contentsOf(folder: string): Promise<Record<string, string>> {
  const found = (await readdir(folder)).sort()
  return Object.fromEntries(
    await Promise.all(found.map(async (name) => [name, await readFile(join(folder, name), 'utf8')])),
  )
}

/**
 * Starts the mirror and kills it so many requests later, and some milliseconds, in which it writes what it has read.
 * @returns whether it came to its end before
 */
function runAndKill(folder: string, requests: number, milliseconds: number): Promise<boolean> {
  return new Promise((done, fail) => {
    const child = spawn(process.execPath, [mirror, server.origin, folder], { stdio: ['ignore', 'ignore', 'pipe'] })
    let said = ''
    child.stderr.setEncoding('utf8').on('data', (part: string) => {
      said += part
    })
    const last = server.asked.length + requests
    const watch = setInterval(() => {
      if (server.asked.length < last) return
      clearInterval(watch)
      setTimeout(() => child.kill('SIGKILL'), milliseconds)
    }, 2)
    child.once('close', (code, signal) => {
      clearInterval(watch)
      if (signal === 'SIGKILL') done(false)
      else if (code === 0) done(true)
      else fail(new Error(said))
    })
  })
}

it(`keeps in step through ${edits} edits though it is killed all the time`, async () => {
  const random = randomFrom('a newsroom, and a machine that is switched off')
  const { edit, published } = await newsroomOf(publication.payload, random)
  const folder = join(base, 'kept')
  let [isOver, killed, ended] = [false, 0, 0]
  const editing = async () => {
    for (let count = 0; count < edits && !isOver; count += 1) await edit()
  }
  const mirroring = async () => {
    const chance = randomFrom('when it is killed')
    while (!isOver) {
      if (await runAndKill(folder, 1 + Math.floor(chance() * 20), chance() * 25)) ended += 1
      else killed += 1
      await sleep(chance() * 300)
    }
  }
  const over = () => {
    isOver = true
  }
  await Promise.all([editing().finally(over), mirroring().finally(over)])
  expect(killed).toBeGreaterThan(5)
  expect(ended).toBeGreaterThan(0)

  expect(await runNode(mirror, [server.origin, folder])).toMatchObject({ code: 0, err: '' })
  const kept = await contentsOf(folder)
  expect(await runNode(mirror, [server.origin, join(base, 'fresh')])).toMatchObject({ code: 0, err: '' })
  expect(kept).toEqual(await contentsOf(join(base, 'fresh')))

  const slugs = published()
  expect(slugs.length).toBeGreaterThan(5)
  expect(Object.keys(kept)).toEqual(['.mirror.json', ...slugs.flatMap((slug) => [`${slug}.json`, `${slug}.md`])].sort())
  const listed: Record<string, unknown> = {}
  const { eachArticle } = createClient({ origin: server.origin })
  for await (const { slug, ...rest } of eachArticle({ include: ['body', 'sources'] })) listed[slug] = { slug, ...rest }
  expect(Object.fromEntries(slugs.map((slug) => [slug, JSON.parse(kept[`${slug}.json`] ?? '')]))).toEqual(listed)
}, 180_000)

it('asks for nothing twice that has not changed, and begins anew when the history is another', async () => {
  const [kept, before] = [join(base, 'kept'), server.asked.length]
  await runNode(mirror, [server.origin, kept])
  expect(server.asked.slice(before)).toHaveLength(1)

  const copy = join(base, 'restored')
  await cp(kept, copy, { recursive: true })
  const state = JSON.parse(await readFile(join(copy, '.mirror.json'), 'utf8'))
  const lost = { slug: 'only-in-the-other-history', json: null, markdown: null }
  const articles = { ...state.articles, a_00000000000000000000000000: lost }
  await writeFile(join(copy, '.mirror.json'), JSON.stringify({ ...state, articles, next: '999999.0.0123456789abcdef' }))
  await writeFile(join(copy, `${lost.slug}.json`), '{}')
  await writeFile(join(copy, 'somebody-elses.json'), '{}')
  const { code, out, err } = await runNode(mirror, [server.origin, copy])
  expect({ code, err }).toEqual({ code: 0, err: '' })
  expect(out).toContain('another history')
  expect(await contentsOf(copy)).toEqual({ ...(await contentsOf(kept)), 'somebody-elses.json': '{}' })
})
