import type { Author, Topic } from '#publication/edition/index.ts'

/** What a topic's page, its feeds and lists of topics say of it. */
export const topicWords = ({ name, description, path }: Pick<Topic, 'name' | 'description' | 'path'>) => ({
  title: name,
  description: description || `Teardowns on ${name}: what breaks, and what holds.`,
  path,
})

/** What an author's page and feeds say of the author. */
export const authorWords = ({ name, bio, path }: Pick<Author, 'name' | 'bio' | 'path'>) => ({
  title: name,
  description: bio || `Teardowns by ${name}.`,
  path,
})
