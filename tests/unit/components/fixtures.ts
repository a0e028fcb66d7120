import { readFileSync } from 'node:fs'
import {
  findingsOf,
  mediaIdsOf,
  parseDocument,
  readingMinutesOf,
  sourcesOf,
  wordsOf,
} from '#publication/article/index.ts'
import type { Author, Current, Topic } from '#publication/edition/index.ts'

export const nasty = `</script><img src=x onerror=alert(1)> & "é" ]]> '`
export const longWord = 'Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft'.slice(0, 79)

export const topic: Topic = {
  id: 't_01j00000000000000000000000',
  slug: 'scale',
  path: '/topics/scale',
  name: 'Scale',
  loadCase: 'footing',
  description: 'Ten times more people than last week.',
  articles: 1,
  sheets: {
    sheet: '/plates/scale.0a1b2c3d.sheet.svg',
    'sheet-wide': '/plates/scale.0a1b2c3d.sheet-wide.svg',
  },
}

const plate: NonNullable<Current['plate']> = {
  '3x2': '/plates/queues.0a1b2c3d.3x2.svg',
  '1x1': '/plates/queues.0a1b2c3d.1x1.svg',
  wide: '/plates/queues.0a1b2c3d.wide.svg',
  alt: 'Plate for “Queues”.',
  ground: 'red',
}

export const author: Author = {
  id: 'p_01j00000000000000000000000',
  slug: 'editorial-desk',
  path: '/authors/editorial-desk',
  name: 'Editorial Desk',
  bio: 'The desk.',
  disclosure: 'Sells nothing that is named here.',
  links: [{ label: 'Code', url: 'https://example.org/' }],
  articles: 1,
}

const markdown = `---
title: Queues
deck: Where jobs go to die
slug: queues
topics: [scale]
authors: [editorial-desk]
---

Opening with a note.[^1]

## Main

:::break{#b1 title="Runs twice" shows="Two captures" scale="first crash"}
It dies.
:::

:::hold{#h1 answers="b1" title="One transaction" cost="one table"}
\`\`\`sql {hold=1} caption="Insert"
insert into seen values ($1);
commit;
\`\`\`
:::

:::break{#b2 title="Work in flight is killed" status="open"}
:::

:::hold{#h2 title="Count in and out"}
:::

## Findings

| If | Then |
| --- | --- |
| a | b |

[^1]: Confirms, RabbitMQ, https://example.org/confirms, checked 2026-11-01.
`

/** One article as the publication hands it to a page; `change` replaces fields. */
export function articleWith(change: Partial<Current> = {}): Current {
  const { body } = parseDocument(markdown)
  const words = wordsOf(body)
  return {
    id: 'a_01j00000000000000000000000',
    slug: 'queues',
    path: '/articles/queues',
    title: 'Queues',
    deck: 'Where jobs go to die',
    call: {
      decision: 'Make consumers idempotent.',
      holdsWhen: 'A customer sees the effect.',
      skipWhen: 'The work is pure.',
      costOfWrong: 'Two quarters.',
      undo: 'In a day.',
    },
    takeaways: ['At least once means twice.'],
    topics: [topic],
    authors: [author],
    publishedAt: '2026-09-08T08:00:00.000Z',
    changedAt: '2026-11-18T10:12:00.000Z',
    modifiedAt: '2026-11-18T10:12:00.000Z',
    edition: 3,
    digest: 'sha256-0',
    words,
    readingMinutes: readingMinutesOf(words),
    findings: findingsOf(body),
    plate,
    seo: { title: null, description: null },
    cover: { variant: 0, calm: false },
    sources: sourcesOf(body),
    body,
    corrections: [],
    media: [],
    articles: [],
    html: '',
    markdown: '',
    text: '',
    ...change,
  }
}

/** The article that has every block at least twice; what it links to is not public. */
export function specimen(): Current {
  const file = readFileSync('tests/support/kitchen-sink/articles/kitchen-sink.md', 'utf8')
  const { title, body } = parseDocument(file.replace(/\(media\/(m_[a-z0-9]+)\.png/g, '(media:$1'))
  const media = mediaIdsOf(body).map((id) => {
    const sizes = [{ path: `/media/${id}-640.webp`, width: 640, height: 400 }]
    return { id, path: `/media/${id}.png`, alt: 'A', width: 1200, height: 750, credit: 'The desk', focal: null, sizes }
  })
  return articleWith({ title, body, media, findings: findingsOf(body), sources: sourcesOf(body) })
}
