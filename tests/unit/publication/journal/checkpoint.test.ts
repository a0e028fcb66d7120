import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  CheckpointError,
  type Claim,
  publicKeyOf,
  readCheckpoint,
  signCheckpoint,
} from '#publication/journal/checkpoint.ts'

/** RFC 8032, 7.1, test 1: a seed and its public key. */
const seed = '9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60'
const claim: Claim = {
  version: 1,
  seq: 12,
  origin: 'https://example.org',
  hash: 'ab'.repeat(32),
  at: '2026-11-24T12:00:00.000Z',
}
const made = signCheckpoint(seed, claim)
const read = (change: object, pinned: string[] = []) => readCheckpoint(JSON.stringify({ ...made, ...change }), pinned)

describe('a checkpoint', () => {
  it('is signed with the key of the seed, as RFC 8032 has it', () => {
    const { publicKey, keyId } = publicKeyOf(seed)
    expect(Buffer.from(publicKey, 'base64url').toString('hex')).toBe(
      'd75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a',
    )
    expect(keyId).toBe('21fe31dfa154a261')
    expect(made).toMatchObject({ publicKey, keyId })
  })

  it('is read back as it was signed, by its own key and by a pinned one', () => {
    expect(made.checkpoint).toBe(
      `{"at":"2026-11-24T12:00:00.000Z","hash":"${claim.hash}","origin":"https://example.org","seq":12,"version":1}`,
    )
    expect(read({}).claim).toEqual(claim)
    expect(read({}, ['x', made.publicKey]).claim).toEqual(claim)
  })

  it('of another key is refused when one is pinned', () => {
    expect(() => read({}, [publicKeyOf('1'.repeat(64)).publicKey])).toThrow('which is not a pinned one')
  })

  it('does not hold when any character of it is another', () => {
    const text = JSON.stringify(made)
    fc.assert(
      fc.property(fc.nat(text.length - 1), fc.constantFrom('0', 'Z', '_', '"'), (index, letter) => {
        const changed = text.slice(0, index) + letter + text.slice(index + 1)
        // The last character of base64url carries bits that no byte has; those of equal bytes are no change.
        fc.pre(
          changed !== text &&
            ![made.signature, made.publicKey].some((value) => index === text.indexOf(value) + value.length - 1),
        )
        expect(() => readCheckpoint(changed, [made.publicKey])).toThrow(CheckpointError)
      }),
    )
  })

  it.each([
    ['not JSON', 'it is not JSON'],
    ['null', 'does not have the form'],
    ['[]', 'does not have the form'],
    [JSON.stringify({ ...made, more: 1 }), 'does not have the form'],
    [JSON.stringify({ ...made, signature: 'short' }), 'does not have the form'],
    [JSON.stringify({ ...made, checkpoint: '{' }), 'what it signs is not JSON'],
    [JSON.stringify({ ...made, checkpoint: made.checkpoint.replace(',', ', ') }), 'not the canonical text'],
    [JSON.stringify({ ...made, checkpoint: made.checkpoint.replace('12', '-12') }), 'not the canonical text'],
    [
      JSON.stringify({ ...made, checkpoint: made.checkpoint.replace('"version":1', '"version":2') }),
      'not the canonical',
    ],
    [JSON.stringify({ ...made, keyId: '0'.repeat(16) }), 'its keyId is not that of its public key'],
    [JSON.stringify({ ...made, signature: 'A'.repeat(86) }), 'its signature does not hold'],
  ])('is none: %s', (text, why) => {
    expect(() => readCheckpoint(text)).toThrow(why)
  })

  it('is not made of what would not be read', () => {
    expect(() => signCheckpoint(seed, { ...claim, seq: 0 })).toThrow()
    expect(() => signCheckpoint(seed, { ...claim, hash: 'x' })).toThrow()
  })
})
