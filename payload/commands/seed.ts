import { resolve } from 'node:path'
import { cms } from '../cms.ts'
import { importFolder } from '../content/import-folder.ts'

/**
 * Puts the publication's own articles into the CMS: `node payload/commands/seed.ts [--if-empty]`.
 * Run twice it changes nothing. With `--if-empty` it does nothing when there is an article already.
 */
const folder = resolve(import.meta.dirname, '../../seeds')

async function seed(): Promise<string> {
  const payload = await cms()
  if (process.argv.includes('--if-empty')) {
    const { totalDocs } = await payload.count({ collection: 'articles', trash: true })
    if (totalDocs > 0) return `unchanged: ${totalDocs} articles are here`
  }
  const { articles, records } = await importFolder(payload, folder, { actor: 'system:seed' })
  const all = [...articles, ...records]
  const count = (wanted: string): number => all.filter(({ outcome }) => outcome === wanted).length
  return `${count('created')} created, ${count('updated')} updated, ${count('unchanged')} unchanged`
}

try {
  process.stdout.write(`Seeds: ${await seed()}.\n`)
  process.exit(0)
} catch (error) {
  process.stderr.write(`The seeds were not imported: ${error instanceof Error ? error.message : String(error)}\n`)
  process.exit(1)
}
