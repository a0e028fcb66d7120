import { createHash, createHmac, hkdfSync, timingSafeEqual } from 'node:crypto'
import { env } from '#platform/env.ts'
import { PublicError } from '../errors/index.ts'

const version = '1'
const macBytes = 16
const maxLength = 2000

/**
 * What a cursor belongs to: the order and the filters of the list that gave it.
 * Within another list its position would silently skip or repeat articles.
 */
export type ListIdentity = { sort: string; filters: Record<string, string | undefined> }

let derived: { from: string; key: Buffer } | undefined

function cursorKey(): Buffer {
  const secret = env().INTERNAL_SECRET
  if (derived?.from !== secret)
    derived = { from: secret, key: Buffer.from(hkdfSync('sha256', secret, '', 'list cursors, version 1', 32)) }
  return derived.key
}

const macOf = (payload: Buffer): Buffer =>
  createHmac('sha256', cursorKey()).update(payload).digest().subarray(0, macBytes)

function listDigest({ sort, filters }: ListIdentity): string {
  const named = Object.entries(filters).filter(([, value]) => value !== undefined)
  const text = JSON.stringify([sort, ...named.sort(([one], [two]) => (one < two ? -1 : 1))])
  return createHash('sha256').update(text).digest('base64url').slice(0, 16)
}

const refused = (parameter: string, detail: string) =>
  new PublicError('invalid-cursor', `${detail} Start again without \`${parameter}\`.`, {
    parameters: [{ parameter, detail }],
  })

/**
 * An opaque, signed text for a position in one list: base64url of version, list and the parts of the position, then 16
 * bytes of HMAC-SHA256.
 * @param parts of the position, without line feeds
 */
export function writeCursor(parts: readonly string[], list: ListIdentity): string {
  const payload = Buffer.from([version, listDigest(list), ...parts].join('\n'))
  return Buffer.concat([payload, macOf(payload)]).toString('base64url')
}

/**
 * The position that a cursor stands for.
 * @param parameter the name it came under, for the words of the error
 * @param read makes a position from the parts; null when they are not those of this list
 * @throws PublicError `invalid-cursor` when it is not one of ours, was changed, or belongs to another list
 */
export function readCursor<Position>(
  text: string,
  list: ListIdentity,
  parameter: string,
  read: (parts: string[]) => Position | null,
): Position {
  const notOurs = () => refused(parameter, 'The cursor is not one that this API gave out, or it is damaged.')
  if (text.length > maxLength) throw notOurs()
  const bytes = Buffer.from(text, 'base64url')
  // Node ignores stray characters and trailing bits; one position has exactly one spelling.
  if (bytes.length <= macBytes || bytes.toString('base64url') !== text) throw notOurs()
  const payload = bytes.subarray(0, -macBytes)
  if (!timingSafeEqual(bytes.subarray(-macBytes), macOf(payload))) throw notOurs()
  const [madeBy, digest, ...parts] = payload.toString().split('\n')
  if (madeBy !== version) throw notOurs()
  if (digest !== listDigest(list))
    throw refused(parameter, 'The cursor belongs to a list with another order or other filters.')
  const position = read(parts)
  if (position === null) throw notOurs()
  return position
}
