import type { IncomingMessage } from 'node:http'
import { BlockList, isIPv6 } from 'node:net'

const near = new BlockList()
near.addSubnet('127.0.0.0', 8, 'ipv4')
near.addSubnet('10.0.0.0', 8, 'ipv4')
near.addSubnet('172.16.0.0', 12, 'ipv4')
near.addSubnet('192.168.0.0', 16, 'ipv4')
near.addAddress('::1', 'ipv6')
near.addSubnet('fc00::', 7, 'ipv6')

/** Whether an address is loopback or private. IPv4 in IPv6 notation counts as IPv4. */
export const isNearAddress = (address: string) => near.check(address, isIPv6(address) ? 'ipv6' : 'ipv4')

/**
 * Whether a request comes straight from a process nearby. The socket says so, no header; and one that a proxy passed
 * on is a stranger's, wherever the proxy stands.
 */
export function isFromNear(request: IncomingMessage): boolean {
  const { 'x-forwarded-for': forwardedFor, forwarded, via } = request.headers
  if (forwardedFor !== undefined || forwarded !== undefined || via !== undefined) return false
  const address = request.socket.remoteAddress
  return address !== undefined && isNearAddress(address)
}
