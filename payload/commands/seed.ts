import { readdir, readFile } from 'node:fs/promises'
import { basename, resolve } from 'node:path'
import { parse } from 'yaml'
import { type DocumentError, parseDocument } from '#publication/article/index.ts'
import { cms } from '../cms.ts'
import { importArticle } from '../content/import-article.ts'
import { authorsFileSchema, importRecord, topicsFileSchema } from '../content/import-records.ts'

/**
 * Puts the publication's own articles into the CMS: `node payload/commands/seed.ts [--if-empty]`.
 * Run twice it changes nothing. With `--if-empty` it does nothing when there is an article already.
 */
const folder = resolve(import.meta.dirname, '../../seeds')
const actor = 'system:seed'
const count = { created: 0, updated: 0, unchanged: 0 }

const yamlOf = async (name: string): Promise<unknown> => parse(await readFile(resolve(folder, name), 'utf8'))

async function seed(): Promise<string> {
  const payload = await cms()
  if (process.argv.includes('--if-empty')) {
    const { totalDocs } = await payload.count({ collection: 'articles', trash: true })
    if (totalDocs > 0) return `unchanged: ${totalDocs} articles are here`
  }
  const topics = topicsFileSchema.parse(await yamlOf('topics.yaml'))
  for (const [index, topic] of topics.entries())
    count[await importRecord(payload, 'topics', { ...topic, position: (index + 1) * 10 }, actor)]++
  for (const author of authorsFileSchema.parse(await yamlOf('authors.yaml')))
    count[await importRecord(payload, 'authors', { ...author, disclosure: author.disclosure ?? null }, actor)]++
  const files = (await readdir(resolve(folder, 'articles'))).filter((name) => name.endsWith('.md')).sort()
  const documents = await Promise.all(
    files.map(async (name) => parseDocument(await readFile(resolve(folder, 'articles', name), 'utf8'), basename(name))),
  )
  for (const document of documents) count[await importArticle(payload, document, actor)]++
  return `${count.created} created, ${count.updated} updated, ${count.unchanged} unchanged`
}

try {
  process.stdout.write(`Seeds: ${await seed()}.\n`)
  process.exit(0)
} catch (error) {
  const { file, line, reason } = error as Partial<DocumentError>
  const message = file ? `${file}:${line}: ${reason}` : error instanceof Error ? error.message : String(error)
  process.stderr.write(`The seeds were not imported: ${message}\n`)
  process.exit(1)
}
