// The one script of readers' pages. Every page reads and works without it; it adds what HTML cannot: the scheme and
// calm covers that a reader chooses, a copy button, and the Escape key.

const root = document.documentElement

/** @typedef {{ scheme: string, plates: string }} Look What a reader chose; empty is how it comes. */
/** @type {Readonly<Record<keyof Look, readonly string[]>>} */
const looks = { scheme: ['light', 'dark'], plates: ['calm'] }
const names = /** @type {(keyof Look)[]} */ (Object.keys(looks))

/**
 * What is stored under a name, if it is one of ours. Storage can be refused: then nothing is.
 * @param {keyof Look} name
 */
function stored(name) {
  try {
    const value = localStorage.getItem(name) ?? ''
    return looks[name].includes(value) ? value : ''
  } catch {
    return ''
  }
}

/**
 * @param {keyof Look} name
 * @param {string} value
 */
function store(name, value) {
  try {
    if (value) localStorage.setItem(name, value)
    else localStorage.removeItem(name)
  } catch {
    // It holds for this page then, and for no other.
  }
}

const tints = /** @type {HTMLMetaElement[]} */ ([...document.querySelectorAll('meta[name=theme-color]')])
const tintsAsGiven = tints.map((meta) => meta.content)

/**
 * Colours the browser's own frame: each scheme has its meta, and a chosen scheme speaks for both.
 * @param {string} scheme
 */
function tint(scheme) {
  const chosen = scheme ? tints.findIndex((meta) => meta.media.includes(scheme)) : -1
  tints.forEach((meta, index) => {
    meta.content = tintsAsGiven[chosen < 0 ? index : chosen] ?? meta.content
  })
}

const settings = document.querySelector('[data-settings]')
const inputs = /** @type {HTMLInputElement[]} */ ([...(settings?.querySelectorAll('input') ?? [])])

/** @param {Look} look */
function show(look) {
  for (const name of names) {
    if (look[name]) root.dataset[name] = look[name]
    else delete root.dataset[name]
  }
  tint(look.scheme)
  for (const input of inputs) input.checked = input.value === look[/** @type {keyof Look} */ (input.name)]
}

const showStored = () => show({ scheme: stored('scheme'), plates: stored('plates') })

function offerSettings() {
  showStored()
  if (settings instanceof HTMLElement) settings.hidden = false
  for (const input of inputs)
    input.addEventListener('change', () => {
      const name = /** @type {keyof Look} */ (input.name)
      const value = input.checked ? input.value : ''
      store(name, value)
      show({ scheme: root.dataset.scheme ?? '', plates: root.dataset.plates ?? '', [name]: value })
    })
  // Another tab chose, or the page comes back as it was left.
  addEventListener('storage', showStored)
  addEventListener('pageshow', (event) => {
    if (event.persisted) showStored()
  })
}

const saidForMs = 4_000

function offerCopies() {
  // Browsers have a clipboard on https and on localhost only.
  if (!navigator.clipboard) return
  for (const button of document.querySelectorAll('button')) {
    const source = document.getElementById(button.dataset.copy ?? '')
    const status = button.nextElementSibling
    if (!source || !status) continue
    button.hidden = false
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    let timer
    button.addEventListener('click', async () => {
      clearTimeout(timer)
      delete button.dataset.copied
      status.textContent = ''
      try {
        await navigator.clipboard.writeText(source.innerText)
        button.dataset.copied = ''
        status.textContent = 'Copied'
      } catch {
        status.textContent = 'Not copied: select the text'
      }
      timer = setTimeout(() => {
        delete button.dataset.copied
        status.textContent = ''
      }, saidForMs)
    })
  }
}

/** Escape takes away a label that hovering or focus shows (WCAG 1.4.13), until another one is reached. */
function offerEscape() {
  const menu = document.querySelector('.masthead-menu')
  /** @type {Element | null} */
  let left = null
  /** @param {Event} event */
  const labelled = (event) => (event.target instanceof Element ? event.target.closest('[data-label]') : null)
  document.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape') return
    left = document.querySelector('[data-label]:is(:hover, :focus-visible)')
    if (left) root.dataset.labels = 'closed'
    if (menu instanceof HTMLDetailsElement && menu.open) {
      menu.open = false
      menu.querySelector('summary')?.focus()
    }
  })
  for (const type of ['pointerover', 'focusin'])
    document.addEventListener(type, (event) => {
      if (labelled(event) !== left) delete root.dataset.labels
    })
  menu?.addEventListener('click', (event) => {
    if (event.target instanceof HTMLAnchorElement) menu.removeAttribute('open')
  })
}

/** What is suggested while one types is a script of its own: fetched when the field is first used. */
function offerSuggestions() {
  const field = /** @type {HTMLInputElement | null} */ (document.querySelector('[data-suggest]'))
  const offer = () => import(field?.dataset.suggest ?? '').then(({ suggest }) => suggest(field)).catch(() => {})
  field?.addEventListener('focus', offer, { once: true })
}

offerSettings()
offerSuggestions()
offerCopies()
offerEscape()
