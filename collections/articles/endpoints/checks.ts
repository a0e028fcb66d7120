import { toHtml } from 'hast-util-to-html'
import type { Endpoint } from 'payload'
import { diagramProblem, diagramSvg } from '#publication/article/index.ts'
import { syntaxProblem } from '#publication/syntax/index.ts'
import { answerWriter, textIn } from './request.ts'

const mostBytes = 300_000

/** `POST /api/articles/check-code` `{ language, code }`: `{ problem: { line, message } | null }`. */
export const checkCode: Omit<Endpoint, 'root'> = {
  path: '/check-code',
  method: 'post',
  handler: (req) =>
    answerWriter(req, mostBytes, async (input) => ({
      problem: await syntaxProblem(textIn(input, 'language'), textIn(input, 'code') ?? ''),
    })),
}

/** `POST /api/articles/diagram-preview` `{ source, title }`: `{ svg }`, or `{ problem: { line, message } }`. */
export const diagramPreview: Omit<Endpoint, 'root'> = {
  path: '/diagram-preview',
  method: 'post',
  handler: (req) =>
    answerWriter(req, mostBytes, async (input) => {
      const source = textIn(input, 'source') ?? ''
      const problem = diagramProblem(source)
      if (problem) return { problem }
      const ids = { title: 'preview-title', description: 'preview-description' }
      const svg = diagramSvg(source, textIn(input, 'title') || 'Diagram', ids)
      if (svg === null) return { svg: '' }
      const drawing = { ...svg, properties: { ...svg.properties, xmlns: 'http://www.w3.org/2000/svg' } }
      return { svg: toHtml(drawing, { space: 'svg' }) }
    }),
}
