import { siteDeck, siteName } from '#components/site-words.ts'
import { type Graph, graphText } from '#publication/graph/index.ts'
import { absolute } from './page-metadata.ts'

/** The site as its graphs name it. Its origin is the configured one. */
export const thisSite = () => ({ origin: new URL(absolute('/')).origin, name: siteName, deck: siteDeck })

/** What search engines are told of a page. The door puts it at the end of the head. */
export const Facts = ({ graph }: { graph: Graph }) => <script type="application/ld+json">{graphText(graph)}</script>
