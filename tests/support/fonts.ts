import { mkdirSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'

const root = resolve(import.meta.dirname, '../..')

const inXml = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')

/**
 * Settings by which a browser on Linux finds, beside the fonts of the machine, those that its readers have: Tinos and
 * Arimo measure like Times New Roman and Arial. Without them a page in its fallback faces would be another page on each
 * machine.
 * @returns path of the file with the settings
 */
export function fontSettings(): string {
  const folder = join(root, '.build/fonts')
  mkdirSync(folder, { recursive: true })
  const file = join(folder, 'fonts.conf')
  const folders = [
    join(root, 'node_modules/@expo-google-fonts'),
    join(root, '.build/chromium/fonts'),
    '/usr/share/fonts',
  ]
  const lines = folders.map((each) => `  <dir>${inXml(each)}</dir>`)
  writeFileSync(
    file,
    `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <include ignore_missing="yes">/etc/fonts/fonts.conf</include>
${lines.join('\n')}
  <cachedir>${inXml(join(folder, 'fonts-cache'))}</cachedir>
</fontconfig>
`,
  )
  return file
}
