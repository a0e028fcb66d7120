import type { Author } from '#publication/edition/index.ts'

/** Who wrote it, and what interests they declare. */
export function AuthorNote({ author }: { author: Pick<Author, 'name' | 'path' | 'bio' | 'disclosure'> }) {
  return (
    <section className="end-matter grid gap-3 text-3" aria-label={`About ${author.name}`}>
      <h2>{author.name}</h2>
      {author.bio && <p>{author.bio}</p>}
      {author.disclosure && (
        <dl className="facts">
          <dt>Interests</dt>
          <dd>{author.disclosure}</dd>
        </dl>
      )}
      <p>
        <a href={author.path}>All teardowns by {author.name}</a>
      </p>
    </section>
  )
}
