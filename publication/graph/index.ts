export { articleGraph } from './article.ts'
export { type Graph, graphText } from './nodes.ts'
export { authorGraph, homeGraph, topicGraph } from './pages.ts'
export { failureIndexGraph, failuresAtGraph, findingGraph } from './terms.ts'
