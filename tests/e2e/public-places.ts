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

/**
 * What each place answers, one after the other: this is about what is shown, and not about how much of what nobody has
 * asked for yet a process can make at once.
 */
async function answersOf(request: APIRequestContext, places: Place[]): Promise<{ status: number; text: string }[]> {
  const answers: { status: number; text: string }[] = []
  for (const { path } of places) {
    const answer = await request.get(path)
    answers.push({ status: answer.status(), text: await answer.text() })
  }
  return answers
}

/** Names of the places that answer 200 and show the mark. */
export async function shownIn(request: APIRequestContext, places: Place[], mark: string): Promise<string[]> {
  const answers = await answersOf(request, places)
  const isShown = ({ status, text }: { status: number; text: string }) => status === 200 && text.includes(mark)
  return places.flatMap(({ name }, index) => (isShown(answers[index] ?? { status: 0, text: '' }) ? [name] : []))
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
  const answers = await answersOf(request, places)
  expect(
    answers.map(({ status: got, text }, index) => ({
      name: places[index]?.name,
      status: got,
      shows: text.includes(mark),
    })),
  ).toEqual(places.map(({ name, gone }) => ({ name, status: gone === 410 ? status : 200, shows: false })))
  const finding = await request.get(`/failures/${slug}.b1`, { maxRedirects: 0 })
  expect(finding.status(), 'the address of a finding').toBe(status)
}
