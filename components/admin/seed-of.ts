import { slugify } from 'payload/shared'

/** The address part that an article has, or that the next save will make from its title, as the field does; else ''. */
export function seedOf(slug: unknown, title: unknown): string {
  if (typeof slug === 'string' && slug.trim() !== '') return slug.trim()
  return typeof title === 'string' ? (slugify(title)?.slice(0, 120).replace(/-+$/, '') ?? '') : ''
}
