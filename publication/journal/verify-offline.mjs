#!/usr/bin/env node
/**
 * Verifies an export of the journal, without a server and without the project: this file needs Node 20 or later.
 *
 *   node verify-offline.mjs EXPORT.ndjson [--checkpoint FILE|FOLDER|-]… [--key PUBLIC_KEY]…
 *
 * Ends with 0 when the journal holds, 1 when it does not or is not shown to, 2 when it could not be looked at. It shares no code with the
 * project on purpose: it is a second reading of the format in docs/api.md, and holds one line of the export at a time.
 */
import { createHash, createPublicKey, verify } from 'node:crypto'
import { createReadStream, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'

const longestLine = 16 * 1024 * 1024
const mostShown = 40
const usage = 'Usage: node verify-offline.mjs EXPORT.ndjson [--checkpoint FILE|FOLDER|-]… [--key PUBLIC_KEY]…'

class UsageError extends Error {}

const faults = { count: 0, lines: [] }
function fault(text) {
  faults.count += 1
  if (faults.lines.length < mostShown) faults.lines.push(`✗ ${text}`)
}

const sha256 = (data) => createHash('sha256').update(data).digest('hex')
const short = (hash) => `${String(hash).slice(0, 12)}…`

/** RFC 8785. A string with half a surrogate pair has no canonical form: it throws. */
function canonical(value) {
  if (typeof value === 'string' && /\p{Surrogate}/u.test(value)) throw new TypeError('half a surrogate pair')
  if (value === null || typeof value !== 'object') return JSON.stringify(value)
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  // The default order is that of UTF-16 code units, as the RFC wants it.
  const members = Object.keys(value).sort()
  return `{${members.map((name) => `${canonical(name)}:${canonical(value[name])}`).join(',')}}`
}

const tried = (work) => {
  try {
    return work()
  } catch {
    return undefined
  }
}
const isCanonical = (value, text) => tried(() => canonical(value)) === text
const parsed = (text) => tried(() => JSON.parse(text))

const isObject = (value) => typeof value === 'object' && value !== null && !Array.isArray(value)
const hasOnly = (value, names) => isObject(value) && Object.keys(value).sort().join() === [...names].sort().join()

/** Lines of a file as text, with what ended them; `text` is null for bytes that are not UTF-8. */
async function* linesOf(file) {
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })
  let parts = []
  let length = 0
  const line = (end) => {
    const bytes = Buffer.concat(parts, length)
    parts = []
    length = 0
    const isCrlf = end === '\n' && bytes.at(-1) === 13
    try {
      return { text: decoder.decode(isCrlf ? bytes.subarray(0, -1) : bytes), isCrlf, isCut: end === '' }
    } catch {
      return { text: null, isCrlf, isCut: end === '' }
    }
  }
  for await (const chunk of createReadStream(file)) {
    let start = 0
    for (let at = chunk.indexOf(10); at !== -1; at = chunk.indexOf(10, start)) {
      parts.push(chunk.subarray(start, at))
      length += at - start
      start = at + 1
      yield line('\n')
    }
    if (start < chunk.length) {
      parts.push(chunk.subarray(start))
      length += chunk.length - start
    }
    if (length > longestLine)
      throw new UsageError(`${file} has a line of more than 16 MiB: it is no export of a journal.`)
  }
  if (length > 0) yield line('')
}

/** Why a line is no row of a journal; null when it is one. */
function rowProblem({ text, isCut }, row) {
  if (text === null) return 'is not UTF-8'
  if (text.trim() === '') return 'is empty'
  if (row === undefined) return isCut ? 'is cut off: the file was not written to its end' : 'is not JSON'
  if (!hasOnly(row, ['seq', 'previous', 'hash', 'entry'])) return 'is not {"seq","previous","hash","entry"}'
  if (!Number.isSafeInteger(row.seq)) return 'has no whole number as "seq"'
  if (![row.previous, row.hash, row.entry].every((value) => typeof value === 'string'))
    return 'has something else than text as "previous", "hash" or "entry"'
  return null
}

function orderProblem(seq, expected) {
  if (seq === expected) return null
  if (seq < 1) return 'this is no number of an entry'
  if (seq < expected) return `entry ${expected} should stand here: the order was changed, or an entry stands twice`
  if (seq === expected + 1) return `entry ${expected} is missing before it`
  return `entries ${expected} to ${seq - 1} are missing`
}

