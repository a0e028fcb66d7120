import type { Endpoint } from 'payload'
import { checkCode, diagramPreview } from './checks.ts'
import { findingIds } from './finding-ids.ts'
import { fromPaste } from './from-paste.ts'
import { toMarkdown } from './to-markdown.ts'

/** What the editor of an article asks the server while somebody writes. */
export const editorEndpoints: Omit<Endpoint, 'root'>[] = [fromPaste, toMarkdown, diagramPreview, checkCode, findingIds]
