import { readdirSync } from 'node:fs'
import { basename, resolve } from 'node:path'

/** Names of the migrations that this code comes with, oldest first, as the database remembers those that ran. */
export function knownMigrations(folder = resolve(import.meta.dirname, '../migrations')): string[] {
  return readdirSync(folder)
    .filter((name) => /^\d{8}_\d{6}_.*\.ts$/.test(name))
    .map((name) => basename(name, '.ts'))
    .sort()
}
