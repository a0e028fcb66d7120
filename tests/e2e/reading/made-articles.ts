import { readdirSync, readFileSync } from 'node:fs'

/** Articles that stretch a page, as Markdown files. What they say is of no matter; how much of it there is, is. */

type Front = { slug: string; title: string; takeaways?: string[]; published: string }

/** Older than any of the seeds, so that those lead the home page. */
const heads = ({ slug, title, takeaways = [], published }: Front): string =>
  [
    '---',
    `title: "${title}"`,
    'deck: A specimen for tests, longer or shorter than what an author would send',
    `slug: ${slug}`,
    'topics: [scale]',
    'authors: [editorial-desk]',
    `publishedAt: ${published}T08:00:00Z`,
    'call:',
    '  decision: Measure the longest page that can be written, and not the one that was.',
    '  holdsWhen: Pages are made of what others write.',
    '  skipWhen: Every page was written before the measuring.',
    '  costOfWrong: A page that grows past its limit on the day it is read most.',
    '  undo: Yes, in a minute.',
    ...(takeaways.length > 0 ? ['takeaways:', ...takeaways.map((text) => `  - ${text}`)] : []),
    '---',
    '',
    '',
  ].join('\n')

const seeds = 'seeds/articles'
const isPlain = (line: string): boolean => /^[A-Z“]/.test(line) && !line.startsWith('[^')

/** The words of the seeds' own paragraphs: repeated or made-up ones would weigh less than what authors write. */
const words: readonly string[] = readdirSync(seeds)
  .filter((file) => file.endsWith('.md'))
  .flatMap((file) => readFileSync(`${seeds}/${file}`, 'utf8').split('---')[2]?.split('\n').filter(isPlain) ?? [])
  .join(' ')
  .replace(/\[\^\w+\]|[`*[\]]|\(\S+\)/g, '')
  .split(/\s+/)
let next = 0

/** A paragraph of that many words, which stand in no other one. */
function paragraph(count: number): string {
  const taken = words.slice(next, next + count)
  next += count
  if (taken.length < count) throw new Error('The seeds have not so many words.')
  return `${taken.join(' ')}.`
}

const breakOf = (number: number): string =>
  [
    `:::break{#b${number} title="The specimen breaks at joint number ${number}" shows="A line in the log, and then another" scale="the second worker"}`,
    paragraph(90),
    '',
    `${paragraph(80)}[^${number}]`,
    ':::',
  ].join('\n')

const holdOf = (number: number): string =>
  [
    `:::hold{#h${number} answers="b${number}" title="A key across joint number ${number}" cost="one table"}`,
    paragraph(40),
    ':::',
  ].join('\n')

const note = (number: number): string =>
  `[^${number}]: Specimen, section ${number}, https://example.org/specimen/${number}, checked 2026-11-22.`

const breaks = Array.from({ length: 14 }, (_, at) => at + 1)

/** 3,500 words and more, 14 breaks of which two are open, 12 holds, 14 sources. */
const longest =
  heads({
    slug: 'longest-article',
    title: 'The Longest Article That an Author Is Likely to Send, With Fourteen Breaks and a Title of Two Lines',
    takeaways: ['Fourteen breaks are the most that a strip can show.', 'Two of them are open.', 'All else is held.'],
    published: '2026-01-03',
  }) +
  [
    paragraph(120),
    ...breaks.map((number) => (number > 12 ? breakOf(number) : `${breakOf(number)}\n\n${holdOf(number)}`)),
    '## What to do on Monday',
    ...[90, 90, 90].map(paragraph),
    breaks.map(note).join('\n\n'),
  ].join('\n\n')

const withoutFindings =
  heads({ slug: 'no-findings', title: 'A Piece in Which Nothing Breaks', published: '2026-01-02' }) +
  [paragraph(80), '## One head', paragraph(80)].join('\n\n')

/** The 79 letters that name a company of captains' widows on the Danube. */
const longWord = 'Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft'.slice(0, 79)

const withLongWord =
  heads({ slug: 'long-word', title: `Scaling the ${longWord} to Ten Regions`, published: '2026-01-01' }) +
  [
    paragraph(60),
    `:::break{#b1 title="The ${longWord} stops" shows="${longWord}" scale="the first wide screen"}\n${paragraph(60)}\n:::`,
    `:::hold{#h1 answers="b1" title="Break the ${longWord} anywhere"}\n${paragraph(30)}\n:::`,
  ].join('\n\n')

/** File name and text of each. */
export const madeArticles: readonly [file: string, text: string][] = [
  ['longest-article.md', longest],
  ['no-findings.md', withoutFindings],
  ['long-word.md', withLongWord],
  [
    'withdrawn.md',
    heads({ slug: 'withdrawn', title: 'A Piece That Is Withdrawn', published: '2026-01-01' }) + paragraph(40),
  ],
].map(([file = '', text = '']) => [file, `${text}\n`])
