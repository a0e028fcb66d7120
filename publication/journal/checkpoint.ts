import { createHash, createPrivateKey, createPublicKey, type KeyObject, sign, verify } from 'node:crypto'
import canonicalize from 'canonicalize'
import { z } from 'zod'

const claimSchema = z.strictObject({
  /** When it was signed, by the database's clock: ISO 8601 in UTC. */
  at: z.iso.datetime({ precision: 3 }),
  /** Hash of the journal's entry `seq`. */
  hash: z.string().regex(/^[0-9a-f]{64}$/),
  /** Origin of the site whose journal this is. */
  origin: z.string().min(1).max(300),
  seq: z.int().min(1),
  version: z.literal(1),
})

const checkpointSchema = z.strictObject({
  checkpoint: z.string().max(2_000),
  keyId: z.string().regex(/^[0-9a-f]{16}$/),
  publicKey: z.string().regex(/^[\w-]{43}$/),
  signature: z.string().regex(/^[\w-]{86}$/),
})

/** What a checkpoint says: at that time the journal's entry `seq` had this hash. */
export type Claim = z.infer<typeof claimSchema>

/**
 * A signed claim. `checkpoint` is the claim as canonical JSON, `signature` Ed25519 (RFC 8032) over its UTF-8 bytes;
 * signature and raw public key are base64url, `keyId` the first 16 hex digits of the key's SHA-256.
 */
export type Checkpoint = z.infer<typeof checkpointSchema>

/** A key as readers pin it. */
export type PublicKey = Pick<Checkpoint, 'keyId' | 'publicKey'>

/** Thrown for what is no valid checkpoint or key; the message goes on after the name of what was read. */
export class CheckpointError extends Error {}

/** PKCS #8 of an Ed25519 seed (RFC 8410, 7): this, then the 32 bytes. */
const seedPrefix = Buffer.from('302e020100300506032b657004220420', 'hex')

const privateKeyOf = (seed: string): KeyObject =>
  createPrivateKey({ key: Buffer.concat([seedPrefix, Buffer.from(seed, 'hex')]), format: 'der', type: 'pkcs8' })

const keyIdOf = (publicKey: string): string =>
  createHash('sha256').update(Buffer.from(publicKey, 'base64url')).digest('hex').slice(0, 16)

/** The public half of a signing key, which is a seed of 32 bytes in hex. */
export function publicKeyOf(seed: string): PublicKey {
  const publicKey = createPublicKey(privateKeyOf(seed)).export({ format: 'jwk' }).x ?? ''
  return { publicKey, keyId: keyIdOf(publicKey) }
}

/** Signs a claim with a seed of 32 bytes in hex. */
export function signCheckpoint(seed: string, claim: Claim): Checkpoint {
  const checkpoint = canonicalize(claimSchema.parse(claim)) ?? ''
  const signature = sign(null, Buffer.from(checkpoint, 'utf8'), privateKeyOf(seed)).toString('base64url')
  return { checkpoint, ...publicKeyOf(seed), signature }
}

function json(text: string, what: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw new CheckpointError(`${what} is not JSON`)
  }
}

function hasSignature({ checkpoint, publicKey, signature }: Checkpoint): boolean {
  try {
    const key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: publicKey }, format: 'jwk' })
    return verify(null, Buffer.from(checkpoint, 'utf8'), key, Buffer.from(signature, 'base64url'))
  } catch {
    return false
  }
}

/**
 * Reads the document of a checkpoint and checks its signature with the key that it names itself.
 * @param pinned public keys (base64url) of which one must have signed; none: any key will do
 * @throws CheckpointError saying what is wrong
 */
export function readCheckpoint(text: string, pinned: readonly string[] = []): { checkpoint: Checkpoint; claim: Claim } {
  const document = checkpointSchema.safeParse(json(text, 'it'))
  if (!document.success) throw new CheckpointError('it does not have the form of a checkpoint')
  const checkpoint = document.data
  const claim = claimSchema.safeParse(json(checkpoint.checkpoint, 'what it signs'))
  if (!claim.success || canonicalize(claim.data) !== checkpoint.checkpoint)
    throw new CheckpointError('what it signs is not the canonical text of a checkpoint of version 1')
  if (keyIdOf(checkpoint.publicKey) !== checkpoint.keyId)
    throw new CheckpointError('its keyId is not that of its public key')
  if (pinned.length > 0 && !pinned.includes(checkpoint.publicKey))
    throw new CheckpointError(`it was signed with the key ${checkpoint.keyId}, which is not a pinned one`)
  if (!hasSignature(checkpoint)) throw new CheckpointError('its signature does not hold')
  return { checkpoint, claim: claim.data }
}