function entryProblem(text) {
  const entry = parsed(text)
  if (entry === undefined) return 'its text is not JSON'
  if (!isObject(entry)) return 'its text is not a JSON object'
  if (!isCanonical(entry, text)) return 'its text is not canonical JSON (RFC 8785)'
  if (typeof entry.at !== 'string') return 'it does not say when'
  if (['verb', 'subject', 'actor'].every((name) => typeof entry[name] === 'string')) return null
  return 'it does not say what was done, to what, and by whom'
}

const none = { matched: 0, coveredTo: 0, beyond: 0 }

/** Walks the export. @param claims checkpoints by number; those that are met are taken out */
async function walk(file, claims) {
  const seen = { entries: 0, seq: 0, hash: '0'.repeat(64), firstAt: '', lastAt: '', isCrlf: false, ...none }
  let number = 0
  for await (const line of linesOf(file)) {
    number += 1
    if (number === 1 && line.text?.startsWith('\uFEFF')) line.text = line.text.slice(1)
    seen.isCrlf ||= line.isCrlf
    const row = line.text === null ? undefined : parsed(line.text)
    const problem = rowProblem(line, row)
    if (problem !== null) {
      fault(`Line ${number} ${problem}.`)
      continue
    }
    const say = (text) => text !== null && fault(`Entry ${row.seq} (line ${number}): ${text}`)
    const misplaced = orderProblem(row.seq, seen.seq + 1)
    if (misplaced !== null) say(misplaced)
    else if (row.previous !== seen.hash)
      say(`it names ${short(row.previous)} as the hash before it, which is ${short(seen.hash)}`)
    if (sha256(`${row.previous}\n${row.seq}\n${row.entry}`) !== row.hash)
      say('its hash does not fit its text: the text, the number or a hash was changed')
    say(entryProblem(row.entry))
    for (const claim of claims.get(row.seq) ?? []) {
      if (claim.hash === row.hash) {
        seen.matched += 1
        seen.coveredTo = Math.max(seen.coveredTo, row.seq)
      } else say(`the checkpoint of ${claim.at} saw another hash here: what stands up to this entry was made anew`)
    }
    claims.delete(row.seq)
    const { at } = parsed(row.entry) ?? {}
    if (typeof at === 'string') {
      seen.firstAt ||= at
      seen.lastAt = at
    }
    seen.entries += 1
    seen.seq = row.seq
    seen.hash = row.hash
  }
  if (number === 0) fault('The file is empty: there is no entry in it, and so nothing that it could show.')
  for (const { seq, at } of [...claims.values()].flat())
    if (seq > seen.seq) {
      seen.beyond += 1
      fault(
        `Entry ${seq}: not provable with this export, which ends at ${seen.seq}; the checkpoint of ${at} is of ${seq}. Either the export is older than the checkpoint (ask for a newer one), or its end was cut off.`,
      )
    } else fault(`Entry ${seq}: the checkpoint of ${at} saw it, and it is not there`)
  return seen
}

/** What a checkpoint claims, or why it is none. */
function claimOf(text, pinned) {
  const document = parsed(text)
  const names = ['checkpoint', 'keyId', 'publicKey', 'signature']
  if (!hasOnly(document, names) || !names.every((name) => typeof document[name] === 'string'))
    return 'it does not have the form of a checkpoint'
  const { checkpoint, keyId, publicKey, signature } = document
  const claim = parsed(checkpoint)
  const isClaim =
    hasOnly(claim, ['at', 'hash', 'origin', 'seq', 'version']) &&
    claim.version === 1 &&
    Number.isSafeInteger(claim.seq) &&
    ['at', 'hash', 'origin'].every((name) => typeof claim[name] === 'string') &&
    /^[0-9a-f]{64}$/.test(claim.hash) &&
    isCanonical(claim, checkpoint)
  if (!isClaim) return 'what it signs is not the canonical text of a checkpoint of version 1'
  if (!/^[\w-]{43}$/.test(publicKey) || sha256(Buffer.from(publicKey, 'base64url')).slice(0, 16) !== keyId)
    return 'its keyId is not that of its public key'
  if (pinned.length > 0 && !pinned.includes(publicKey))
    return `it was signed with the key ${keyId}, which is not a pinned one`
  try {
    const key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: publicKey }, format: 'jwk' })
    if (verify(null, Buffer.from(checkpoint, 'utf8'), key, Buffer.from(signature, 'base64url')))
      return { ...claim, keyId }
  } catch {
    // A key that is no point of the curve signs nothing.
  }
  return 'its signature does not hold'
}

