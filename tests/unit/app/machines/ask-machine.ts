import { answerMachine } from '#app/machines/router.ts'

/** Asks one address that machines read, as the door does. */
export async function askMachine(
  address: string,
  {
    method = 'GET',
    ifNoneMatch,
    ifModifiedSince,
  }: { method?: string; ifNoneMatch?: string; ifModifiedSince?: string } = {},
) {
  const [path = '', query] = address.split('?')
  const sent = await answerMachine({
    method,
    path,
    search: query === undefined ? '' : `?${query}`,
    requestId: '00000000-0000-4000-8000-000000000000',
    ifNoneMatch,
    ifModifiedSince,
  })
  return { status: sent.status, headers: new Headers(sent.headers), text: sent.body?.toString() ?? '' }
}
