import { spawnSync } from 'node:child_process'
import { chmodSync, existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { delimiter, join, resolve } from 'node:path'
import { chromium } from 'playwright-core'

const root = resolve(import.meta.dirname, '../..')
const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']
const applications = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
]

/** A place to look, and what to call it. */
export type Place = { name: string; path: string | null }

/** Programs of that name on a search path. */
export function onPath(search: string, wanted: readonly string[], exists: (path: string) => boolean): string[] {
  return wanted
    .flatMap((name) =>
      search
        .split(delimiter)
        .filter(Boolean)
        .map((folder) => join(folder, name)),
    )
    .filter(exists)
}

/** How every browser of the tests is started: as root too, and without calling anybody. */
export const chromiumArgs = ['--no-sandbox', '--disable-background-networking', '--disable-dev-shm-usage']

/**
 * Whether it really draws a page: without its libraries it does not start, and without a font it starts, gives text no
 * height, and crashes on a page of some size.
 * @param settings variables beside those of this process
 */
export async function doesDraw(path: string, settings: Record<string, string> = {}): Promise<boolean> {
  try {
    const env = { ...(process.env as Record<string, string>), ...settings }
    const browser = await chromium.launch({ executablePath: path, args: chromiumArgs, timeout: 30_000, env })
    try {
      const page = await browser.newPage()
      await page.setContent('<p>up</p>', { timeout: 30_000 })
      return (await page.locator('p').evaluate((p) => p.getBoundingClientRect().height)) > 0
    } finally {
      await browser.close()
    }
  } catch {
    return false
  }
}

const inXml = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')

/** Where fonts are: the package's own settings look in folders that only its usual hosts have. */
const fontSettings = (folder: string): string => `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>${inXml(join(folder, 'fonts'))}</dir>
  <dir>/usr/share/fonts</dir>
  <cachedir>${inXml(join(folder, 'fonts-cache'))}</cachedir>
</fontconfig>
`

/**
 * Unpacks the Chromium that npm carries, the libraries it was built with beside it, and a script that starts it with
 * them. Kept for the next time.
 */
function unpack(): string | null {
  const folder = join(root, '.build/chromium')
  const script = join(folder, 'start')
  const packaged = JSON.parse(readFileSync(join(root, 'node_modules/@sparticuz/chromium/package.json'), 'utf8'))
  /** Of the package, and of the script below. */
  const version = `${packaged.version}, 3`
  const stamp = join(folder, 'version')
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === version) return script
  mkdirSync(folder, { recursive: true })
  // The package unpacks its libraries only where it believes to be in a bare container, and into the temporary folder.
  const code = "import('@sparticuz/chromium').then(async ({ default: c }) => console.log(await c.executablePath()))"
  const unpacking = spawnSync(process.execPath, ['--input-type=module', '-e', code], {
    cwd: root,
    env: { ...process.env, TMPDIR: folder, AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs24.x' },
    encoding: 'utf8',
  })
  const program = unpacking.stdout.trim().split('\n').at(-1) ?? ''
  if (unpacking.status !== 0 || !existsSync(program)) return null
  const aside = `${script}.${process.pid}`
  const libraries = join(folder, 'al2023/lib')
  const fonts = join(folder, 'fonts.conf')
  writeFileSync(fonts, fontSettings(folder))
  writeFileSync(
    aside,
    `#!/bin/sh\nLD_LIBRARY_PATH="${libraries}\${LD_LIBRARY_PATH:+:$LD_LIBRARY_PATH}" FONTCONFIG_FILE="\${FONTCONFIG_FILE:-${fonts}}" exec "${program}" "$@"\n`,
  )
  chmodSync(aside, 0o755)
  renameSync(aside, script)
  writeFileSync(stamp, version)
  return script
}

function installedByApt(): string | null {
  if (process.getuid?.() !== 0 || !existsSync('/etc/debian_version')) return null
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  spawnSync('apt-get', ['update'], { env, stdio: 'ignore', timeout: 180_000 })
  spawnSync('apt-get', ['install', '-y', '--no-install-recommends', 'chromium'], {
    env,
    stdio: 'ignore',
    timeout: 600_000,
  })
  return '/usr/bin/chromium'
}

/**
 * Takes the first place whose browser starts. Places are asked in order, the costly ones only when it comes to them.
 * @throws Error that says where was looked and what to do
 */
export async function firstThatStarts(
  places: (() => Place | Promise<Place>)[],
  starts: (path: string) => boolean | Promise<boolean>,
): Promise<string> {
  const tried: string[] = []
  for (const ask of places) {
    const { name, path } = await ask()
    if (path && (await starts(path))) return path
    tried.push(`${name}: ${path ? `${path} does not start, or finds no font` : 'none'}`)
  }
  throw new Error(
    `No Chromium was found for the browser tests (${tried.join('; ')}). Install one, or set CHROMIUM_PATH to one that starts.`,
  )
}

/**
 * Finds a Chromium that starts, and installs one if it must: CHROMIUM_PATH, Playwright's own, the system's, the one that
 * npm carries, Debian's.
 * @returns absolute path
 */
export async function findChromium(): Promise<string> {
  const given = process.env.CHROMIUM_PATH
  if (given) {
    if (await doesDraw(given)) return given
    throw new Error(
      `CHROMIUM_PATH is ${given}, and that does not start, or finds no font to draw with: correct it, or unset it to let one be found.`,
    )
  }
  const present = (path: string) => (existsSync(path) ? path : null)
  const system = [
    ...onPath(process.env.PATH ?? '', names, existsSync),
    ...applications.filter((path) => existsSync(path)),
  ]
  return firstThatStarts(
    [
      () => ({ name: "Playwright's own", path: present(chromium.executablePath()) }),
      ...(system.length > 0 ? system : [null]).map((path) => () => ({ name: 'the system', path })),
      () => ({ name: 'npm', path: unpack() }),
      () => ({ name: 'apt-get', path: installedByApt() }),
    ],
    doesDraw,
  )
}
