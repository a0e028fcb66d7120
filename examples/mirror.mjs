#!/usr/bin/env node
/**
 * Keeps a folder in step with the publication: `{slug}.json` and `{slug}.md` for each article. Needs Node 20 or later.
 *
 *   node mirror.mjs https://example.org FOLDER [--watch SECONDS]
 *
 * `.mirror.json` says how far it has come and which files are its own; it touches no others. That is written after the
 * files of a page of changes are in place, so one that is killed at any moment only repeats work when it starts again.
 */
import { existsSync } from 'node:fs'
import { mkdir, open, readFile, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { parseArgs } from 'node:util'

/** @typedef {{ slug: string, json: string | null, markdown: string | null }} Article its name here, and the tags of its two files */
/**
 * `next`: where to read on. `placing`: names of files that are about to be written. `unseen`: articles of an older
 * history that the new one has not named yet. `unsure`: articles that were not there though nothing said that they went.
 * @typedef {{ version: 1, origin: string, next: string | null, articles: Record<string, Article>, placing: string[], unseen: string[], unsure: string[] }} State
 */
/** @typedef {{ status: number, bytes: Buffer, etag: string | null, revision: number }} Answer */
/** @typedef {{ id: string, slug: string, json: Answer, markdown: Answer }} Fetched */

const usage = 'Usage: node mirror.mjs https://example.org FOLDER [--watch SECONDS]'
const stateName = '.mirror.json'
const temporaryName = '.mirror.tmp'
const mostAttempts = 30
const longestWaitSeconds = 300

/** What ends the program with one line. */
class Stop extends Error {}

/** @param {unknown} slug @returns {slug is string} nothing else becomes part of the name of a file */
const isSlug = (slug) => typeof slug === 'string' && slug.length <= 120 && /^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(slug)
/** @param {unknown} id @returns {id is string} nor part of an address */
const isId = (id) => typeof id === 'string' && /^a_[0-9a-z]{26}$/.test(id)

/** @param {Buffer} bytes @returns {any} */
function parsed(bytes) {
  try {
    return JSON.parse(bytes.toString())
  } catch {
    return null
  }
}

/** @param {string} origin addresses are made of this, not taken from answers: the copy may come through another name */
function askerOf(origin) {
  /** @param {string} path @param {Record<string, string>} headers */
  async function once(path, headers) {
    let target = path
    for (let moves = 0; moves < 5; moves += 1) {
      const signal = AbortSignal.timeout(60_000)
      const response = await fetch(origin + target, { headers, redirect: 'manual', signal })
      const bytes = Buffer.from(await response.arrayBuffer())
      const location = response.headers.get('Location')
      if (![301, 302, 307, 308].includes(response.status) || location === null) return { response, bytes }
      const to = new URL(location, origin)
      if (to.pathname + to.search === target) throw new Stop(`${origin} sends to ${to.origin}: give that address.`)
      target = to.pathname + to.search
    }
    throw new Stop(`${origin}${path} is redirected without end.`)
  }

  /**
   * What stands at a path.
   * @param {string} path
   * @param {{ etag?: string | null, since?: number }} [options] `etag` of the copy that is here; `since`: the journal
   *   entry that the answer must have seen, because a cache on the way may still have an older one
   * @returns {Promise<Answer>}
   */
  return async function ask(path, { etag, since = 0 } = {}) {
    for (let attempt = 0; attempt < mostAttempts; attempt += 1) {
      const { response, bytes } = await once(path, etag ? { 'If-None-Match': etag } : {}).catch((error) => {
        if (error instanceof Stop) throw error
        throw new Stop(`No answer from ${origin}: ${error.cause?.code ?? error.cause?.message ?? error.message}`)
      })
      const { status, headers } = response
      const revision = Number(headers.get('X-Revision') ?? Number.POSITIVE_INFINITY)
      const isBusy = status === 429 || status === 503
      if (!isBusy && revision >= since) return { status, bytes, etag: headers.get('ETag'), revision }
      const seconds = (isBusy && Number(headers.get('Retry-After'))) || attempt + 1
      if (seconds > longestWaitSeconds) throw new Stop(`${origin} wants to be left alone for ${seconds} seconds.`)
      await sleep(seconds * 1000)
    }
    throw new Stop(`${origin}${path} was too busy, or too old in some cache, ${mostAttempts} times.`)
  }
}

/** @param {string} origin @param {string} folder */
function mirrorOf(origin, folder) {
  const ask = askerOf(origin)
  /** @param {string} name */
  const at = (name) => join(folder, name)
  /** @param {string} name */
  const isThere = (name) => existsSync(at(name))

  /** Whole or not at all, also when the power fails. @param {string} name @param {Buffer | string} content */
  async function put(name, content) {
    const file = await open(at(temporaryName), 'w')
    await file.writeFile(content)
    await file.sync()
    await file.close()
    await rename(at(temporaryName), at(name))
  }

  /** Makes the names in the folder last. Some systems cannot open a folder, and need not. */
  async function settle() {
    const opened = await open(folder, 'r').catch(() => null)
    await opened?.sync().catch(() => {})
    await opened?.close()
  }

  /** @param {State} state */
  async function save(state) {
    const articles = Object.fromEntries(Object.entries(state.articles).sort(([one], [two]) => (one < two ? -1 : 1)))
    await settle()
    await put(stateName, `${JSON.stringify({ ...state, articles }, null, 1)}\n`)
    await settle()
  }

  /** @returns {Promise<State>} */
  async function load() {
    const absent = (/** @type {any} */ error) => (error.code === 'ENOENT' ? null : Promise.reject(error))
    const bytes = await readFile(at(stateName)).catch(absent)
    if (!bytes) return { version: 1, origin, next: null, articles: {}, placing: [], unseen: [], unsure: [] }
    /** @type {State} */
    const state = parsed(bytes)
    const slugs = [...Object.values(state?.articles ?? {}).map(({ slug }) => slug), ...(state?.placing ?? [])]
    if (state?.version !== 1 || !slugs.every(isSlug))
      throw new Stop(`${at(stateName)} was not written by this program.`)
    if (state.origin !== origin) throw new Stop(`${folder} is a copy of ${state.origin}: give another folder.`)
    return state
  }

  /** Removes files of these names unless an article has the name now. @param {State} state @param {Iterable<string>} slugs */
  async function remove(state, slugs) {
    const owned = new Set(Object.values(state.articles).map(({ slug }) => slug))
    for (const slug of slugs)
      if (!owned.has(slug)) for (const end of ['json', 'md']) await rm(at(`${slug}.${end}`), { force: true })
  }

  /**
   * An article as it is now; null when it is not public.
   * @param {State} state @param {string} id @param {number} since @returns {Promise<Fetched | null>}
   */
  async function fetched(state, id, since) {
    const known = state.articles[id]
    const isWhole = known && isThere(`${known.slug}.json`) && isThere(`${known.slug}.md`)
    const path = `/api/v1/articles/${id}`
    const json = await ask(path, { etag: isWhole ? known.json : null, since })
    if (json.status === 404 || json.status === 410) return null
    const slug = json.status === 304 ? known?.slug : parsed(json.bytes)?.slug
    if (json.status !== 200 && json.status !== 304) throw new Stop(`${origin}${path} answers ${json.status}.`)
    if (!isSlug(slug)) throw new Stop(`${origin}${path} names an article in a way that is no slug: nothing is written.`)
    const isSame = isWhole && slug === known.slug
    const markdown = await ask(`/articles/${slug}.md`, { etag: isSame ? known.markdown : null, since })
    if (markdown.status === 404 || markdown.status === 410) return null
    if (markdown.status !== 200 && markdown.status !== 304)
      throw new Stop(`${origin}/articles/${slug}.md answers ${markdown.status}.`)
    return { id, slug, json, markdown }
  }

  /**
   * Says in the state which files come, so that after a crash it is known whose they are, and forgets tags of files that
   * may not have the content of their tag then.
   * @param {State} state @param {Set<string>} ids @param {Fetched[]} found
   */
  async function announce(state, ids, found) {
    const coming = new Set(found.map(({ slug }) => slug))
    const owned = new Set(Object.values(state.articles).map(({ slug }) => slug))
    const placing = [...coming].filter((slug) => !owned.has(slug))
    for (const name of placing.flatMap((slug) => [`${slug}.json`, `${slug}.md`]))
      if (isThere(name)) throw new Stop(`${at(name)} is not of this copy and stands in its way: move it.`)
    for (const [id, { slug }] of Object.entries(state.articles))
      if (ids.has(id) || coming.has(slug)) state.articles[id] = { slug, json: null, markdown: null }
    await save(Object.assign(state, { placing }))
  }

  /**
   * Brings files and state to what was found. Only the last step makes it count.
   * @param {State} state @param {Set<string>} ids of all that changed @param {Fetched[]} found those that are public
   * @param {Partial<State>} then what else is true afterwards
   */
  async function place(state, ids, found, then) {
    const before = { ...state.articles }
    if (found.some(({ json, markdown }) => json.status === 200 || markdown.status === 200))
      await announce(state, ids, found)
    for (const id of ids) delete state.articles[id]
    for (const { id, slug, json, markdown } of found) {
      if (json.status === 200) await put(`${slug}.json`, json.bytes)
      if (markdown.status === 200) await put(`${slug}.md`, markdown.bytes)
      const known = before[id]
      const tag = { json: json.etag ?? known?.json ?? null, markdown: markdown.etag ?? known?.markdown ?? null }
      state.articles[id] = { slug, ...tag }
    }
    await remove(state, new Set([...ids].flatMap((id) => before[id]?.slug ?? [])))
    await save(Object.assign(state, { placing: [], unseen: state.unseen.filter((id) => !ids.has(id)) }, then))
  }

  /**
   * Follows changes of these articles.
   * @param {State} state @param {Set<string>} gone @param {Set<string>} changed @param {number} since as of `ask`
   * @param {string | null} next where to read on when that is done @returns how many articles were read
   */
  async function follow(state, gone, changed, since, next) {
    /** @type {Fetched[]} */
    const found = []
    const unsure = new Set(state.unsure.filter((id) => !gone.has(id) && !changed.has(id)))
    for (const id of changed) {
      const article = await fetched(state, id, since)
      if (article) found.push(article)
      else unsure.add(id)
    }
    await place(state, new Set([...gone, ...changed]), found, { next, unsure: [...unsure].sort() })
    return found.length
  }

  /** One page of changes. @param {State} state */
  async function turn(state) {
    const query = new URLSearchParams({ limit: '50', ...(state.next !== null && { after: state.next }) })
    const answer = await ask(`/api/v1/changes?${query}`)
    const { data, page, type = '' } = parsed(answer.bytes) ?? {}
    if (answer.status === 400 && type.endsWith('#invalid-cursor') && state.next !== null) {
      console.log(`${origin} has another history than this copy, such as after a restore: building it anew.`)
      await save(Object.assign(state, { next: null, unseen: Object.keys(state.articles), unsure: [] }))
      return { isDone: false, written: 0, since: 0 }
    }
    if (answer.status !== 200 || !Array.isArray(data) || !page)
      throw new Stop(`${origin}/api/v1/changes answers ${answer.status} and no changes.`)
    /** What is said last of an article is what counts. @type {Map<string, string>} */
    const last = new Map()
    for (const { type: what, article } of data) {
      if (!isId(article?.id) || !isSlug(article?.slug))
        throw new Stop(`${origin} names an article in a way that is none.`)
      last.set(article.id, what)
    }
    const gone = new Set([...last].filter(([, what]) => what === 'withdrawn').map(([id]) => id))
    const changed = new Set([...last.keys()].filter((id) => !gone.has(id)))
    const since = Number.isFinite(answer.revision) ? answer.revision : 0
    const written = page.next === state.next ? 0 : await follow(state, gone, changed, since, page.next)
    return { isDone: !page.hasMore, written, since }
  }

  /** Reads all changes that there are. @returns how many articles are here, and how often one was fetched */
  return async function keepInStep() {
    await mkdir(folder, { recursive: true })
    const state = await load()
    await rm(at(temporaryName), { force: true })
    await remove(state, state.placing)
    for (let written = 0; ; ) {
      const done = await turn(state)
      written += done.written
      if (!done.isDone) continue
      if (state.unsure.length > 0)
        written += await follow(state, new Set(), new Set(state.unsure), done.since, state.next)
      if (state.unseen.length > 0) await place(state, new Set(state.unseen), [], {})
      return { articles: Object.keys(state.articles).length, written }
    }
  }
}

function asked() {
  try {
    const { positionals, values } = parseArgs({ allowPositionals: true, options: { watch: { type: 'string' } } })
    const [address = '', folder = '', ...more] = positionals
    const url = new URL(address)
    const seconds = values.watch === undefined ? null : Number(values.watch)
    if (!/^https?:$/.test(url.protocol) || url.pathname !== '/' || url.search || url.hash) throw new Stop()
    if (!folder || more.length > 0 || (seconds !== null && !(seconds >= 1 && seconds <= 86_400))) throw new Stop()
    return { origin: url.origin, folder, seconds }
  } catch {
    return null
  }
}

async function main() {
  const given = asked()
  if (!given) {
    console.error(usage)
    return 2
  }
  const { origin, folder, seconds } = given
  const keepInStep = mirrorOf(origin, folder)
  for (let rounds = 0; ; rounds += 1) {
    try {
      const { articles, written } = await keepInStep()
      if (written > 0 || rounds === 0) console.log(`${folder}: ${articles} articles, ${written} fetched.`)
    } catch (error) {
      console.error(error instanceof Error ? error.message : String(error))
      // What has worked once is tried again: servers come back.
      if (seconds === null || rounds === 0) return 1
    }
    if (seconds === null) return 0
    await sleep(seconds * 1000)
  }
}

process.exitCode = await main()
