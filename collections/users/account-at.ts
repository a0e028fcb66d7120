import type { PayloadRequest } from 'payload'

/** The account with this address, and whether it rests after too many wrong passwords; null when there is none. */
export async function accountAt(req: PayloadRequest, email: string): Promise<{ id: number; isLocked: boolean } | null> {
  const account = await req.payload.db.findOne<{ id: number; lockUntil?: string | null }>({
    collection: 'users',
    where: { email: { equals: email.toLowerCase().trim() } },
    select: { lockUntil: true },
    req,
  })
  if (!account) return null
  const isLocked = account.lockUntil ? new Date(account.lockUntil).getTime() > Date.now() : false
  return { id: Number(account.id), isLocked }
}
