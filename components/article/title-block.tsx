import type { Current } from '#publication/edition/index.ts'
import { Day } from '../day.tsx'

type Props = { article: Pick<Current, 'authors' | 'publishedAt' | 'modifiedAt' | 'edition' | 'readingMinutes'> }

/** Who, when, which edition and how long: the box in the corner of a drawing. */
export function TitleBlock({ article }: Props) {
  return (
    <dl className="title-block">
      <div>
        <dt>{article.authors.length === 1 ? 'Author' : 'Authors'}</dt>
        {article.authors.map((author) => (
          <dd key={author.id}>
            <a href={author.path} rel="author">
              {author.name}
            </a>
          </dd>
        ))}
      </div>
      <div>
        <dt>Published</dt>
        <dd>
          <Day iso={article.publishedAt} />
        </dd>
      </div>
      <div>
        <dt>Edition</dt>
        <dd>
          <a href="#page_editions">
            {article.edition}, <Day iso={article.modifiedAt} />
          </a>
        </dd>
      </div>
      <div>
        <dt>Reading</dt>
        <dd>{article.readingMinutes} min</dd>
      </div>
    </dl>
  )
}
