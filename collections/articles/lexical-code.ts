import type { Code } from 'mdast'
import { codeMeta, type LineRanges, linesIn } from '#publication/article/index.ts'
import { cleanText, type Json, textOf } from './lexical-json.ts'
import { BodyError } from './lexical-limits.ts'

/** The fields of a code block as mdast. @throws BodyError */
export function readCode(fields: Json, path: string): Code {
  const value = fields.code ?? ''
  if (typeof value !== 'string') throw new BodyError(path, 'its code is not text; write it again')
  const meta = codeMeta({
    hold: readLines(fields, 'holdLines', path),
    break: readLines(fields, 'breakLines', path),
    unchecked: textOf(fields, 'unchecked', path),
    caption: textOf(fields, 'caption', path),
  })
  return { type: 'code', lang: textOf(fields, 'language', path), meta, value: cleanText(value) }
}

function readLines(fields: Json, name: string, path: string): LineRanges {
  const text = textOf(fields, name, path)
  if (text === null) return []
  const lines = linesIn(text.trim())
  if (lines === null) throw new BodyError(path, `“${text.slice(0, 40)}” are not lines; write them like 2,4-5`)
  return lines
}
