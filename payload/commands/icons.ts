import { readFile, writeFile } from 'node:fs/promises'
import { drawIcon, icons } from '../icons/draw-icons.ts'

/** Draws the icons of `public/site.webmanifest` from the mark: `node payload/commands/icons.ts`, when the mark has changed. */
const mark = await readFile('public/favicon.svg', 'utf8')
for (const icon of icons) await writeFile(`public/${icon.file}`, await drawIcon(mark, icon))
process.stdout.write(`Drew ${icons.length} icons from public/favicon.svg.\n`)
