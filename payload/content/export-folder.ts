import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Payload } from 'payload'
import { Document } from 'yaml'
import { pictureBytes } from '#collections/media/picture-store.ts'
import { ContentError } from './content-error.ts'
import { fileSchemas, type PictureEntry, places, positionAt, readYaml } from './files.ts'
import { fileOf, IncompleteError, namesOf, pictureName, type StoredPicture, storedArticles } from './stored.ts'

/** What an export did: names of files, and of articles that no file can say yet, with the reason. */
export type Exported = { articles: number; pictures: number; leftOut: { slug: string; reason: string }[] }

const yamlOf = (value: unknown): string => new Document(value).toString({ lineWidth: 0, flowCollectionPadding: false })

async function write(folder: string, file: string, content: string | Buffer): Promise<void> {
  await mkdir(dirname(join(folder, file)), { recursive: true })
  await writeFile(join(folder, file), content)
}

/** Files of ours are written over; a folder that holds something else is somebody's. */
async function refuseForeign(folder: string): Promise<void> {
  const entries = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [] as string[]
    throw new ContentError(folder, null, `it cannot be written to: ${error.message}`)
  })
  if (entries.length > 0 && !entries.includes(places.articles))
    throw new ContentError(
      folder,
      null,
      'there are other files in it; name a new folder, or one that was exported to before',
    )
}

type RecordRow = {
  slug: string
  name: string
  position?: number
  loadCase?: string
  description?: string
  bio?: string
  disclosure?: string | null
  links?: { label: string; url: string }[] | null
}

async function recordsOf(payload: Payload, collection: 'topics' | 'authors') {
  // Topics may share a place.
  const sort = collection === 'topics' ? ['position', 'id'] : 'id'
  const { docs } = await payload.find({ collection, depth: 0, pagination: false, sort, overrideAccess: true })
  return docs as unknown as RecordRow[]
}

async function pictureEntry(folder: string, picture: StoredPicture): Promise<PictureEntry> {
  const file = pictureName(picture.publicId, picture.filename)
  const data = await pictureBytes(picture.filename).catch(() => null)
  if (!data)
    throw new ContentError(file, null, 'the picture is not in the store any more (MEDIA_DIR); restore it first')
  await write(folder, `${places.pictures}/${file}`, data)
  const [x, y] = [picture.focalX ?? 50, picture.focalY ?? 50]
  return {
    file,
    alt: picture.alt.trim(),
    ...(picture.credit?.trim() && { credit: picture.credit.trim() }),
    ...((x !== 50 || y !== 50) && { focal: [x, y] as [number, number] }),
  }
}

const namesIn = (folder: string): Promise<string[]> => readdir(folder).catch(() => [] as string[])

/** What the list that lies there says of pictures that this export does not write, and that are there. */
async function otherEntries(folder: string, written: Set<string>): Promise<PictureEntry[]> {
  const text = await readFile(join(folder, places.pictureList), 'utf8').catch(() => null)
  const there = new Set(await namesIn(join(folder, places.pictures)))
  const entries = text === null ? [] : readYaml(places.pictureList, text, fileSchemas.pictures)
  return entries.filter(({ file }) => there.has(file) && !written.has(`${places.pictures}/${file}`))
}

type Written = {
  files: Set<string>
  ids: Set<string>
  /** what no file can say as it is now: what an earlier one said of it stays */
  leftOut: Set<string>
  isAll: boolean
}

/**
 * Takes away what an earlier export wrote and this one would not: an article that has another slug now, and, after an
 * export of all, articles and pictures that are no more. Files that name no id were written by somebody and stay, with
 * the pictures that they show.
 */
async function removeStale(folder: string, { files, ids, leftOut, isAll }: Written): Promise<void> {
  const shown = new Set<string>()
  for (const name of await namesIn(join(folder, places.articles))) {
    const file = `${places.articles}/${name}`
    if (!name.endsWith('.md') || files.has(file)) continue
    const text = await readFile(join(folder, file), 'utf8')
    const id = /^id: (a_[0-9a-z]{26})$/m.exec(text.slice(0, text.indexOf('\n---', 4)))?.[1]
    if (id && (ids.has(id) || (isAll && !leftOut.has(id)))) await rm(join(folder, file))
    else for (const [picture] of text.matchAll(/m_[0-9a-z]{26}\.(?:jpg|png|webp)/g)) shown.add(picture)
  }
  if (!isAll) return
  for (const name of await namesIn(join(folder, places.pictures))) {
    const isOurs = /^m_[0-9a-z]{26}\.(?:jpg|png|webp)$/.test(name)
    if (isOurs && !shown.has(name) && !files.has(`${places.pictures}/${name}`))
      await rm(join(folder, places.pictures, name))
  }
}

/**
 * Writes articles with their pictures, and all topics and authors, into a folder that `importFolder` reads.
 * @param slugs which articles; all when there are none
 * @throws ContentError
 */
export async function exportFolder(payload: Payload, folder: string, slugs: string[]): Promise<Exported> {
  await refuseForeign(folder)
  const names = await namesOf(payload)
  const known = new Set(names.articles.values())
  const missing = slugs.filter((slug) => !known.has(slug))
  if (missing.length > 0) throw new ContentError(folder, null, `there is no article “${missing.join('”, “')}” here`)
  const leftOut: Exported['leftOut'] = []
  const shown = new Set<string>()
  const written = { files: new Set<string>(), ids: new Set<string>(), leftOut: new Set<string>() }
  for await (const doc of storedArticles(payload, slugs)) {
    try {
      const { text, pictures } = await fileOf(payload, doc, names)
      const file = `${places.articles}/${doc.slug}.md`
      await write(folder, file, text)
      for (const id of pictures) shown.add(id)
      written.files.add(file)
      written.ids.add(doc.publicId)
    } catch (error) {
      if (!(error instanceof IncompleteError)) throw error
      written.leftOut.add(doc.publicId)
      leftOut.push({ slug: doc.slug ?? doc.title ?? doc.publicId, reason: error.message })
    }
  }
  const topics = await recordsOf(payload, 'topics')
  await write(
    folder,
    places.topics,
    yamlOf(
      topics.map(({ slug, name, loadCase, description, position }, index) => ({
        ...{ slug, name, loadCase, description },
        ...(position !== positionAt(index) && { position }),
      })),
    ),
  )
  const authors = await recordsOf(payload, 'authors')
  const people = authors.map(({ slug, name, bio, disclosure, links }) => ({
    slug,
    name,
    bio,
    ...(disclosure && { disclosure }),
    ...(links?.length && { links: links.map(({ label, url }) => ({ label, url })) }),
  }))
  await write(folder, places.authors, yamlOf(people))
  const { docs } = await payload.find({
    collection: 'media',
    where: { publicId: { in: [...shown] } },
    sort: 'publicId',
    depth: 0,
    pagination: false,
    overrideAccess: true,
    showHiddenFields: true,
  })
  const list: PictureEntry[] = []
  for (const picture of docs as unknown as StoredPicture[]) list.push(await pictureEntry(folder, picture))
  const articles = written.files.size
  for (const { file } of list) written.files.add(`${places.pictures}/${file}`)
  await removeStale(folder, { ...written, isAll: slugs.length === 0 })
  const entries = [...list, ...(await otherEntries(folder, written.files))]
  entries.sort((one, other) => (one.file < other.file ? -1 : 1))
  if (entries.length > 0) await write(folder, places.pictureList, yamlOf(entries))
  else await rm(join(folder, places.pictureList), { force: true })
  return { articles, pictures: list.length, leftOut }
}
