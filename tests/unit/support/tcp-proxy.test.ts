import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { openProxy, type TcpProxy } from '#tests/support/tcp-proxy.ts'

const within = { timeout: 5_000, interval: 5 }

let echo: Server
let taken: Socket[]
let proxy: TcpProxy
let opened: Socket[]

beforeEach(async () => {
  taken = []
  opened = []
  echo = createServer({ allowHalfOpen: true }, (socket) => {
    taken.push(socket)
    socket.on('error', () => {})
    socket.pipe(socket)
  })
  echo.listen(0, '127.0.0.1')
  await once(echo, 'listening')
  proxy = await openProxy({ host: '127.0.0.1', port: (echo.address() as AddressInfo).port })
})
afterEach(async () => {
  for (const socket of [...opened, ...taken]) socket.destroy()
  await proxy.close()
  echo.close()
})

/** A client and what it has received. */
async function client(port = proxy.port) {
  const socket = connect({ port, host: '127.0.0.1', allowHalfOpen: true })
  opened.push(socket)
  const seen = { socket, text: '', ended: false, error: '' }
  socket.on('data', (part: Buffer) => {
    seen.text += part.toString()
  })
  socket.on('end', () => {
    seen.ended = true
  })
  socket.on('error', (error: NodeJS.ErrnoException) => {
    seen.error = error.code ?? error.message
  })
  await new Promise((resolve) => socket.once('connect', resolve).once('close', resolve))
  return seen
}

type Client = Awaited<ReturnType<typeof client>>

async function echoed(seen: Client, text: string) {
  const whole = seen.text + text
  seen.socket.write(text)
  await vi.waitFor(() => expect(seen.text).toBe(whole), within)
}

/** Something that surely takes longer than what was just sent would take to come back. */
async function severalRoundTrips() {
  const other = await openProxy({ host: '127.0.0.1', port: (echo.address() as AddressInfo).port })
  const seen = await client(other.port)
  for (const text of ['1', '2', '3']) await echoed(seen, text)
  await other.close()
}

describe('openProxy', () => {
  it('carries bytes both ways, in order and all of them, and each end by itself', async () => {
    const seen = await client()
    const long = 'abcdefghij'.repeat(500_000)
    await echoed(seen, long)
    seen.socket.end('last')
    await vi.waitFor(() => expect(seen.ended).toBe(true), within)
    expect(seen.text).toBe(`${long}last`)
    expect(seen.error).toBe('')
  })

  it('takes as long as it is told in each direction, and keeps the order when told less', async () => {
    const seen = await client()
    await echoed(seen, 'a')
    proxy.latency(60)
    const startedMs = performance.now()
    await echoed(seen, 'b')
    expect(performance.now() - startedMs).toBeGreaterThanOrEqual(119)
    seen.socket.write('c')
    proxy.latency(0)
    seen.socket.write('d')
    await vi.waitFor(() => expect(seen.text).toBe('abcd'), within)
  })

  it('drops what is open and takes new connections', async () => {
    const seen = await client()
    await echoed(seen, 'a')
    const [served] = taken
    proxy.drop()
    await vi.waitFor(() => expect([seen.error, served?.destroyed]).toEqual(['ECONNRESET', true]), within)
    await echoed(await client(), 'b')
  })

  it('refuses new connections, keeps the open one, and takes them again at the same port', async () => {
    const open = await client()
    await proxy.refuse()
    expect((await client()).error).toBe('ECONNREFUSED')
    await echoed(open, 'still')
    await proxy.pass()
    await echoed(await client(), 'again')
    await echoed(open, ' and on')
  })

  it('refuses when it is told so twice', async () => {
    await proxy.refuse()
    await proxy.refuse()
    expect((await client()).error).toBe('ECONNREFUSED')
  })

  it('holds everything in a black hole, new connections too, and lets it through afterwards', async () => {
    const open = await client()
    await echoed(open, 'a')
    proxy.blackHole()
    const late = await client()
    open.socket.write('b')
    late.socket.write('c')
    await severalRoundTrips()
    expect([open.text, late.text, late.error]).toEqual(['a', '', ''])
    await proxy.pass()
    await vi.waitFor(() => expect([open.text, late.text]).toEqual(['ab', 'c']), within)
  })

  it('lets neither side see in a black hole that the other is gone', async () => {
    const seen = await client()
    await echoed(seen, 'a')
    const [served] = taken
    proxy.blackHole()
    served?.destroy()
    await severalRoundTrips()
    expect([seen.ended, seen.socket.destroyed]).toEqual([false, false])
    await proxy.pass()
    await vi.waitFor(() => expect(seen.ended || seen.error !== '').toBe(true), within)
  })

  it('drops in a black hole too', async () => {
    const seen = await client()
    proxy.blackHole()
    proxy.drop()
    await vi.waitFor(() => expect(seen.error).toBe('ECONNRESET'), within)
  })

  it('ends a connection whose server is not there', async () => {
    echo.close()
    await once(echo, 'close')
    const seen = await client()
    await vi.waitFor(() => expect(seen.socket.destroyed).toBe(true), within)
  })

  it('ends everything when it is closed', async () => {
    const seen = await client()
    await echoed(seen, 'a')
    await proxy.close()
    await vi.waitFor(() => expect(seen.socket.destroyed).toBe(true), within)
    expect((await client()).error).toBe('ECONNREFUSED')
  })
})
