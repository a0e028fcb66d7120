import { z } from 'zod'
import { Refusal } from '../start/terminal.mjs'

/** Grows when a reader of before could not read what is written now. */
export const formatVersion = 1

export const markName = 'backup.json'
export const manifestName = 'manifest.json'

const sha256 = z.string().regex(/^[0-9a-f]{64}$/)
/** Goes into a path: nothing that leads elsewhere, nothing hidden. */
export const plainName = z.string().regex(/^[^./\\\0][^/\\\0]*$/, 'is not a plain file name')

const markSchema = z.looseObject({ publicationBackup: z.int().min(1), madeAt: z.string() })

/** The first thing in a backup: says whose it is, and whether the rest can be read. */
export type Mark = { publicationBackup: number; madeAt: string }

const tableSchema = z.strictObject({
  schema: z.string(),
  name: z.string(),
  columns: z.array(z.string()).min(1),
  rows: z.int().min(0),
  bytes: z.int().min(0),
  /** Of the whole table as COPY text. */
  sha256,
})
const sequenceSchema = z.strictObject({
  schema: z.string(),
  name: z.string(),
  /** As text, because it may be larger than a number holds. */
  lastValue: z.string().regex(/^-?\d+$/),
  isCalled: z.boolean(),
})
const fileSchema = z.strictObject({ folder: z.string(), name: plainName, bytes: z.int().min(0), sha256 })

const manifestSchema = z.strictObject({
  format: z.literal(formatVersion),
  madeAt: z.iso.datetime(),
  software: z.string(),
  postgres: z.string(),
  /** Names of the migrations that had run, oldest first. */
  migrations: z.array(z.string()).min(1),
  /** Numbers of the queue's own migrations; none when the queue was not installed. */
  queueMigrations: z.array(z.int()),
  /** Newest entry of the journal; null in a database of before the journal. */
  journal: z.strictObject({ seq: z.string(), hash: sha256 }).nullable(),
  /** What did not hold in the journal when the backup was made; left out when all did. */
  journalProblem: z.string().optional(),
  tables: z.array(tableSchema),
  sequences: z.array(sequenceSchema),
  files: z.array(fileSchema),
  /** Files that the database names and that were not there; the backup was told to go on without them. */
  missing: z.array(z.strictObject({ folder: z.string(), name: plainName })),
})

/** What is in a backup; its last entry, because it is known last. */
export type Manifest = z.infer<typeof manifestSchema>
export type TableRecord = z.infer<typeof tableSchema>
export type FileRecord = z.infer<typeof fileSchema>

function parsed(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString('utf8'))
  } catch {
    return null
  }
}

/**
 * Reads the first entry.
 * @throws Refusal when the file is not one of ours, or of a format that this code does not know
 */
export function readMark(bytes: Buffer, file: string): Mark {
  const mark = markSchema.safeParse(parsed(bytes))
  if (!mark.success) throw new Refusal(`${file} is not a backup of this publication.`)
  if (mark.data.publicationBackup > formatVersion)
    throw new Refusal(
      `${file} was made by a newer version: its format is ${mark.data.publicationBackup}, and this version reads ${formatVersion}. Restore it with the version that made it, or a later one.`,
    )
  return mark.data
}

/** @throws Refusal naming what is wrong in it */
export function readManifest(bytes: Buffer, file: string): Manifest {
  const manifest = manifestSchema.safeParse(parsed(bytes))
  if (manifest.success) return manifest.data
  const problems = manifest.error.issues.map(({ path, message }) => `${path.join('.')} ${message}`).slice(0, 3)
  throw new Refusal(`${file} is damaged: its ${manifestName} cannot be read (${problems.join('; ')}).`)
}
