import { describe, expectTypeOf, it } from 'vitest'
import { type Answers, type Client, createClient, type ProblemKind, type Schemas } from '#client/index.ts'
import type { OperationId } from '#publication/contract/index.ts'
import type { ErrorKind } from '#publication/errors/index.ts'

// `tsc` checks these lines; that they run shows nothing more. Nothing is asked: the calls stand in functions.

const client = createClient({ origin: 'https://example.org' })
type Answer<Work extends (...args: never) => unknown> = Awaited<ReturnType<Work>>
type Item<Walk extends (...args: never) => AsyncGenerator> =
  ReturnType<Walk> extends AsyncGenerator<infer Each> ? Each : never
type Ok<Id extends keyof Answers> = Answers[Id]
type WithBody<Body> = Omit<Schemas['Article'], 'body'> & { body: Body }
type Same<T> = { [Name in keyof T]: T[Name] }

describe('the types of the client', () => {
  it('have a method for each operation, and a kind for each problem', () => {
    expectTypeOf<OperationId | 'getOpenApi'>().toEqualTypeOf<keyof Answers>()
    expectTypeOf<Exclude<keyof Answers, keyof Client>>().toEqualTypeOf<never>()
    expectTypeOf<Exclude<keyof Client, keyof Answers | `each${string}`>>().toEqualTypeOf<never>()
    expectTypeOf<ProblemKind>().toEqualTypeOf<ErrorKind>()
  })

  it('are those of the OpenAPI document', () => {
    expectTypeOf<Answer<Client['listEditions']>>().toEqualTypeOf<Ok<'listEditions'>>()
    expectTypeOf<Answer<Client['getEdition']>>().toEqualTypeOf<Ok<'getEdition'>>()
    expectTypeOf<Answer<Client['listFindings']>>().toEqualTypeOf<Ok<'listFindings'>>()
    expectTypeOf<Answer<Client['listTopics']>>().toEqualTypeOf<Ok<'listTopics'>>()
    expectTypeOf<Answer<Client['getTopic']>>().toEqualTypeOf<Ok<'getTopic'>>()
    expectTypeOf<Answer<Client['listAuthors']>>().toEqualTypeOf<Ok<'listAuthors'>>()
    expectTypeOf<Answer<Client['getAuthor']>>().toEqualTypeOf<Ok<'getAuthor'>>()
    expectTypeOf<Answer<Client['search']>>().toEqualTypeOf<Ok<'search'>>()
    expectTypeOf<Answer<Client['listChanges']>>().toEqualTypeOf<Ok<'listChanges'>>()
    expectTypeOf<Answer<Client['getOpenApi']>>().toEqualTypeOf<Ok<'getOpenApi'>>()
  })

  it('of walks are those of the items of lists', () => {
    expectTypeOf<Item<Client['eachEdition']>>().toEqualTypeOf<Schemas['EditionNote']>()
    expectTypeOf<Item<Client['eachFinding']>>().toEqualTypeOf<Schemas['ListedFinding']>()
    expectTypeOf<Item<Client['eachTopic']>>().toEqualTypeOf<Schemas['Topic']>()
    expectTypeOf<Item<Client['eachAuthor']>>().toEqualTypeOf<Schemas['Author']>()
    expectTypeOf<Item<Client['eachHit']>>().toEqualTypeOf<Schemas['Hit']>()
    expectTypeOf<Item<Client['eachChange']>>().toEqualTypeOf<Schemas['Change']>()
  })

  it('of one article follow `fields` and `format`', () => {
    const mdast = () => client.getArticle('a')
    expectTypeOf<Answer<typeof mdast>>().toEqualTypeOf<Same<WithBody<Schemas['Mdast']>>>()
    expectTypeOf<Answer<typeof mdast>>().toExtend<Ok<'getArticle'>>()
    const html = () => client.getArticle('a', { format: 'html' })
    expectTypeOf<Answer<typeof html>>().toEqualTypeOf<Same<WithBody<string>>>()
    const some = () => client.getArticle('a', { fields: ['title', 'body'], format: 'text' })
    expectTypeOf<Answer<typeof some>>().toEqualTypeOf<{ id: string; title: string; body: string }>()
    const names: ('title' | 'words')[] = ['title']
    const unknown = () => client.getArticle('a', { fields: names })
    expectTypeOf<Answer<typeof unknown>['id']>().toEqualTypeOf<string>()
    expectTypeOf<Answer<typeof unknown>['title']>().toEqualTypeOf<string | undefined>()
  })

  it('of lists follow `fields`, `include` and `format`', () => {
    const list = () => client.listArticles()
    expectTypeOf<Answer<typeof list>>().toEqualTypeOf<Schemas['ArticleList']>()
    const filtered = () => client.listArticles({ topic: 'scale', limit: 5 })
    expectTypeOf<Answer<typeof filtered>>().toEqualTypeOf<Schemas['ArticleList']>()
    const whole = () => client.listArticles({ include: ['body', 'sources'], format: 'markdown' })
    expectTypeOf<Answer<typeof whole>['data'][number]>().toEqualTypeOf<Same<WithBody<string>>>()
    const some = () => client.listArticles({ fields: ['slug'], include: ['body'] })
    type Some = { id: string; slug: string; body: Schemas['Mdast'] }
    expectTypeOf<Answer<typeof some>['data'][number]>().toEqualTypeOf<Some>()
    const walk = () => client.eachArticle({ fields: ['slug'], include: ['body'] })
    expectTypeOf<Item<typeof walk>>().toEqualTypeOf<Some>()
  })

  it('refuse parameters that the API would refuse', () => {
    const refused = [
      // @ts-expect-error no such parameter
      () => client.listArticles({ limt: 5 }),
      // @ts-expect-error no such parameter, beside one that is
      () => client.listArticles({ limit: 5, topics: 'scale' }),
      // @ts-expect-error no such field
      () => client.getArticle('a', { fields: ['titel'] }),
      // @ts-expect-error one article is always whole
      () => client.getArticle('a', { include: ['body'] }),
      // @ts-expect-error no such format
      () => client.getArticle('a', { format: 'pdf' }),
      // @ts-expect-error no such order
      () => client.listArticles({ sort: 'title' }),
      // @ts-expect-error nothing is sought
      () => client.search({}),
      // @ts-expect-error no such status
      () => client.listFindings({ status: 'closed' }),
      // @ts-expect-error a walk goes forward
      () => client.eachArticle({ before: 'x' }),
      // @ts-expect-error editions have numbers
      () => client.getEdition('a', 'first'),
    ]
    expectTypeOf(refused).toBeArray()
  })
})
