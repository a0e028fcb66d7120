import { LinkFeature } from '@payloadcms/richtext-lexical'
import type { Field } from 'payload'
import { findingField } from './blocks/picture-blocks.ts'
import { linkProblem } from './lexical-links.ts'

const isInternal = (siblings: unknown): boolean =>
  (siblings as { linkType?: unknown } | undefined)?.linkType === 'internal'

/**
 * The address of a link. It replaces Payload's own field, which takes any scheme and, on an update, percent-encodes
 * the whole of an address it does not like.
 */
const urlField: Field = {
  name: 'url',
  type: 'text',
  label: 'Address',
  required: true,
  admin: {
    description: 'https://…, a path of this site such as /articles/x, #an-anchor, or mailto:…',
    condition: (_, siblings) => !isInternal(siblings),
  },
  validate: (value: unknown, { siblingData }: { siblingData: unknown }) =>
    isInternal(siblingData) || (linkProblem(value) ?? true),
}

const linkType: Partial<Field> = {
  label: 'Links to',
  admin: { description: 'A link to an article follows it when its address changes. To a draft it is plain words.' },
}

/** Payload names an article in the trash, or one that is gone, by its number; publishing refuses both in words. */
const isChosen = (value: unknown): string | true => Boolean(value) || 'Choose the article that it leads to.'

/**
 * Links by address, or to an article and one of its findings by reference; readers choose their tabs. Typed addresses
 * do not become links by themselves.
 */
export const link = () =>
  LinkFeature({
    enabledCollections: ['articles'],
    disableAutoLinks: true,
    maxDepth: 0,
    fields: ({ defaultFields }) => [
      ...(defaultFields as Field[]).flatMap((field): Field[] => {
        if (!('name' in field)) return []
        if (field.name === 'url') return [urlField]
        if (field.name === 'linkType') return [{ ...field, ...linkType } as Field]
        if (field.name === 'doc') return [{ ...field, validate: isChosen } as Field]
        return field.name === 'text' ? [field] : []
      }),
      findingField(isInternal),
    ],
  })
