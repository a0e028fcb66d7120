import type { Instrumentation } from 'next'

/** Next's way of telling what failed while rendering: into the log, with the address and nothing of the request. */
export const onRequestError: Instrumentation.onRequestError = async (error, request, context) => {
  if (process.env.NEXT_RUNTIME !== 'nodejs') return
  const { log } = await import('./platform/log.ts')
  const { addressForLog } = await import('./platform/log-address.ts')
  const { countFailure } = await import('./platform/metrics/failures.ts')
  countFailure('render')
  log().error({ err: error, path: addressForLog(request.path), route: context.routePath }, 'a request failed')
}
