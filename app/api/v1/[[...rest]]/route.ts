import { askingOf, responseOf } from '../reply.ts'
import { answerApi } from '../router.ts'

export const dynamic = 'force-dynamic'

/** The public API where no door stands in front, as in `npm run dev`; the door answers it before Next. */
export const GET = async (request: Request): Promise<Response> =>
  responseOf(request, await answerApi(askingOf(request)))
export { GET as DELETE, GET as HEAD, GET as OPTIONS, GET as PATCH, GET as POST, GET as PUT }
