import type { Highlight } from '#publication/article/index.ts'
import { Code } from './code.tsx'

type Props = { article: string; topic: string; author: string; origin: string; highlight: Highlight | undefined }

/** The same publication without the API: as files beside its pages, as feeds, and as a journal to check it by. */
export function OtherForms({ article, topic, author, origin, highlight }: Props) {
  const page = `/articles/${article}`
  return (
    <>
      <section className="reference-section" id="forms" aria-labelledby="forms_title">
        <h2 id="forms_title">Markdown and JSON of a page</h2>
        <p>
          Put <code>.md</code> or <code>.json</code> after the address of an article:{' '}
          <a href={`${page}.md`}>as Markdown</a> with YAML front matter, <a href={`${page}.json`}>as JSON</a> as the API
          answers it. Pages of topics and authors have <code>.json</code>. Whoever asks a page for Markdown gets it:
        </p>
        <Code
          label="curl"
          language="bash"
          highlight={highlight}
          copy={{ id: 'forms_curl', what: 'curl of an article as Markdown' }}
        >
          {`curl -H 'Accept: text/markdown' '${origin}${page}'`}
        </Code>
      </section>
      <section className="reference-section" id="feeds" aria-labelledby="feeds_title">
        <h2 id="feeds_title">Feeds</h2>
        <p>
          The newest 30 articles, each whole, as <a href="/feeds/all.rss">RSS</a>, <a href="/feeds/all.atom">Atom</a>{' '}
          and <a href="/feeds/all.json">JSON Feed</a>. Topics and authors have their own, such as{' '}
          <code>/feeds/topics/{topic}.rss</code> and <code>/feeds/authors/{author}.json</code>, and{' '}
          <a href="/feeds/corrections.json">corrections</a> have one. The id of an entry stays when its article is
          renamed; older entries are at <code>rel="next"</code>.
        </p>
        <p>
          JSON Feed has <code>_wbwh</code> at each article: <code>edition</code>, its number; <code>call</code>, the
          decision in a sentence; <code>breaks</code> with <code>id</code>, <code>title</code> and <code>status</code>;{' '}
          <code>holds</code> with <code>id</code>, <code>title</code> and what they answer.
        </p>
      </section>
      <section className="reference-section" id="checkpoints" aria-labelledby="checkpoints_title">
        <h2 id="checkpoints_title">Checkpoints of the journal</h2>
        <p>
          Whatever becomes public, changes or goes is an entry in a journal, and each entry holds the hash of the one
          before. <a href="/.well-known/journal-checkpoint">/.well-known/journal-checkpoint</a> is our signature
          (Ed25519) under the newest. Keep one, and you can show later that the journal up to there is still the same.{' '}
          <a href="#Edition">An edition</a> has the exact text that its <code>digest</code> in the journal is the hash
          of.
        </p>
        <Code
          label="curl"
          language="bash"
          highlight={highlight}
          copy={{ id: 'checkpoints_curl', what: 'curl of a checkpoint' }}
        >
          {`curl '${origin}/.well-known/journal-checkpoint'`}
        </Code>
      </section>
    </>
  )
}
