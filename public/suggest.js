// What stands under a search field while one types: findings, teardowns and topics, to go to. The readers' script fetches
// this file when such a field is first used; without it, offline or refused, the field is a field.

const waitMs = 150
const kinds = { break: 'Break', hold: 'Hold', article: 'Teardown', topic: 'Topic' }

/** @typedef {{ kind: keyof typeof kinds, title: string, path: string }} Suggestion */

/**
 * @template {keyof HTMLElementTagNameMap} Name
 * @param {Name} name
 * @param {Record<string, string>} attributes
 * @param {...(Node | string)} children
 */
function element(name, attributes, ...children) {
  const made = document.createElement(name)
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value)
  made.append(...children)
  return made
}

/**
 * Makes a field a combobox with a list of its own (WAI-ARIA Authoring Practices, editable combobox with list autocomplete).
 * @param {HTMLInputElement} field
 */
export function suggest(field) {
  const list = element('ul', {
    id: 'page_suggestions',
    role: 'listbox',
    'aria-label': 'Suggestions',
    class: 'suggestions',
  })
  const status = element('p', { role: 'status', class: 'unseen' })
  list.hidden = true
  field.after(list)
  field.form?.after(status)
  for (const [name, value] of Object.entries({
    role: 'combobox',
    'aria-autocomplete': 'list',
    'aria-controls': list.id,
  }))
    field.setAttribute(name, value)

  /** @type {Suggestion[]} */
  let found = []
  let at = -1
  let restsUntil = 0
  /** @type {AbortController | undefined} */
  let asking
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer

  /** @param {number} next which is chosen; -1 for none */
  function choose(next) {
    at = next
    ;[...list.children].forEach((option, index) => {
      option.setAttribute('aria-selected', String(index === at))
      if (index === at) option.scrollIntoView({ block: 'nearest' })
    })
    if (at < 0) field.removeAttribute('aria-activedescendant')
    else field.setAttribute('aria-activedescendant', `page_suggestion_${at}`)
  }

  /** @param {boolean} isOpen */
  function open(isOpen) {
    list.hidden = !isOpen
    field.setAttribute('aria-expanded', String(isOpen))
    choose(-1)
  }

  /** @param {number} index */
  function go(index) {
    const path = found[index]?.path
    open(false)
    if (path) location.assign(path)
  }

  /** @param {Suggestion[]} suggestions */
  function show(suggestions) {
    found = suggestions
    list.replaceChildren(
      ...found.map(({ kind, title }, index) =>
        element(
          'li',
          { id: `page_suggestion_${index}`, role: 'option', 'data-kind': kind },
          element('b', {}, kinds[kind]),
          ` ${title}`,
        ),
      ),
    )
    open(found.length > 0)
    const { length } = found
    status.textContent = length > 0 ? `${length} suggestion${length > 1 ? 's' : ''}` : ''
  }

  async function ask() {
    asking?.abort()
    const q = field.value.trim()
    if (q.length < 2 || Date.now() < restsUntil) return show([])
    asking = new AbortController()
    const { signal } = asking
    try {
      const answer = await fetch(`/search/suggestions?${new URLSearchParams({ q })}`, { signal })
      if (!answer.ok) restsUntil = Date.now() + 1000 * Number(answer.headers.get('retry-after') ?? 10)
      const suggestions = answer.ok ? await answer.json() : []
      if (!signal.aborted && document.activeElement === field) show(suggestions)
    } catch {
      // Given up for a newer one, or offline: nothing is suggested.
      if (!signal.aborted) show([])
    }
  }

  field.addEventListener('input', () => {
    clearTimeout(timer)
    timer = setTimeout(ask, waitMs)
  })
  field.addEventListener('keydown', (event) => {
    if (event.isComposing) return
    const { length } = found
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (step && length > 0) {
      if (list.hidden) open(true)
      // One place more than there are suggestions: the field itself.
      choose(((at + 1 + step + length + 1) % (length + 1)) - 1)
    } else if (event.key === 'Enter' && at >= 0) go(at)
    else if (event.key === 'Escape' && !list.hidden) open(false)
    else return
    event.preventDefault()
  })
  field.addEventListener('blur', () => open(false))
  field.form?.addEventListener('submit', () => {
    clearTimeout(timer)
    asking?.abort()
    open(false)
  })
  // The field keeps the focus while something in the list is pressed.
  list.addEventListener('pointerdown', (event) => event.preventDefault())
  list.addEventListener('click', (event) => {
    const option = event.target instanceof Element ? event.target.closest('[role=option]') : null
    go([...list.children].indexOf(/** @type {Element} */ (option)))
  })
  open(false)
  if (field.value !== field.defaultValue) ask()
}
