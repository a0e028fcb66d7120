import { type APIRequestContext, expect } from '@playwright/test'

/** A public address, whether it shows the article's text, and what it says once the article was withdrawn. */
export type Place = { name: string; path: string; gone: number }

/** Every public form in which an article can appear: `mark` is looked for in each. */
export function placesOf(slug: string, topic = 'scale', author = 'editorial-desk'): Place[] {
  const inLists = ['', '?include=body', '?include=body,sources', '?sort=modifiedAt', `?topic=${topic}`]
  return [
    { name: 'home', path: '/', gone: 200 },
    { name: 'topic', path: `/topics/${topic}`, gone: 200 },
    { name: 'author', path: `/authors/${author}`, gone: 200 },
    ...['all', `topics/${topic}`, `authors/${author}`].flatMap((list) =>
      ['rss', 'atom', 'json'].map((format) => ({
        name: `${list} as ${format}`,
        path: `/feeds/${list}.${format}`,
        gone: 200,
      })),
    ),
    { name: 'article', path: `/articles/${slug}`, gone: 410 },
    { name: 'Markdown', path: `/articles/${slug}.md`, gone: 410 },
    { name: 'BibTeX', path: `/articles/${slug}/cite.bib`, gone: 410 },
    { name: 'CSL-JSON', path: `/articles/${slug}/cite.csl.json`, gone: 410 },
    { name: 'JSON', path: `/articles/${slug}.json`, gone: 410 },
    ...inLists.map((query) => ({ name: `API list ${query}`.trim(), path: `/api/v1/articles${query}`, gone: 200 })),
    ...['mdast', 'html', 'markdown', 'text'].map((format) => ({
      name: `API article ${format}`,
      path: `/api/v1/articles/${slug}?format=${format}`,
      gone: 410,
    })),
  ]
}

/** Names of the places that answer 200 and show the mark. */
export async function shownIn(request: APIRequestContext, places: Place[], mark: string): Promise<string[]> {
  const answers = await Promise.all(places.map(({ path }) => request.get(path)))
  const shown = await Promise.all(answers.map(async (answer) => answer.ok() && (await answer.text()).includes(mark)))
  return places.filter((_, index) => shown[index]).map(({ name }) => name)
}

/** Asserts that no place shows the mark, and that those of the article itself answer with this status. */
export async function expectAbsent(
  request: APIRequestContext,
  slug: string,
  mark: string,
  status: 404 | 410,
): Promise<void> {
  const search = { name: 'API search', path: `/api/v1/search?q=${encodeURIComponent(mark)}`, gone: 200 }
  const places = [...placesOf(slug), search]
  const answers = await Promise.all(
    places.map(async ({ name, path, gone }) => {
      const answer = await request.get(path)
      return { name, status: answer.status(), shows: (await answer.text()).includes(mark), own: gone === 410 }
    }),
  )
  expect(answers.map(({ name, status, shows }) => ({ name, status, shows }))).toEqual(
    answers.map(({ name, own }) => ({ name, status: own ? status : 200, shows: false })),
  )
  const finding = await request.get(`/failures/${slug}.b1`, { maxRedirects: 0 })
  expect(finding.status(), 'the address of a finding').toBe(status)
}
