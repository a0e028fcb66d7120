/** Where blocks stand: at the root of the article, in a break or hold, or in a callout or step. */
export type Place = 'root' | 'finding' | 'flow'
