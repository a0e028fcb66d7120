import { setTimeout as pause } from 'node:timers/promises'
import { signIn } from './editor.ts'
import { type Figure, median, percentile } from './figures.ts'
import type { Site } from './site.ts'

/** The longest of the seeds. */
export const slug = 'queue-architecture-async-workloads'
/** Each look takes a millisecond from the very process that makes the pages. */
const pollMs = 10
const headers = { 'accept-encoding': 'identity' }
const limitMs = 30_000
const settleMs = 250

/** Polls a page until it holds a text. Resolves with the moment. */
async function shows(address: string, text: string): Promise<number> {
  for (const end = performance.now() + limitMs; performance.now() < end; await pause(pollMs))
    if ((await (await fetch(address, { headers })).text()).includes(text)) return performance.now()
  throw new Error(`${address} did not show "${text}" within ${limitMs / 1_000} s`)
}

/** One publication after another, each beside the floor: a save of a draft that changes nothing. */
export async function measurePublish(site: Site, saves: number): Promise<Figure[]> {
  const editor = await signIn(site)
  const id = await editor.articleId(slug)
  const origin = `http://127.0.0.1:${site.port}`
  const series = { patch: [] as number[], visible: [] as number[], draft: [] as number[], afterAnswer: [] as number[] }
  const run = Date.now().toString(36)
  const warmUps = 5
  for (let save = -warmUps; save < saves; save++) {
    const mark = `Measured ${run}x${save + warmUps}.`
    const begun = performance.now()
    const patchMs = await editor.patch(id, { deck: mark, _status: 'published' }, '?depth=0')
    const seen = await Promise.all([shows(`${origin}/articles/${slug}`, mark), shows(`${origin}/`, mark)])
    const visibleMs = Math.max(...seen) - begun
    // The pages of topics and authors are still being made; neither the floor nor the next save is to wait for them.
    await pause(settleMs)
    const draftMs = await editor.patch(id, {}, '?draft=true&depth=0')
    if (save < 0) continue
    series.patch.push(patchMs)
    series.visible.push(visibleMs)
    series.draft.push(draftMs)
    series.afterAnswer.push(visibleMs - patchMs)
  }
  const line = (name: string, values: number[], share: number, more: Partial<Figure> = {}): Figure => {
    return { part: 'publish → visible', name, value: percentile(values, share), unit: 'ms', ...more }
  }
  const elsewhere = 'elsewhere: Directus 50 and Strapi 69 without pages, WordPress 176–191, Ghost 267'
  return [
    line('visible on article and home, p50', series.visible, 0.5, { aim: '≤ 150', note: elsewhere }),
    line('visible on article and home, p95', series.visible, 0.95),
    line('PATCH that publishes, p50', series.patch, 0.5),
    line('PATCH that publishes, p95', series.patch, 0.95),
    line('from its answer to visible, p50', series.afterAnswer, 0.5),
    line('floor: save of a draft, p50', series.draft, 0.5),
    line('floor: save of a draft, p95', series.draft, 0.95),
    {
      part: 'publish → visible',
      name: 'publishing / floor',
      value: median(series.patch) / median(series.draft),
      unit: '×',
    },
    {
      part: 'publish → visible',
      name: 'visible / floor',
      value: median(series.visible) / median(series.draft),
      unit: '×',
    },
  ]
}
