import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import type { Payload } from 'payload'
import sharp from 'sharp'
import { afterAll } from 'vitest'

const root = resolve(import.meta.dirname, '../../..')

const made: string[] = []
afterAll(async () => {
  for (const folder of made) await rm(folder, { recursive: true, force: true })
})

/** An empty folder that goes when the tests of the file have ended. */
export async function emptyFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'content-'))
  made.push(folder)
  return folder
}

/** Writes files into a folder, by their names in it. */
export async function put(folder: string, files: Record<string, string | Buffer>): Promise<void> {
  for (const [file, content] of Object.entries(files)) {
    await mkdir(dirname(join(folder, file)), { recursive: true })
    await writeFile(join(folder, file), content)
  }
}

/** A folder that holds these files. */
export async function folderOf(files: Record<string, string | Buffer>): Promise<string> {
  const folder = await emptyFolder()
  await put(folder, files)
  return folder
}

/** The seeds and the specimen that uses every block, in one folder. */
export async function everything(): Promise<string> {
  const folder = await emptyFolder()
  for (const from of ['seeds', 'tests/support/kitchen-sink'])
    await cp(resolve(root, from), folder, { recursive: true, force: true })
  return folder
}

/** Every file of a folder by its name, as base64 where it is no text. */
export async function filesOf(folder: string): Promise<Record<string, string>> {
  const names = (await readdir(folder, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile())
  const files: Record<string, string> = {}
  for (const entry of names) {
    const path = join(entry.parentPath, entry.name)
    files[path.slice(folder.length + 1)] = await readFile(path, /\.(md|yaml)$/.test(path) ? 'utf8' : 'base64')
  }
  return files
}

/** Payload's id of the article whose newest version has that slug. */
export async function idOf(payload: Payload, slug: string): Promise<number> {
  const { docs } = await payload.find({ collection: 'articles', where: { slug: { equals: slug } }, draft: true })
  return Number(docs[0]?.id)
}

/** A grey picture of that width, in pixels. */
export const png = (width: number): Promise<Buffer> =>
  sharp({ create: { width, height: 20, channels: 3, background: '#777' } })
    .png()
    .toBuffer()

type Said = { slug: string; body?: string; more?: string; title?: string }

/** The file of an article under the topic `scale`, by the `editorial-desk`. */
export const articleFile = ({ slug, title = `Title of ${slug}`, body = 'It says so.', more = '' }: Said): string =>
  `---\ntitle: ${title}\ndeck: What is at stake.\nslug: ${slug}\ntopics: [scale]\nauthors: [editorial-desk]\n${more}---\n\n${body}\n`

/** The topic and the author of `articleFile`. */
export const records = {
  'topics.yaml': '- slug: scale\n  name: Scale\n  loadCase: footing\n  description: It grows.\n',
  'authors.yaml': '- slug: editorial-desk\n  name: Editorial Desk\n  bio: Writes.\n',
}
