/** Where a page may lead: an address of ours that exists, or one of others that a fixture names. */
export const known = new RegExp(
  [
    /^#/,
    /^\/$/,
    /^\/#(?:teardowns|topics)$/,
    /^\/articles(?:\?after=[\w-]+)?$/,
    /^\/(?:about|how-to-read-a-plate|accessibility|licence|developers|ai)(?:#\w+)?$/,
    /^\/(?:articles|topics|authors)\/[a-z0-9-]+(?:\.(?:md|json)|#[bh]\d+|\/editions\/\d+|\/cite\.(?:bib|csl\.json))?$/,
    /^\/failures(?:\?topic=scale|\/at\/(?:100|1k|10k|100k)|\/[a-z0-9-]+\.[bh]\d+)?$/,
    /^\/search(?:\?q=[^"<>\s]+)?$/,
    /^\/feeds\/(?:all|corrections|topics\/scale|authors\/editorial-desk)\.(?:rss|atom|json)$/,
    /^\/api\/v1\/[\w/.?=&,-]+$/,
    /^\/(?:robots\.txt|llms\.txt|llms-full\.txt|sitemap\.xml)$/,
    /^\/\.well-known\/journal-checkpoint$/,
    /^\/fonts\/LICENSE-[a-z-]+\.txt$/,
    /^mailto:desk@example\.org$/,
    /^mailto:\?subject=[\w%!'()*.~-]*&body=[\w%!'()*.~-]+$/,
    /^https:\/\/(?:app\.slack\.com\/client$|www\.linkedin\.com\/sharing\/share-offsite\/\?url=)/,
    /^https:\/\/(?:x\.com\/intent\/post\?text=|bsky\.app\/intent\/compose\?text=|share\.joinmastodon\.org\/#text=)/,
    /^https:\/\/contentsignals\.org\/$/,
    /^https:\/\/www\.w3\.org\/TR\/WCAG22\/$/,
    /^https:\/\/(?:example\.org|www\.postgresql\.org|www\.rfc-editor\.org)\//,
  ]
    .map(({ source }) => source)
    .join('|'),
)