function textsAt(path) {
  if (path === '-') return [['standard input', readFileSync(0, 'utf8')]]
  if (!statSync(path).isDirectory()) return [[path, readFileSync(path, 'utf8')]]
  const names = readdirSync(path)
    .filter((name) => name.endsWith('.json'))
    .sort()
  if (names.length === 0) throw new UsageError(`${path} holds no .json file, and so no checkpoint.`)
  return names.map((name) => [join(path, name), readFileSync(join(path, name), 'utf8')])
}

function readClaims(paths, pinned) {
  const claims = new Map()
  const signers = new Set()
  let count = 0
  // The newest lies in a folder twice, and one checkpoint may be given by two ways.
  const texts = new Map(paths.flatMap(textsAt).map(([name, text]) => [text, name]))
  for (const [text, name] of texts) {
    const claim = claimOf(text, pinned)
    if (typeof claim === 'string') {
      fault(`${name} is no checkpoint to rely on: ${claim}.`)
      continue
    }
    count += 1
    signers.add(`${claim.keyId} for ${claim.origin}`)
    claims.set(claim.seq, [...(claims.get(claim.seq) ?? []), claim])
  }
  return { claims, count, signers: [...signers] }
}

function readArguments(argv) {
  const given = { files: [], checkpoints: [], keys: [] }
  for (let index = 0; index < argv.length; index += 1) {
    const word = argv[index]
    const list = { '--checkpoint': given.checkpoints, '--key': given.keys }[word]
    if (!list) {
      if (word.startsWith('-')) throw new UsageError(`${word} is not known here.\n${usage}`)
      given.files.push(word)
      continue
    }
    index += 1
    if (argv[index] === undefined) throw new UsageError(`${word} needs a value after it.\n${usage}`)
    list.push(argv[index])
  }
  if (given.files.length !== 1) throw new UsageError(`Name one export to verify.\n${usage}`)
  const wrong = given.keys.find((key) => !/^[\w-]{43}$/.test(key))
  if (wrong !== undefined) throw new UsageError(`${wrong} is no public key: it has 43 characters of base64url.`)
  return given
}

function notes(seen, { count, signers }, keys) {
  const lines = []
  if (seen.isCrlf)
    lines.push('Note: lines end in CRLF. Something has converted the file; the entries are read without it.')
  if (count === 0)
    lines.push('No checkpoint was given: a journal made anew as a whole, or cut at its end, would look the same.')
  if (count > 0 && keys.length === 0)
    lines.push(
      'No key was pinned: the key in a checkpoint proves only that those which name it were made by the same hand.',
    )
  for (const signer of signers) lines.push(`Signed with ${signer}.`)
  if (count > 0 && seen.seq > seen.coveredTo)
    lines.push(
      `No checkpoint covers what comes after entry ${seen.coveredTo}: a change or a cut there would look the same.`,
    )
  return lines
}

const plural = (count, one) => `${count} ${one}${count === 1 ? '' : 's'}`

function verdict({ beyond }) {
  if (faults.count === 0) return 'It holds.'
  if (faults.count > beyond) return `It does not hold: ${plural(faults.count, 'fault')}.`
  return `It is not shown to hold: what is there does, but ${plural(beyond, 'checkpoint')} reached beyond its end.`
}

async function main(argv) {
  const { files, checkpoints, keys } = readArguments(argv)
  const read = readClaims(checkpoints, keys)
  const seen = await walk(files[0], read.claims)
  const span = seen.entries > 0 ? `, ${seen.firstAt} to ${seen.lastAt}, head ${seen.seq} ${seen.hash}` : ''
  const lines = [
    ...faults.lines,
    ...(faults.count > faults.lines.length ? [`✗ … and ${faults.count - faults.lines.length} more`] : []),
    `${seen.entries} entries${span}; ${seen.matched} of ${read.count} checkpoints match.`,
    ...notes(seen, read, keys),
    verdict(seen),
  ]
  process.stdout.write(`${lines.join('\n')}\n`)
  return faults.count === 0 ? 0 : 1
}

main(process.argv.slice(2)).then(
  (code) => {
    process.exitCode = code
  },
  (error) => {
    process.stderr.write(`Nothing was verified: ${error.message}\n`)
    process.exitCode = 2
  },
)
