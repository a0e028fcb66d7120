import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import canonicalize from 'canonicalize'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { publicKeyOf, signCheckpoint } from '#publication/journal/checkpoint.ts'
import { runNode } from '../../../support/run-node.ts'
import { chained, lineOf } from './rows.ts'

const seed = 'a'.repeat(64)
const entry = (actor: string) => canonicalize({ at: '2026-11-24T12:00:00.000Z', verb: 'v', subject: 's', actor }) ?? ''
const rows = chained(['é', 'b', '\u{1f6a2}', 'd'].map(entry))
const text = rows.map(lineOf).join('')
const lines = text.trimEnd().split('\n')
const checkpointOf = (seq: number, key = seed) =>
  JSON.stringify(
    signCheckpoint(key, {
      at: '2026-11-24T12:00:01.000Z',
      hash: rows[seq - 1]?.hash ?? 'e'.repeat(64),
      origin: 'https://example.org',
      seq,
      version: 1,
    }),
  )

let folder = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'offline-'))
})
afterAll(() => rmSync(folder, { recursive: true }))

const put = (name: string, content: string | Uint8Array): string => {
  const file = join(folder, name)
  writeFileSync(file, content)
  return file
}

const run = (args: string[], input = '') => runNode('publication/journal/verify-offline.mjs', args, { input })
const verifyText = (content: string | Uint8Array, ...more: string[]) => run([put('export.ndjson', content), ...more])

describe('the file that verifies an export', () => {
  it('holds a good one, and says what it has not shown', async () => {
    const { code, said } = await verifyText(text)
    expect(said).toContain(`4 entries, 2026-11-24T12:00:00.000Z to 2026-11-24T12:00:00.000Z, head 4 ${rows[3]?.hash}`)
    expect(said).toContain('No checkpoint was given')
    expect(said.trimEnd().endsWith('It holds.')).toBe(true)
    expect(code).toBe(0)
  })

  it('takes checkpoints from a file, a folder and standard input, and keys that are pinned', async () => {
    const file = put('one.json', checkpointOf(2))
    const unpinned = await verifyText(text, '--checkpoint', file)
    expect(unpinned.said).toContain('proves only that those which name it were made by the same hand')
    expect(unpinned.said).toContain('No checkpoint covers what comes after entry 2')
    expect(unpinned.code).toBe(0)
    const key = publicKeyOf(seed).publicKey
    const piped = await run([put('e', text), '--checkpoint', '-', '--checkpoint', file, '--key', key], checkpointOf(4))
    expect(piped.said).toContain('2 of 2 checkpoints match')
    expect(piped.said).not.toContain('No key was pinned')
    expect(piped.code).toBe(0)
    const other = await verifyText(text, '--checkpoint', file, '--key', publicKeyOf('b'.repeat(64)).publicKey)
    expect(other.said).toContain('which is not a pinned one')
    expect(other.code).toBe(1)
  })

  it.each([
    ['a line that is not JSON', lines.with(1, '{"seq":').join('\n'), 'Line 2 is not JSON'],
    ['an empty line', `${lines[0]}\n\n${lines.slice(1).join('\n')}\n`, 'Line 2 is empty'],
    ['a missing line', lines.toSpliced(1, 1).join('\n'), 'Entry 3 (line 2): entry 2 is missing before it'],
    ['a line twice', lines.toSpliced(1, 0, lines[1] ?? '').join('\n'), 'Entry 2 (line 3): entry 3 should stand here'],
    ['a last line cut off', text.slice(0, -20), 'Line 4 is cut off: the file was not written to its end'],
    ['no line at all', '', 'The file is empty'],
    ['another object', '{"seq":1}\n', 'Line 1 is not {"seq","previous","hash","entry"}'],
    ['a number as text', `${lines[0]?.replace('"seq":1', '"seq":"1"')}\n`, 'Line 1 has no whole number as "seq"'],
    ['a list', '[1]\n', 'Line 1 is not {"seq","previous","hash","entry"}'],
    ['a changed entry', text.replace('\\"b\\"', '\\"c\\"'), 'Entry 2 (line 2): its hash does not fit its text'],
  ])('refuses %s', async (_, content, why) => {
    const { code, said } = await verifyText(content)
    expect(said).toContain(why)
    expect(said).toContain('It does not hold')
    expect(code).toBe(1)
  })

  it('refuses bytes that are not UTF-8', async () => {
    const { code, said } = await verifyText(Buffer.concat([Buffer.from(text), Buffer.from([0xff, 10])]))
    expect(said).toContain('Line 5 is not UTF-8')
    expect(code).toBe(1)
  })

  it('reads CRLF, a byte order mark and a last line without its end, and says what it saw', async () => {
    const { code, said } = await verifyText(`\uFEFF${text.trimEnd().replaceAll('\n', '\r\n')}`)
    expect(said).toContain('lines end in CRLF')
    expect(code).toBe(0)
  })

  it('refuses a cut end and another history by a checkpoint', async () => {
    const file = put('four.json', checkpointOf(4))
    const cut = await verifyText(lines.slice(0, 3).join('\n'), '--checkpoint', file)
    expect(cut.code).toBe(1)
    const anew = chained(['é', 'x', '\u{1f6a2}', 'd'].map(entry)).map(lineOf).join('')
    expect((await verifyText(anew)).code).toBe(0)
    const seen = await verifyText(anew, '--checkpoint', file)
    expect(seen.said).toContain('saw another hash here')
    expect(seen.code).toBe(1)
  })

  it('calls a checkpoint of after the export not provable, which is neither a fault nor a proof', async () => {
    const file = put('newer.json', checkpointOf(4))
    const older = await verifyText(lines.slice(0, 3).join('\n'), '--checkpoint', file)
    expect(older.said).toContain('Entry 4: not provable with this export, which ends at 3')
    expect(older.said).toContain('is older than the checkpoint (ask for a newer one), or its end was cut off')
    expect(older.said).toContain(
      'It is not shown to hold: what is there does, but 1 checkpoint reached beyond its end.',
    )
    expect(older.said).not.toContain('does not hold')
    expect(older.code).toBe(1)
    const changed = await verifyText(lines.slice(1, 3).join('\n'), '--checkpoint', file)
    expect(changed.said).toContain('It does not hold: 2 faults.')
    expect((await verifyText(text, '--checkpoint', file)).code).toBe(0)
    const gap = await verifyText(lines.toSpliced(1, 1).join('\n'), '--checkpoint', put('two.json', checkpointOf(2)))
    expect(gap.said).toContain('Entry 2: the checkpoint of 2026-11-24T12:00:01.000Z saw it, and it is not there')
  })

  it('refuses a checkpoint that is none', async () => {
    const broken = checkpointOf(2).replace(/"signature":"..../, '"signature":"AAAA')
    const { code, said } = await verifyText(text, '--checkpoint', put('broken.json', broken))
    expect(said).toContain('broken.json is no checkpoint to rely on: its signature does not hold')
    expect(code).toBe(1)
  })

  it.each([
    [['--checkpoint'], 'needs a value after it'],
    [['--what'], 'is not known here'],
    [[], 'Name one export to verify'],
    [['no-such-file.ndjson'], 'no such file'],
    [['x', '--key', 'short'], 'is no public key'],
  ])('could not look: %j', async (args, why) => {
    const { code, said } = await run(args)
    expect(said).toContain(why)
    expect(code).toBe(2)
  })
})
