import { isDatabaseUp } from '#platform/outage.ts'

const words =
  'The database does not answer, so nothing was changed. What you wrote is still here: try again in a moment.'

/** Where Payload answers “nobody is signed in” instead of refusing. */
const asksWho = /\/api\/users\/(me|refresh-token)$/

function isDoubtful(request: Request, response: Response): boolean {
  if (!/payload-token=/.test(request.headers.get('cookie') ?? '')) return false
  if (response.status === 401 || response.status === 403 || response.status === 500) return true
  return asksWho.test(new URL(request.url).pathname)
}

/**
 * Payload takes an account that cannot be read for one that is not there: in an outage an editor who is signed in would
 * be told that he may not do this, or be signed out in the middle of a sentence. He is told of the outage.
 */
export function tellingOutages<Args extends unknown[]>(
  handler: (request: Request, ...args: Args) => Promise<Response>,
): (request: Request, ...args: Args) => Promise<Response> {
  return async (request, ...args) => {
    const response = await handler(request, ...args)
    if (!isDoubtful(request, response) || (await isDatabaseUp())) return response
    return Response.json({ errors: [{ message: words }] }, { status: 503, headers: { 'Retry-After': '5' } })
  }
}
