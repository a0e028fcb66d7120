type Handler<Context> = (request: Request, context: Context) => Promise<Response>

/** What is asked before there is a session, to begin one; and files, of which public ones are for everybody. */
const withoutSession =
  /^\/api\/users\/(?:init|me|login|logout|first-register|forgot-password|reset-password|refresh-token)$|^\/(?:api\/media\/file|media)\/[^/]+$/

const session = /(?:^|;\s*)payload-token=[^;]/

/**
 * The interface of the CMS as editors see it. Whoever brings no session is refused before anything is looked up, and what
 * they ask for makes no difference to the answer. Whether a session is one, the CMS finds out.
 */
export const forEditors =
  <Context>(handle: Handler<Context>): Handler<Context> =>
  async (request, context) => {
    const { pathname } = new URL(request.url)
    if (session.test(request.headers.get('cookie') ?? '') || withoutSession.test(pathname))
      return handle(request, context)
    const body = { errors: [{ message: 'You are not allowed to perform this action.' }] }
    return Response.json(body, { status: 403, headers: { 'Cache-Control': 'no-store' } })
  }
