import type { Queries } from './operations.ts'
import type { Schemas } from './schemas.ts'

// What is asked and answered, as the contract has it. What a request says of its answer's form is worked out here.

/** The parameters of an operation. */
export type Query<Id extends keyof Queries> = Queries[Id]

/** `format`, `fields` and `include` decide the form of the answer, so each method takes them by themselves. */
type Shaping = 'fields' | 'include' | 'format'
export type Format = NonNullable<Query<'getArticle'>['format']>
export type Field = NonNullable<Query<'getArticle'>['fields']>[number]
export type Includable = NonNullable<Query<'listArticles'>['include']>[number]

/** A list of names: written down in the call it is known which, otherwise it is not. */
export type Fields = readonly Field[]
export type Included = readonly Includable[]

type Body<B extends Format> = B extends 'mdast' ? Schemas['Mdast'] : string
type Whole<B extends Format> = Omit<Schemas['Article'], 'body'> & { body: Body<B> }
type Flat<T> = { [Name in keyof T]: T[Name] }
/** Whether the names in a list are known, and not only of which kind they are. */
type IsKnown<List extends readonly unknown[]> = number extends List['length'] ? false : true
type Perhaps<T> = Flat<Pick<T, 'id' & keyof T> & Partial<T>>

/** One article with these fields, and its body in this format. */
export type ArticleWith<F extends Fields, B extends Format> = F extends readonly []
  ? Flat<Whole<B>>
  : IsKnown<F> extends true
    ? Pick<Flat<Whole<B>>, 'id' | F[number]>
    : Perhaps<Flat<Whole<B>>>

type Added<I extends Included, B extends Format> =
  IsKnown<I> extends true ? Pick<Whole<B>, I[number]> : Partial<Pick<Whole<B>, Includable>>
type Listed<I extends Included, B extends Format> = I extends readonly []
  ? Schemas['ArticleSummary']
  : Flat<Schemas['ArticleSummary'] & Added<I, B>>

/** One article of a list. */
export type ListedWith<F extends Fields, I extends Included, B extends Format> = F extends readonly []
  ? Listed<I, B>
  : IsKnown<F> extends true
    ? Pick<Listed<I, B>, ('id' | F[number] | I[number]) & keyof Listed<I, B>>
    : Perhaps<Listed<I, B>>

export type ArticleParameters<F extends Fields = Fields, B extends Format = Format> = Omit<
  Query<'getArticle'>,
  Shaping
> & { fields?: F; format?: B }

export type ListParameters<F extends Fields = Fields, I extends Included = Included, B extends Format = Format> = Omit<
  Query<'listArticles'>,
  Shaping
> & { fields?: F; include?: I; format?: B }

/** The parameters of a walk through all pages: it only goes forward. */
export type Forward<Parameters> = Omit<Parameters, 'before'>

/** A page of a list. Give `page.next` as `after` for the next one; null at the end. */
export type PageOf<Item> = { data: Item[]; page: Schemas['Page'] }
