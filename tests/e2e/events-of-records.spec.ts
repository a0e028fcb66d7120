import { expect, test } from '@playwright/test'
import { type Desk, openDesk, writePublished } from './desk.ts'
import { expectEverywhere, expectSights, watch } from './expect-everywhere.ts'
import { unique, upload } from './house.ts'
import type { Subject } from './surfaces.ts'

let desk: Desk
test.beforeAll(async () => {
  desk = await openDesk(false)
})
test.afterAll(() => desk?.close())

async function patch(path: string, data: object): Promise<void> {
  const answer = await desk.api.patch(path, { data })
  expect(answer.status(), await answer.text()).toBe(200)
}

const listed = '/api/v1/articles'
const ofArticle = ({ now }: Subject, endings: string[]) =>
  endings.map((ending) => `/articles/${now.is === 'public' ? now.slug : ''}${ending}`)

for (const kind of ['authors', 'topics'] as const) {
  const singular = kind.slice(0, -1)
  const verbs = [`${singular}.changed`]

  test(`${singular} under another name: every page that shows it, and no new edition`, async ({ request }) => {
    const article = await writePublished(desk)
    const [place] = desk[kind]
    const others = kind === 'topics' ? [`/authors/${desk.authors[0].slug}`, '/'] : []
    const feeds = ['/feeds/all.rss', `/feeds/${kind}/${place.slug}.atom`]
    const paths = [...ofArticle(article, ['', '.json']), `/${kind}/${place.slug}`, listed, ...others, ...feeds]
    const before = await watch(desk, request, [article])
    await expectSights(
      request,
      paths.map((path) => ({ path, shows: [place.name] })),
    )
    const name = `Renamed ${unique()}`
    await patch(`/api/${kind}/${place.id}`, { name })
    await expectEverywhere(desk, request, before, verbs)
    await expectSights(
      request,
      paths.map((path) => ({ path, shows: [name], hides: [place.name] })),
    )
    place.name = name
  })

  test(`${singular} under other addresses: one hop to the newest from each`, async ({ request }) => {
    const article = await writePublished(desk)
    const [place] = desk[kind]
    const former: string[] = []
    for (const ending of ['-b', '-c']) {
      former.push(place.slug)
      const before = await watch(desk, request, [article])
      const slug = `${former[0]}${ending}`
      await patch(`/api/${kind}/${place.id}`, { slug })
      place.slug = slug
      article[kind] = [slug]
      article.now = { ...article.now, [kind]: [slug] } as Subject['now']
      await expectEverywhere(desk, request, before, verbs)
      await expectSights(request, [
        ...former.map((old) => ({ path: `/${kind}/${old}`, status: 308, location: `/${kind}/${slug}` })),
        ...former.map((old) => ({
          path: `/feeds/${kind}/${old}.rss`,
          status: 308,
          location: `/feeds/${kind}/${slug}.rss`,
        })),
        ...ofArticle(article, ['', '.json']).map((path) => ({ path, shows: [`/${kind}/${slug}"`] })),
        ...ofArticle(article, ['.md']).map((path) => ({ path, shows: [`${kind}: [${slug}]`] })),
        ...former.map((old) => ({ path: `${listed}?${singular}=${old}`, hides: article.marks })),
      ])
    }
  })

  test(`${singular} that wants an address of another: refused in words, nothing moves`, async ({ request }) => {
    const [first, second] = desk[kind]
    const article = await writePublished(desk)
    const left = first.slug
    first.slug = `${left}-d`
    await patch(`/api/${kind}/${first.id}`, { slug: first.slug })
    article[kind] = [first.slug]
    article.now = { ...article.now, [kind]: [first.slug] } as Subject['now']
    const before = await watch(desk, request, [article])
    const answer = await desk.api.patch(`/api/${kind}/${second.id}`, { data: { slug: left } })
    expect(answer.status()).toBe(409)
    expect((await answer.json()).errors[0].message).toContain(`leads to “${first.name}”, which had it before`)
    await expectEverywhere(desk, request, before, [])
    await expectSights(request, [{ path: `/${kind}/${left}`, status: 308, location: `/${kind}/${first.slug}` }])
  })
}

test('a picture: another alternative text, another file, on every page that shows it', async ({ request }) => {
  const { id, filename } = await upload(desk.api)
  const article = await writePublished(desk, {}, id)
  const forms = ofArticle(article, ['', '.md', '.json'])
  let before = await watch(desk, request, [article])
  await patch(`/api/media/${id}`, { alt: 'Another text' })
  await expectEverywhere(desk, request, before, ['media.changed'])
  await expectSights(
    request,
    forms.map((path) => ({ path, shows: ['Another text', filename], hides: ['One point'] })),
  )

  before = await watch(desk, request, [article])
  const file = await (await desk.api.get(`/api/media/file/${filename}`)).body()
  const answer = await desk.api.patch(`/api/media/${id}`, {
    multipart: { _payload: '{}', file: { name: 'other.png', mimeType: 'image/png', buffer: file } },
  })
  expect(answer.status(), await answer.text()).toBe(200)
  const renamed: string = (await answer.json()).doc.filename
  expect(renamed).not.toBe(filename)
  await expectEverywhere(desk, request, before, ['media.changed'])
  await expectSights(request, [
    ...forms.map((path) => ({ path, shows: ['Another text', renamed], hides: [filename] })),
    { path: `/media/${renamed}` },
    { path: `/media/${filename}`, status: 403 },
  ])
})
