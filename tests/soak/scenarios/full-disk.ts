import { spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { appendFileSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import sharp from 'sharp'
import { openEstate } from '../estate.ts'
import { read } from '../readers.ts'
import { Faults, type Scenario } from '../scenario.ts'

/** A mount of its own needs no rights where an ordinary user may make a namespace, and none at all as root. */
const namespace = process.getuid?.() === 0 ? ['unshare', '-m'] : ['unshare', '-U', '-r', '-m']
const inside = ['sh', '-c', 'mount -t tmpfs -o size=1m tmpfs "$MEDIA_DIR" && exec "$@"', 'sh']

async function picture(): Promise<FormData> {
  const raw = { width: 300, height: 300, channels: 3 as const }
  // Noise does not compress: about 270 kB.
  const png = await sharp(randomBytes(300 * 300 * 3), { raw })
    .png()
    .toBuffer()
  const form = new FormData()
  form.set('_payload', JSON.stringify({ alt: 'Noise' }))
  form.set('file', new Blob([new Uint8Array(png)], { type: 'image/png' }), 'noise.png')
  return form
}

function fill(folder: string): void {
  try {
    for (;;) appendFileSync(join(folder, 'filler'), Buffer.alloc(16_384))
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error
  }
}

export const fullDisk: Scenario = {
  name: 'the disk for uploads is full',
  async run({ run }) {
    const can = spawnSync(namespace[0] ?? '', [...namespace.slice(1), 'sh', '-c', 'mount -t tmpfs tmpfs /mnt'])
    if (can.status !== 0)
      return { figures: '', faults: [], notRun: 'this system lets nobody mount a small disk (unshare is refused)' }
    const faults = new Faults()
    const estate = await openEstate(run, { name: 'full-disk', webWithin: [...namespace, ...inside] })
    try {
      const disk = join('/proc', String(estate.webs[0]?.pid), 'root', estate.mediaFolder)
      const editor = await estate.editor()
      const rows = async () =>
        (await estate.owner.query<{ filename: string }>('select filename from media order by id')).rows.map(
          ({ filename }) => filename,
        )
      const files = () => readdirSync(disk).filter((name) => name !== 'filler')
      const first = await editor.send('POST', '/api/media', await picture())
      faults.unless(first.status === 201, `the first upload was answered ${first.status}: ${first.words}`)
      const kept = await rows()

      fill(disk)
      for (const [method, path] of [
        ['POST', '/api/media'],
        ['PATCH', `/api/media/${first.doc?.id}`],
      ] as const) {
        const refused = await editor.send(method, path, await picture())
        faults.unless(refused.status === 507, `${method} was answered ${refused.status}: ${refused.words}`)
        faults.unless(/disk .* full/.test(refused.words), `the editor read “${refused.words}”`)
      }
      faults.unless(String(await rows()) === String(kept), 'a row was left of an upload that was refused')
      faults.unless(String(files()) === String(kept), `files were left: ${files().join(', ')}`)
      const shown = await editor.send('GET', `/api/media/file/${kept[0]}`)
      faults.unless(shown.status === 200, `the picture that was there is answered ${shown.status}`)
      faults.unless((await read(estate.origins[0] ?? '', '/')).status === 200, 'the home page is not shown')

      rmSync(join(disk, 'filler'))
      const replaced = await editor.send('PATCH', `/api/media/${first.doc?.id}`, await picture())
      faults.unless(
        replaced.status === 200,
        `with space again PATCH was answered ${replaced.status}: ${replaced.words}`,
      )
      const second = await editor.send('POST', '/api/media', await picture())
      faults.unless(second.status === 201, `with space again POST was answered ${second.status}: ${second.words}`)
      for (const name of await rows()) faults.unless(files().includes(name), 'a row names a file that is not there')
      return {
        figures: '2 uploads refused with 507, nothing left of them; 2 kept once there was space',
        faults: faults.list(),
      }
    } finally {
      await estate.close()
    }
  },
}
