import type { Author, Summary } from '#publication/edition/index.ts'
import { AuthorMark } from '../author-mark.tsx'
import { PageFrame } from '../page-frame.tsx'
import { counted } from '../wording.ts'
import { TeaserList } from './teaser-list.tsx'

/** One author: bio, disclosure of interests, links that are theirs, and what they published, newest first. */
export function AuthorPage({ author, articles }: { author: Author; articles: readonly Summary[] }) {
  return (
    <PageFrame machines={[{ label: 'By this author, as RSS', href: `/feeds${author.path}.rss` }]}>
      <header className="wrap list-head">
        <div className="author-head">
          <AuthorMark name={author.name} />
          <div className="grid gap-4">
            <p className="note">Author</p>
            <h1 className="page-title">{author.name}</h1>
          </div>
        </div>
        <div className="grid gap-4">
          {author.bio && <p className="deck">{author.bio}</p>}
          <dl className="facts">
            <dt>Interests</dt>
            <dd>{author.disclosure ?? 'None declared.'}</dd>
            {author.links.length > 0 && (
              <>
                <dt>Elsewhere</dt>
                {author.links.map((link) => (
                  <dd key={link.url}>
                    <a href={link.url} rel="me noopener">
                      {link.label}
                    </a>
                  </dd>
                ))}
              </>
            )}
          </dl>
        </div>
      </header>
      <div className="wrap">
        <TeaserList
          articles={articles}
          title="Teardowns"
          note={`${counted(articles.length, 'teardown')}, newest first`}
          empty="Nothing of theirs is published yet."
        />
      </div>
    </PageFrame>
  )
}
