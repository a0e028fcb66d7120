import { readdir, rm, stat } from 'node:fs/promises'
import type { Payload } from 'payload'
import { env } from '#platform/env.ts'
import { log } from '#platform/log.ts'
import { asideEnding } from '#platform/write-aside.ts'
import { givenName, pathOf } from './picture-store.ts'

const dayMs = 24 * 60 * 60 * 1000
const isPart = (name: string): boolean => name.endsWith(asideEnding)

/** Names of files that the store made and that are older than a day. What else lies in the folder is somebody else's. */
async function oldFiles(now: number): Promise<string[]> {
  const entries = await readdir(env().MEDIA_DIR, { withFileTypes: true }).catch(() => [])
  const old: string[] = []
  for (const entry of entries) {
    if (!entry.isFile() || !(givenName.test(entry.name) || isPart(entry.name))) continue
    const { mtimeMs } = await stat(pathOf(entry.name))
    if (now - mtimeMs > dayMs) old.push(entry.name)
  }
  return old
}

/** A picture and its smaller copies have one stem, given once. */
const stemOf = (name: string): string => givenName.exec(name)?.[1] ?? name
const extensions = ['jpg', 'png', 'webp']

/** Those of these stems that no row names. */
async function withoutRow(payload: Payload, stems: string[]): Promise<Set<string>> {
  const unnamed = new Set<string>()
  for (let at = 0; at < stems.length; at += 200) {
    const asked = stems.slice(at, at + 200)
    const names = asked.flatMap((stem) => extensions.map((extension) => `${stem}.${extension}`))
    const { docs } = await payload.find({
      collection: 'media',
      where: { filename: { in: names } },
      select: { filename: true },
      depth: 0,
      pagination: false,
      overrideAccess: true,
    })
    const named = new Set(docs.map((doc) => stemOf((doc as { filename?: string | null }).filename ?? '')))
    for (const stem of asked) if (!named.has(stem)) unnamed.add(stem)
  }
  return unnamed
}

/** From so many on, waste that outweighs what is in use is not believed. */
const manyPictures = 10

/** Whether this is rather the folder, or the database, of another installation; the log says so then. */
function isDoubtful(unnamed: number, pictures: number): boolean {
  const isMany = unnamed >= manyPictures
  const isAll = unnamed > 0 && unnamed === pictures
  if (!isAll && !(isMany && unnamed > pictures / 2)) return false
  // A few are what is left when the only pictures were deleted: no reason to wake anybody.
  log()[isMany ? 'warn' : 'info'](
    { folder: env().MEDIA_DIR, unnamed, pictures },
    'most pictures here are named by no row, so none was removed: check MEDIA_DIR and DATABASE_URL, and if both are right, move those pictures away by hand',
  )
  return true
}

/**
 * Removes pictures that no row names, with their smaller copies, that are older than a day: what a replaced or deleted picture left, and what a
 * process that was killed in the middle did. Removes nothing when the database knows none of the pictures, or when ten or
 * more, and more than half, would go.
 * @returns how many files were removed
 */
export async function sweepPictures(payload: Payload, now = Date.now()): Promise<number> {
  const old = await oldFiles(now)
  const stems = [...new Set(old.filter((name) => !isPart(name)).map(stemOf))]
  const unnamed = await withoutRow(payload, stems)
  if (isDoubtful(unnamed.size, stems.length)) return 0
  const waste = old.filter((name) => isPart(name) || unnamed.has(stemOf(name)))
  for (const name of waste) await rm(pathOf(name), { force: true })
  return waste.length
}

const firstSweepMs = 10 * 60 * 1000
const sweepEveryMs = 6 * 60 * 60 * 1000

/** Sweeps now and then for as long as this process lives; commands end long before the first time. */
export function keepSwept(payload: Payload): void {
  const sweep = () => {
    sweepPictures(payload).then(
      (removed) => removed > 0 && log().info({ removed }, 'removed pictures that nothing names any more'),
      (error: unknown) => log().warn({ err: error }, 'pictures that nothing names could not be removed'),
    )
  }
  setTimeout(sweep, firstSweepMs).unref()
  setInterval(sweep, sweepEveryMs).unref()
}
