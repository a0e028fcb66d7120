import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type DoorOptions, openDoor } from '#platform/door/door.ts'
import { HeldResponse } from '#platform/door/held-response.ts'

/** A door on a free port of this machine, of a site that readers reach over https. */
export async function serveDoor(options: Omit<DoorOptions, 'siteUrl'>): Promise<{ server: Server; port: number }> {
  const door = await openDoor({ ...options, siteUrl: 'https://site.example' })
  const server = createServer({ ServerResponse: HeldResponse }, (request, response) => void door(request, response))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return { server, port: (server.address() as AddressInfo).port }
}
