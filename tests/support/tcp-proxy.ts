import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net'

export type TcpProxy = {
  /** On 127.0.0.1, the same for as long as the proxy lives. */
  port: number
  /** From now on each direction takes this long. */
  latency(latencyMs: number): void
  /** Every connection is reset now; new ones are welcome. */
  drop(): void
  /** Whoever connects from now on is refused, as by a server that is not there. What is open stays open. */
  refuse(): Promise<void>
  /** Connections are taken, and nothing moves on them or on those that were open, not even their end. */
  blackHole(): void
  /** All is normal again, without latency: what a black hole held arrives now, as a network would resend it. */
  pass(): Promise<void>
  /** Ends everything. */
  close(): Promise<void>
}

type Wire = { latencyMs: number; frozen: boolean }
type Link = { move(): void; stop(): void }

// As much as one direction holds back before the sender is made to wait.
const heldAtMostBytes = 1024 * 1024

/** A TCP proxy in front of `target` whose wire can be made to fail. */
export async function openProxy(target: { host: string; port: number }): Promise<TcpProxy> {
  const wire: Wire = { latencyMs: 0, frozen: false }
  const connections = new Set<Connection>()
  const take = (near: Socket) => {
    const connection = join(near, target, wire, () => connections.delete(connection))
    connections.add(connection)
    connection.move()
  }
  let server = await listening(0, take)
  const { port } = server.address() as AddressInfo
  const drop = () => {
    for (const connection of connections) connection.reset()
  }
  return {
    port,
    latency(latencyMs) {
      wire.latencyMs = latencyMs
    },
    drop,
    async refuse() {
      // The callback of close would wait for the open connections; listening ends at once.
      server.close()
    },
    blackHole() {
      wire.frozen = true
      for (const connection of connections) connection.move()
    },
    async pass() {
      wire.latencyMs = 0
      wire.frozen = false
      if (!server.listening) server = await listening(port, take)
      for (const connection of connections) connection.move()
    },
    async close() {
      const closed = server.listening ? once(server, 'close') : undefined
      server.close()
      drop()
      await closed
    },
  }
}

async function listening(port: number, take: (near: Socket) => void): Promise<Server> {
  const server = createServer({ allowHalfOpen: true, pauseOnConnect: true }, take)
  server.listen(port, '127.0.0.1')
  await once(server, 'listening')
  return server
}

type Connection = { move(): void; reset(): void }

function join(near: Socket, target: { host: string; port: number }, wire: Wire, gone: () => void): Connection {
  let far: Socket | undefined
  let links: Link[] = []
  let broken = false
  const end = () => {
    for (const link of links) link.stop()
    for (const socket of [near, far]) socket?.resetAndDestroy()
    gone()
  }
  const breakOff = () => {
    broken = true
    if (!wire.frozen) end()
  }
  const closed = () => {
    // Both directions came to their end: nothing is left to carry. One that broke takes the other along.
    if (near.destroyed && far?.destroyed) gone()
  }
  const watch = (socket: Socket) => socket.setNoDelay().on('error', breakOff).on('close', closed)
  watch(near)
  return {
    move() {
      if (!wire.frozen && broken) return end()
      if (!wire.frozen && !far) {
        far = watch(connect({ ...target, allowHalfOpen: true }))
        links = [carry(near, far, wire), carry(far, near, wire)]
      }
      for (const link of links) link.move()
    },
    reset: end,
  }
}

/** One direction: every piece, and the end, is handed on in order when it is due. */
function carry(from: Socket, to: Socket, wire: Wire): Link {
  const held: { dueMs: number; bytes: Buffer | undefined }[] = []
  let heldBytes = 0
  let lastDueMs = 0
  let timer: NodeJS.Timeout | undefined
  const hold = (bytes: Buffer | undefined) => {
    lastDueMs = Math.max(lastDueMs, performance.now() + wire.latencyMs)
    held.push({ dueMs: lastDueMs, bytes })
    heldBytes += bytes?.length ?? 0
    move()
  }
  const handOn = (bytes: Buffer | undefined) => {
    heldBytes -= bytes?.length ?? 0
    if (bytes) to.write(bytes)
    else to.end()
  }
  const move = () => {
    clearTimeout(timer)
    if (wire.frozen) return void from.pause()
    for (let next = held[0]; next && next.dueMs <= performance.now() && !to.writableNeedDrain; next = held[0]) {
      held.shift()
      handOn(next.bytes)
    }
    const next = held[0]
    if (next && !to.writableNeedDrain) timer = setTimeout(move, Math.max(1, next.dueMs - performance.now()))
    if (heldBytes > heldAtMostBytes) from.pause()
    else from.resume()
  }
  from.on('data', hold).on('end', () => hold(undefined))
  to.on('drain', move)
  return { move, stop: () => clearTimeout(timer) }
}
