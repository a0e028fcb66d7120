import { readFileSync } from 'node:fs'
import { visit } from 'unist-util-visit'
import { afterAll, expect } from 'vitest'
import { codeMetaOf, parseDocument } from '#publication/article/index.ts'

/** Code of these languages can be run here, and so it is. */
const run = new Set(['sql', 'typescript', 'javascript', 'bash', 'solidity', 'python'])

type Sample = { language: string; code: string }

function samplesIn(slug: string): Map<string, Sample> {
  const source = readFileSync(new URL(`../../../seeds/articles/${slug}.md`, import.meta.url), 'utf8')
  const samples = new Map<string, Sample>()
  visit(parseDocument(source, `${slug}.md`).body, 'code', ({ lang, meta, value }, _, parent) => {
    if (parent?.type === 'containerDirective' && parent.name === 'diagram') return
    const caption = codeMetaOf(meta)?.caption ?? ''
    if (samples.has(caption))
      throw new Error(`Two samples of ${slug} have the caption “${caption}”; give each its own.`)
    samples.set(caption, { language: lang ?? '', code: value })
  })
  return samples
}

/**
 * The code samples of a seed article, by caption. When the file ends, each one that can be run must have been asked for.
 * @throws Error when no sample has the caption
 */
export function samplesOf(slug: string): (caption: string) => string {
  const samples = samplesIn(slug)
  const asked = new Set<string>()
  afterAll(() => {
    const runnable = [...samples].filter(([, { language }]) => run.has(language)).map(([caption]) => caption)
    expect(runnable.filter((caption) => !asked.has(caption))).toEqual([])
  })
  return (caption) => {
    const sample = samples.get(caption)
    if (!sample) throw new Error(`${slug} has no sample “${caption}”; it has ${[...samples.keys()].join(', ')}.`)
    asked.add(caption)
    return sample.code
  }
}
