import { getEnabledNodes, type SanitizedServerEditorConfig } from '@payloadcms/richtext-lexical'
import { createHeadlessEditor } from '@payloadcms/richtext-lexical/lexical/headless'
import { type Block, buildConfig, type Field } from 'payload'
import { bodyEditor } from '#collections/articles/body-editor.ts'

export type Editor = {
  editorConfig: SanitizedServerEditorConfig
  validate: (value: unknown, options: unknown) => Promise<string | true>
}

/** The body editor as Payload makes it of the configuration. Nothing connects. */
export async function builtEditor() {
  const built = await buildConfig({
    secret: 'unit',
    db: { defaultIDType: 'number', init: () => ({}) as never },
    typescript: { autoGenerate: false },
    collections: [
      { slug: 'users', auth: true, fields: [] },
      { slug: 'media', upload: true, fields: [] },
      { slug: 'articles', fields: [{ name: 'body', type: 'richText', editor: bodyEditor() }] },
    ],
  })
  const articles = built.collections.find(({ slug }) => slug === 'articles')
  return { built, editor: editorIn(articles?.fields ?? [], 'body') }
}

/** The editor of a rich text field. */
export function editorIn(fields: Field[], name: string): Editor {
  const field = fields.find((candidate) => 'name' in candidate && candidate.name === name)
  return (field as unknown as { editor: Editor }).editor
}

/** The blocks that an editor offers, in its text or between it. */
export function blocksIn(editor: Editor, where: 'blocks' | 'inlineBlocks' = 'blocks'): Block[] {
  const feature = editor.editorConfig.resolvedFeatureMap.get('blocks')
  return (feature?.sanitizedServerFeatureProps as Record<string, Block[]> | undefined)?.[where] ?? []
}

export function headlessOf({ editorConfig }: Editor) {
  return createHeadlessEditor({
    nodes: getEnabledNodes({ editorConfig }),
    onError: (error) => {
      throw error
    },
  })
}

export const plain = (value: unknown) => JSON.parse(JSON.stringify(value))
