'use client'

import { createClientFeature } from '@payloadcms/richtext-lexical/client'
import { BodyBar } from './body-bar.tsx'
import { KeepFindingIds } from './keep-finding-ids.ts'
import { MoveBlocks } from './move-blocks.tsx'

/** What the editor of an article's body has beside its text: counts, Markdown in and out, ids, blocks that move. */
export const ArticleDeskFeature = createClientFeature({
  plugins: [
    { Component: BodyBar, position: 'aboveContainer' },
    { Component: KeepFindingIds, position: 'normal' },
    { Component: MoveBlocks, position: 'belowContainer' },
  ],
})
