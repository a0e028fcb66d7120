import type { Highlight } from '#publication/article/index.ts'
import { Code } from './code.tsx'

type Props = { base: string; origin: string; article: string; highlight: Highlight | undefined }

/** The first request, and the same in TypeScript with the client and without it. */
export function Start({ base, origin, article, highlight }: Props) {
  return (
    <section className="reference-section" id="start" aria-labelledby="start_title">
      <h2 id="start_title">Start here</h2>
      <p>
        Every article, break, hold, topic and author that is published here can be had as JSON. The base address is{' '}
        <code>{base}</code>. There is no key and no account, and every origin may ask from a browser. It can only be
        read.
      </p>
      <Code label="curl" language="bash" highlight={highlight} copy={{ id: 'start_curl', what: 'the first curl' }}>
        {`curl '${base}/articles?limit=1'`}
      </Code>
      <p>
        A client in TypeScript lies in the folder <code>client</code> of the project. Its methods are called as the
        addresses are below; it follows cursors, waits and asks again when it is told to, and throws problems as errors.
      </p>
      <Code
        label="TypeScript"
        language="typescript"
        highlight={highlight}
        copy={{ id: 'start_client', what: 'TypeScript with the client' }}
      >
        {`import { createClient } from './client/index.ts'\n\nconst api = createClient({ origin: '${origin}' })\nconst article = await api.getArticle('${article}')`}
      </Code>
      <p>Nothing of it is needed. With what every browser and Node have:</p>
      <Code
        label="TypeScript without the client"
        language="typescript"
        highlight={highlight}
        copy={{ id: 'start_fetch', what: 'TypeScript without the client' }}
      >
        {`const answer = await fetch('${base}/articles?limit=1')\nconst body = await answer.json()\nif (!answer.ok) throw new Error(\`\${body.title}: \${body.detail} (\${body.instance})\`)\nfor (const article of body.data) console.log(article.title, article.url)`}
      </Code>
      <p>
        The whole contract is an OpenAPI 3.1 document at <a href="/api/v1/openapi.json">{base}/openapi.json</a>. This
        page is made from it.
      </p>
    </section>
  )
}
