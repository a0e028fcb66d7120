'use client'

import { useConfig, useDocumentInfo } from '@payloadcms/ui'
import { useEffect, useState } from 'react'

type Linker = { id: number; title: string }

/** In an article's sidebar: the public articles that link to it, each with the way to its page in the admin. */
export function LinkedFrom() {
  const { id } = useDocumentInfo()
  const { config } = useConfig()
  const [linkers, setLinkers] = useState<Linker[] | 'unknown'>([])
  const { api, admin } = config.routes
  useEffect(() => {
    if (id === undefined) return
    const asked = new AbortController()
    fetch(`${api}/articles/${id}/linked-from`, { credentials: 'include', signal: asked.signal })
      .then(async (answer) => setLinkers(answer.ok ? ((await answer.json()) as { docs: Linker[] }).docs : 'unknown'))
      .catch(() => asked.signal.aborted || setLinkers('unknown'))
    return () => asked.abort()
  }, [api, id])
  if (id === undefined) return null
  const isKnown = linkers !== 'unknown'
  return (
    <section className="field-type" aria-labelledby="linked-from">
      <h3 className="field-label" id="linked-from">
        Linked from
      </h3>
      {!isKnown && <p>Which articles link here could not be read. Load the page again.</p>}
      {isKnown && linkers.length === 0 && <p>No public article links here.</p>}
      {isKnown && linkers.length > 0 && (
        <ul>
          {linkers.map((linker) => (
            <li key={linker.id}>
              <a href={`${admin}/collections/articles/${linker.id}`}>{linker.title}</a>
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}
