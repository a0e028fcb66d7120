import type { IncomingMessage } from 'node:http'
import { env } from '../env.ts'
import { type Address, type AddressRange, isWithin, readAddress } from './address-range.ts'

/** For a connection that is gone already, and so has no address any more. All of them together are one client. */
const unknown = 'unknown'

/** Some proxies write the port too: `203.0.113.7:4711`, `[2001:db8::1]:4711`. */
const withoutPort = (text: string) => text.replace(/^([\d.]+):\d+$/, '$1').replace(/^\[([^\]]*)\](?::\d+)?$/, '$1')

/**
 * The address that a request comes from. `X-Forwarded-For` is read from the right, which is the end that proxies write
 * and the client cannot: each address there is believed as long as the one that reported it is a trusted proxy.
 * @returns null when the connection has no address
 */
function clientOf(request: IncomingMessage, trusted: readonly AddressRange[]): Address | null {
  let client = readAddress(request.socket.remoteAddress ?? '')
  if (!client || !isWithin(client, trusted)) return client
  const header = [request.headers['x-forwarded-for'] ?? []].flat().join()
  for (const entry of header.split(',').reverse()) {
    const reported = readAddress(withoutPort(entry.trim()))
    if (!reported) break
    client = reported
    if (!isWithin(client, trusted)) break
  }
  return client
}

/**
 * Who counts as one client: an IPv4 address, or the /64 of an IPv6 address, of which one household or machine has all.
 * It comes from the connection and from proxies in `trusted`; nothing else that a request says can change it. Ask before
 * the door takes `X-Forwarded-For` away.
 * @returns `203.0.113.7`, `2001:db8:0:1::/64` or `unknown`
 */
export function limitKey(request: IncomingMessage, trusted: readonly AddressRange[]): string {
  const client = clientOf(request, trusted)
  if (!client) return unknown
  if (!('parts' in client)) return client.toString()
  const network = client.parts.slice(0, 4).map((part) => part.toString(16))
  return `${network.join(':')}::/64`
}

/** `limitKey` with the proxies that `TRUSTED_PROXIES` names. */
export const limitKeyOf = (request: IncomingMessage): string => limitKey(request, env().TRUSTED_PROXIES)
