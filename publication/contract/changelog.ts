/** What one version of the contract brought: the day, and each addition in a sentence. */
type ContractChange = { version: string; day: string; additions: readonly string[] }

/** Every version of the contract, the newest first. The document carries the number of the first one here. */
export const changelog: readonly ContractChange[] = [
  {
    version: '1.2.0',
    day: '2026-11-28',
    additions: [
      'Feeds: thirty whole articles and pages further back; corrections; in JSON Feed the Markdown and `_wbwh`.',
      'Markdown: in its front matter what follows from the document, such as `edition`, `breaks` and `holds`.',
      'The picture that an article is shared with: `images.og`.',
      'What editors say was wrong: `corrections` of an edition in `/articles/{article}/editions`.',
      'Breaks that can bite at a number of users: `users` of `/findings`. The failure index in other forms: `/failures.json`, `.csv`, `.md`.',
    ],
  },
  {
    version: '1.1.0',
    day: '2026-11-28',
    additions: [
      'Breaks and holds of all articles: `/findings`.',
      'Topics and authors: `/topics`, `/authors`, and their pages with `.json`.',
      'Search over findings, articles and topics: `/search`.',
      'What changed, in order: `/changes`.',
      'The editions of an article: `/articles/{article}/editions`.',
      'Quotas, told in `RateLimit` and `RateLimit-Policy`. A 304 costs nothing.',
      'The contract as an OpenAPI 3.1 document: `/openapi.json`.',
    ],
  },
  {
    version: '1.0.0',
    day: '2026-11-22',
    additions: ['The list of articles: `/articles`.', 'One article: `/articles/{article}`, and its page with `.json`.'],
  },
]
