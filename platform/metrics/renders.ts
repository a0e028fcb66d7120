import { Counter } from 'prom-client'
import { processWide } from '../process-wide.ts'
import { registry } from './registry.ts'

const counter = () =>
  processWide(
    'metrics.renders',
    () =>
      new Counter({
        name: 'wbwh_page_renders_total',
        help: 'Reader pages that were made anew and kept, by the first part of their path.',
        labelNames: ['route'],
        registers: [registry()],
      }),
  )

const routes = new Set(['home', 'articles', 'topics', 'authors', 'errors'])

/**
 * Counts a page that was rendered.
 * @param key of the page cache, which ends with the page's path
 */
export function countRender(key: string): void {
  const first = key.slice(key.lastIndexOf('$') + 1).split('/', 2)[1] ?? ''
  counter().inc({ route: routes.has(first) ? first : 'other' })
}
