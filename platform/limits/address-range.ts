import { isIP } from 'node:net'
import ipaddr from 'ipaddr.js'

export type Address = ipaddr.IPv4 | ipaddr.IPv6
/** An address and how many of its bits count. */
export type AddressRange = readonly [Address, number]

const mappedBits = 96

/**
 * Reads one address in its usual notation; IPv4 in IPv6 notation becomes IPv4, and a zone id is left out.
 * @returns null for anything else: a host name, `127.1`, `0x7f000001`, an address with a port
 */
export function readAddress(text: string): Address | null {
  const bare = text.replace(/%.*$/s, '')
  return isIP(bare) === 0 ? null : ipaddr.process(bare)
}

/**
 * Reads an address or a CIDR range (RFC 4632, RFC 4291).
 * @returns null for anything else, and for a range of everybody (`/0`)
 */
export function readRange(text: string): AddressRange | null {
  const [, base = '', bits] = /^([^/%]+)(?:\/(\d{1,3}))?$/.exec(text) ?? []
  const address = readAddress(base)
  if (!address) return null
  const longest = address.kind() === 'ipv4' ? 32 : 128
  if (bits === undefined) return [address, longest]
  const isMapped = longest === 32 && base.includes(':')
  const size = Number(bits) - (isMapped ? mappedBits : 0)
  return size >= 1 && size <= longest ? [address, size] : null
}

/** Whether an address lies in one of some ranges. */
export const isWithin = (address: Address, ranges: readonly AddressRange[]): boolean =>
  ranges.some(([base, bits]) => base.kind() === address.kind() && address.match(base, bits))
