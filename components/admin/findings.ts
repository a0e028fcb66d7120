import { $isBlockNode, BlockNode } from '@payloadcms/richtext-lexical/client'
import { $getRoot, type LexicalEditor } from '@payloadcms/richtext-lexical/lexical'
import { useEffect, useState } from 'react'

/** A break or hold in the open editor. `key` is the editor's name for its block; `id` is null before the first save. */
export type Finding = {
  key: string
  kind: 'break' | 'hold'
  id: string | null
  title: string
  answers: readonly string[]
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value.trim() : '')

/** The breaks and holds of an editor, in order. Only its top level is walked: they stand nowhere else. */
export function $findings(): Finding[] {
  return $getRoot()
    .getChildren()
    .flatMap((node): Finding[] => {
      if (!$isBlockNode(node)) return []
      const { blockType, findingId, title, answers } = node.getFields() as Record<string, unknown>
      if (blockType !== 'break' && blockType !== 'hold') return []
      const ids = Array.isArray(answers) ? answers.filter((id): id is string => typeof id === 'string') : []
      return [
        { key: node.getKey(), kind: blockType, id: textOf(findingId) || null, title: textOf(title), answers: ids },
      ]
    })
}

/** What stands above the editor: how many breaks are held and open, how many holds there are, and which are open. */
export function countsOf(findings: readonly Finding[]): { words: string; open: Finding[] } {
  const answered = new Set(findings.flatMap(({ kind, answers }) => (kind === 'hold' ? answers : [])))
  const breaks = findings.filter(({ kind }) => kind === 'break')
  const open = breaks.filter(({ id }) => id === null || !answered.has(id))
  const holds = findings.length - breaks.length
  const many = (count: number, one: string) => `${count} ${one}${count === 1 ? '' : 's'}`
  const state = breaks.length === 0 ? '' : `: ${breaks.length - open.length} held, ${open.length} open`
  return { words: `${many(breaks.length, 'break')}${state} · ${many(holds, 'hold')}`, open }
}

const same = (one: readonly Finding[], other: readonly Finding[]): boolean =>
  JSON.stringify(one) === JSON.stringify(other)

/** The findings of an editor, live. Typing in paragraphs costs nothing: only changes of blocks are listened to. */
export function useFindings(editor: LexicalEditor): Finding[] {
  const [findings, setFindings] = useState<Finding[]>([])
  useEffect(() => {
    const read = () => {
      const next = editor.getEditorState().read($findings)
      setFindings((before) => (same(before, next) ? before : next))
    }
    read()
    return editor.registerMutationListener(BlockNode, read, { skipInitialization: true })
  }, [editor])
  return findings
}
