'use client'

// The editor asks for this by its path (import map). Without a client boundary of its own, functions and patterns
// could not cross from the server's configuration to the browser.
import { $createBlockNode, BlockNode, createClientFeature } from '@payloadcms/richtext-lexical/client'
import { shortcutsFor } from './editor-shortcuts.ts'

export const BlockShortcuts = createClientFeature<{ kinds: string[] }>(({ props }) => ({
  markdownTransformers: shortcutsFor(props.kinds, { node: BlockNode, create: $createBlockNode }),
}))
