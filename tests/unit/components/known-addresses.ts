/** Where a page may lead: an address of ours that exists, or one of others that a fixture names. */
export const known = new RegExp(
  [
    /^#/,
    /^\/$/,
    /^\/#(?:teardowns|topics)$/,
    /^\/articles(?:\?after=[\w-]+)?$/,
    /^\/(?:about|how-to-read-a-plate|accessibility|licence|developers)(?:#\w+)?$/,
    /^\/(?:articles|topics|authors)\/[a-z0-9-]+(?:\.(?:md|json)|#[bh]\d+|\/editions\/\d+)?$/,
    /^\/failures(?:\/[a-z0-9-]+\.[bh]\d+)?$/,
    /^\/search(?:\?q=[^"<>\s]+)?$/,
    /^\/feeds\/(?:all|corrections)\.(?:rss|atom|json)$/,
    /^\/api\/v1\/[\w/.?=&,-]+$/,
    /^\/(?:llms\.txt|sitemap\.xml)$/,
    /^\/\.well-known\/journal-checkpoint$/,
    /^\/fonts\/LICENSE-[a-z-]+\.txt$/,
    /^mailto:desk@example\.org$/,
    /^https:\/\/www\.w3\.org\/TR\/WCAG22\/$/,
    /^https:\/\/(?:example\.org|www\.postgresql\.org|www\.rfc-editor\.org)\//,
  ]
    .map(({ source }) => source)
    .join('|'),
)
