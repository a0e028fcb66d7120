import type { z } from 'zod'
import { env } from '#platform/env.ts'
import { isSigned } from '#platform/internal-signature.ts'

const maxBytes = 64 * 1024

/** An answer without a body, kept by nobody. */
export const answer = (status: number) => new Response(null, { status, headers: { 'cache-control': 'no-store' } })

/** The body as text, or null when it is larger than an order ever is. */
async function bodyOf(request: Request): Promise<string | null> {
  if (Number(request.headers.get('content-length') ?? 0) > maxBytes) return null
  const parts: Uint8Array[] = []
  let size = 0
  for await (const part of request.body ?? []) {
    size += part.byteLength
    if (size > maxBytes) return null
    parts.push(part)
  }
  return Buffer.concat(parts).toString('utf8')
}

function parse(body: string): unknown {
  try {
    return JSON.parse(body)
  } catch {
    return null
  }
}

/**
 * An order of the worker: signed, and let in by the door only from loopback and private addresses.
 * @returns the order, or the answer that refuses it: 400 not an order, 401 not signed, 413 too large
 */
export async function signedOrder<Schema extends z.ZodType>(
  request: Request,
  schema: Schema,
): Promise<{ order: z.infer<Schema> } | { refusal: Response }> {
  const body = await bodyOf(request)
  if (body === null) return { refusal: answer(413) }
  if (!isSigned(env().INTERNAL_SECRET, request.headers, body, Date.now())) return { refusal: answer(401) }
  const parsed = schema.safeParse(parse(body))
  return parsed.success ? { order: parsed.data } : { refusal: answer(400) }
}
