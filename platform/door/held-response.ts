import { type IncomingMessage, type OutgoingHttpHeaders, ServerResponse } from 'node:http'

/** What the door does with one response. */
export type Handling = {
  /** Asked once, when status and headers stand and the first byte comes: keep it back, or let it go as it comes? */
  holds(response: HeldResponse): boolean
  /** Called before the headers of a response that is let go. */
  dress(response: HeldResponse): void
  /** Gets a response kept back; it must end it with `release`. Never rejects. */
  complete(response: HeldResponse, body: Body): Promise<void>
  /** How many bytes may be kept back before the response is let go after all. */
  maxBytes: number
}

/** A whole body, as the handler gave it: text that came in one piece stays that very string. */
export type Body = string | Uint8Array

type Chunk = string | Uint8Array
const isUtf8 = (encoding: unknown) => typeof encoding !== 'string' || /^utf-?8$/i.test(encoding)
/** A chunk as bytes; those that are bytes already are not copied. */
export const bytesOf = (chunk: Chunk, encoding: unknown = 'utf8'): Uint8Array =>
  typeof chunk === 'string'
    ? Buffer.from(chunk, typeof encoding === 'string' ? (encoding as BufferEncoding) : 'utf8')
    : chunk
const isChunk = (value: unknown): value is Chunk => typeof value === 'string' || value instanceof Uint8Array
const asCallback = (...values: unknown[]) => values.find((value): value is () => void => typeof value === 'function')

/**
 * A response that can be kept back until it is whole. Handlers write to it as to any other; `finish` is emitted when
 * it really went. Without `handling` it is an ordinary response.
 */
export class HeldResponse<Request extends IncomingMessage = IncomingMessage> extends ServerResponse<Request> {
  handling: Handling | undefined
  #state: 'open' | 'held' | 'completing' | 'gone' = 'open'
  #parts: Chunk[] = []
  #size = 0

  get #isPlain() {
    return this.handling === undefined || this.#state === 'gone'
  }

  #letGo(handling: Handling) {
    this.#state = 'gone'
    handling.dress(this)
  }

  /** Takes a chunk if it is to be kept back; false when it goes the ordinary way. */
  #keep(chunk: unknown, encoding: unknown): boolean {
    const { handling } = this
    if (!handling || this.#state === 'gone') return false
    if (this.#state === 'completing') return true
    if (this.#state === 'open') {
      if (!handling.holds(this)) {
        this.#letGo(handling)
        return false
      }
      this.#state = 'held'
    }
    if (!isChunk(chunk)) return true
    const part = isUtf8(encoding) ? chunk : bytesOf(chunk, encoding)
    this.#parts.push(part)
    if (handling.maxBytes === Number.POSITIVE_INFINITY) return true
    this.#size += Buffer.byteLength(part)
    if (this.#size <= handling.maxBytes) return true
    this.#letGo(handling)
    super.write(this.#joined())
    this.#parts = []
    return true
  }

  #joined(): Buffer {
    return Buffer.concat(this.#parts.map((part) => bytesOf(part)))
  }

  override writeHead(status: number, ...rest: unknown[]): this {
    if (this.#isPlain) {
      return super.writeHead(status, ...(rest as [OutgoingHttpHeaders?]))
    }
    this.statusCode = status
    const headers = rest.find((value) => typeof value === 'object' && value !== null) ?? {}
    const pairs = Array.isArray(headers) ? pairsOf(headers) : Object.entries(headers as OutgoingHttpHeaders)
    for (const [name, value] of pairs) if (value !== undefined) this.setHeader(name, value)
    return this
  }

  override flushHeaders(): void {
    if (this.#isPlain) super.flushHeaders()
  }

  override write(chunk: unknown, encoding?: unknown, callback?: unknown): boolean {
    if (!this.#keep(chunk, encoding))
      return super.write(chunk as Chunk, encoding as BufferEncoding, asCallback(callback, encoding))
    const done = asCallback(callback, encoding)
    if (done) process.nextTick(done)
    return true
  }

  override end(chunk?: unknown, encoding?: unknown, callback?: unknown): this {
    const done = asCallback(chunk, encoding, callback)
    if (!this.#keep(chunk, encoding))
      return super.end(isChunk(chunk) ? chunk : undefined, encoding as BufferEncoding, done)
    if (done) this.once('finish', done)
    if (this.#state === 'gone') return super.end()
    if (this.#state === 'held' && this.handling) {
      this.#state = 'completing'
      const [first] = this.#parts
      void this.handling.complete(this, this.#parts.length === 1 && first !== undefined ? first : this.#joined())
    }
    return this
  }

  /** Drops what was kept back and sends this instead, with the headers that stand now. */
  release(body?: Uint8Array): void {
    if (this.headersSent || this.writableEnded) return
    this.#state = 'gone'
    this.#parts = []
    super.end(body)
  }
}

function pairsOf(flat: unknown[]): [string, string][] {
  if (Array.isArray(flat[0])) return flat as [string, string][]
  return Array.from({ length: flat.length / 2 }, (_, at) => [String(flat[at * 2]), String(flat[at * 2 + 1])])
}
