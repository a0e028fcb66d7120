import { createHash } from 'node:crypto'
import { readdir, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import { fileTypeFromBuffer } from 'file-type'
import { visit } from 'unist-util-visit'
import { acceptPicture } from '#collections/media/accept-upload.ts'
import { type ArticleDocument, DocumentError, parseDocument } from '#publication/article/index.ts'
import { ContentError } from './content-error.ts'
import { type AuthorEntry, fileSchemas, type PictureEntry, places, readYaml, type TopicEntry } from './files.ts'

/** An article's file: its name in the folder, what it says, and its text. */
export type ArticleFile = { file: string; document: ArticleDocument; source: string }

/** A picture's file with its public id: the one in its name, else one made from its bytes. `entry` is null where the list has none. */
export type PictureFile = {
  file: string
  id: string
  extension: string
  data: Buffer
  alt: string
  entry: PictureEntry | null
}

/** Everything that a folder of content holds. `null` where there is no such file. */
export type ContentFolder = {
  topics: TopicEntry[] | null
  authors: AuthorEntry[] | null
  articles: ArticleFile[]
  /** By the address that articles give them, such as `media/m_01….png`. */
  pictures: Map<string, PictureFile>
}

async function textOf(folder: string, file: string): Promise<string | null> {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(await readFile(join(folder, file)))
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
    const reason =
      error instanceof TypeError
        ? 'it is not UTF-8; save it as UTF-8'
        : `it cannot be read: ${(error as Error).message}`
    throw new ContentError(file, null, reason)
  }
}

async function readArticle(folder: string, name: string): Promise<ArticleFile> {
  const file = `${places.articles}/${name}`
  const source = await textOf(folder, file)
  if (source === null) throw new ContentError(file, null, 'there is no such file')
  try {
    return { file, document: parseDocument(source, file), source }
  } catch (error) {
    if (error instanceof DocumentError) throw new ContentError(error.file, error.line, error.reason)
    throw error
  }
}

const digits = '0123456789abcdefghjkmnpqrstvwxyz'

/** What the list says of a picture, whatever its file is called. */
const saidIn = (entry: PictureEntry | null) => entry && { ...entry, file: null }

/** The same bytes have the same id, so that importing them twice makes one picture. */
function idOf(name: string, data: Buffer): string {
  const named = /^(m_[0-9a-hjkmnp-tv-z]{26})\.\w+$/.exec(name)?.[1]
  if (named) return named
  const hash = createHash('sha256').update(data).digest()
  return `m_0${Array.from(hash.subarray(0, 25), (byte) => digits[byte % 32]).join('')}`
}

const extensions: Record<string, string> = { 'image/jpeg': 'jpg', 'image/png': 'png', 'image/webp': 'webp' }

async function readPictures(folder: string, articles: ArticleFile[]): Promise<Map<string, PictureFile>> {
  const text = await textOf(folder, places.pictureList)
  const entries = text === null ? [] : readYaml(places.pictureList, text, fileSchemas.pictures)
  const known = new Map(entries.map((entry) => [`media/${entry.file}`, entry]))
  const pictures = new Map<string, PictureFile>()
  for (const { file, document, source } of articles) {
    const shown: { url: string; alt: string }[] = []
    visit(document.body, 'image', ({ url, alt }) => {
      shown.push({ url: url.replace(/^\.\//, ''), alt: alt ?? '' })
    })
    for (const { url, alt } of shown) {
      if (pictures.has(url)) continue
      const at = source.slice(0, source.indexOf(url)).split('\n').length
      if (url.startsWith('/'))
        throw new ContentError(file, at, `the picture ${url} is an address of a site; put its file beside the article`)
      const data = await readFile(join(folder, places.articles, url)).catch(() => null)
      if (!data) throw new ContentError(file, at, `the picture ${url} is not in the folder`)
      const type = await fileTypeFromBuffer(data)
      const extension = extensions[type?.mime ?? '']
      if (!extension) throw new ContentError(file, at, `the picture ${url} is not a JPEG, PNG or WebP`)
      const name = url.slice(url.lastIndexOf('/') + 1)
      const entry = known.get(url) ?? null
      const words = entry?.alt ?? alt
      if (words === '')
        throw new ContentError(file, at, `the picture ${url} has no alternative text; write ![what it shows](${url})`)
      // As it will be kept, so that the same file brought again is known to be the same.
      const accepted = await acceptPicture(data, true).catch((error: Error) => {
        throw new ContentError(`${places.articles}/${url}`, null, error.message)
      })
      const kept = { id: idOf(name, data), extension, data: accepted.data }
      for (const [other, known] of pictures)
        if (
          known.id === kept.id &&
          !(known.data.equals(kept.data) && isDeepStrictEqual(saidIn(known.entry), saidIn(entry)))
        )
          throw new ContentError(
            file,
            at,
            `the picture ${url} is kept as the same one as ${other}; use one of them twice, or give this one another name`,
          )
      pictures.set(url, { file: `${places.articles}/${url}`, ...kept, alt: words, entry })
    }
  }
  return pictures
}

function refuseTwice(articles: ArticleFile[]): void {
  const seen = new Map<string, string>()
  for (const { file, document } of articles) {
    for (const key of [`slug ${document.slug}`, ...(document.id ? [`id ${document.id}`] : [])]) {
      const other = seen.get(key)
      if (other) throw new ContentError(file, 1, `it has the same ${key} as ${other}`)
      seen.set(key, file)
    }
  }
}

/**
 * Reads and checks a folder of content; nothing of it is written anywhere.
 * @param slugs which articles; all when there are none
 * @throws ContentError for the first thing that is wrong
 */
export async function readFolder(folder: string, slugs: string[]): Promise<ContentFolder> {
  const isFolder = await stat(folder).then(
    (found) => found.isDirectory(),
    () => false,
  )
  if (!isFolder) throw new ContentError(folder, null, 'there is no such folder')
  const names = await readdir(join(folder, places.articles)).catch(() => [] as string[])
  const files = names.filter((name) => name.endsWith('.md')).sort()
  if (files.length === 0)
    throw new ContentError(folder, null, `there are no articles in it; they lie in ${places.articles}/*.md`)
  const all = await Promise.all(files.map((name) => readArticle(folder, name)))
  refuseTwice(all)
  const missing = slugs.filter((slug) => !all.some(({ document }) => document.slug === slug))
  if (missing.length > 0) throw new ContentError(folder, null, `there is no article “${missing.join('”, “')}” in it`)
  const articles = slugs.length > 0 ? all.filter(({ document }) => slugs.includes(document.slug)) : all
  const [topics, authors] = await Promise.all([textOf(folder, places.topics), textOf(folder, places.authors)])
  return {
    topics: topics === null ? null : readYaml(places.topics, topics, fileSchemas.topics),
    authors: authors === null ? null : readYaml(places.authors, authors, fileSchemas.authors),
    articles,
    pictures: await readPictures(folder, articles),
  }
}
