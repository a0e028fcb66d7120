import type { Author } from '#publication/edition/index.ts'
import { AuthorMark } from '../author-mark.tsx'

/** Who wrote it, and what interests they declare. */
export function AuthorNote({ author }: { author: Pick<Author, 'name' | 'path' | 'bio' | 'disclosure'> }) {
  return (
    <section className="end-matter author-note" aria-label={`About ${author.name}`}>
      <AuthorMark name={author.name} />
      <div>
        <h2>{author.name}</h2>
        {author.bio && <p>{author.bio}</p>}
        {author.disclosure && (
          <dl className="facts">
            <dt>Interests</dt>
            <dd>{author.disclosure}</dd>
          </dl>
        )}
        <p className="note">
          <a href={author.path}>All teardowns by {author.name}</a>
        </p>
      </div>
    </section>
  )
}
