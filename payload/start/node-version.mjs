// Read by Node versions far too old for the project: plain, old syntax only, and no imports.

/** The oldest Node that can install the project; everything after the install runs on the pinned Node 24. */
export const leastNode = '20.19.0'

/**
 * @param {string} version such as `20.19.0`
 * @returns {string | null} what is wrong and what to do, or null when the version will do
 */
export function nodeProblem(version) {
  const have = version.split('.').map(Number)
  const need = leastNode.split('.').map(Number)
  for (let part = 0; part < need.length; part++) {
    if (have[part] > need[part]) return null
    if (have[part] < need[part])
      return `Node ${version} is too old: install Node ${leastNode} or later (https://nodejs.org), then run this again.`
  }
  return null
}
