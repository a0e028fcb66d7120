import type { PayloadRequest } from 'payload'
import { type Actor, can } from '#publication/policy/index.ts'
import { actorOf } from '../../access.ts'

/** What an endpoint refuses, in words for the editor. */
export class Refusal extends Error {
  readonly status: number
  constructor(status: number, message: string) {
    super(message)
    this.status = status
  }
}

/** Who asks. @throws Refusal unless it is somebody who writes articles */
export function writerOf(req: Pick<PayloadRequest, 'user'>): Actor {
  const actor = actorOf(req)
  if (actor === null) throw new Refusal(401, 'Sign in first.')
  if (!can(actor, 'article.create')) throw new Refusal(403, 'Your account does not write articles.')
  return actor
}

const tooLarge = (mostBytes: number) =>
  new Refusal(413, `This is more than ${Math.round(mostBytes / 1000)} kB; send less at once.`)

/** The bytes of a request, counted as they come: a length that is only claimed is not believed. */
async function bytesOf(req: PayloadRequest, mostBytes: number): Promise<Buffer> {
  if (Number(req.headers.get('content-length') ?? 0) > mostBytes) throw tooLarge(mostBytes)
  const parts: Uint8Array[] = []
  let size = 0
  for await (const part of (req.body ?? []) as AsyncIterable<Uint8Array>) {
    size += part.byteLength
    if (size > mostBytes) throw tooLarge(mostBytes)
    parts.push(part)
  }
  return Buffer.concat(parts)
}

/** A JSON object of at most `mostBytes`. @throws Refusal */
async function objectOf(req: PayloadRequest, mostBytes: number): Promise<Record<string, unknown>> {
  const text = (await bytesOf(req, mostBytes)).toString('utf8')
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    throw new Refusal(400, 'The request is not JSON.')
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new Refusal(400, 'The request is not a JSON object.')
  }
  return value as Record<string, unknown>
}

/** A text member of a request; `null` if it is absent. @throws Refusal if it is no text */
export function textIn(input: Record<string, unknown>, name: string): string | null {
  const value = input[name]
  if (value === undefined || value === null) return null
  if (typeof value !== 'string') throw new Refusal(400, `“${name}” must be text.`)
  return value
}

/** The number of a row, as Postgres has them; `null` for anything else. */
export const rowIdIn = (value: unknown): number | null =>
  typeof value === 'number' && value === (value | 0) && value > 0 ? value : null

/** Answers with what `work` returns as JSON; what it refuses is said as Payload's own errors are. */
export async function answer(work: () => Promise<unknown>): Promise<Response> {
  try {
    return Response.json(await work())
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    return Response.json({ errors: [{ message: error.message }] }, { status: error.status })
  }
}

/** As `answer`, for a writer who sends a JSON object of at most `mostBytes`. */
export const answerWriter = (
  req: PayloadRequest,
  mostBytes: number,
  work: (input: Record<string, unknown>) => Promise<unknown>,
): Promise<Response> =>
  answer(async () => {
    writerOf(req)
    return work(await objectOf(req, mostBytes))
  })
