/**
 * Asks an endpoint of the articles: GET without `body`, else POST.
 * @throws Error with the server's words
 */
export async function ask<T>(url: string, body?: object, signal?: AbortSignal): Promise<T> {
  const post = { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }
  const answer = await fetch(url, { credentials: 'include', ...(signal && { signal }), ...(body && post) })
  const value: unknown = await answer.json().catch(() => null)
  if (answer.ok && value !== null) return value as T
  const [first] = (value as { errors?: { message?: string }[] } | null)?.errors ?? []
  throw new Error(first?.message ?? `The server answered ${answer.status}.`)
}
