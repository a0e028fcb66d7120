// The one script of readers' pages. Every page reads and works without it; it adds what HTML cannot: the scheme and
// calm covers that a reader chooses, copying and handing on, and the Escape key. Quotes come with a selection.

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

/** What takes back the words in a place where something was said. @type {WeakMap<Element, () => void>} */
const unsay = new WeakMap()

/**
 * Does what a button or a link is for, and says how it went until something else is said there.
 * @param {HTMLElement} button
 * @param {Element} status
 * @param {() => Promise<unknown>} work
 * @param {string} [done]
 * @param {string} [failed]
 */
async function report(button, status, work, done = 'Copied', failed = 'Not copied: select the text') {
  unsay.get(status)?.()
  let isDone = false
  try {
    await work()
    isDone = true
    button.dataset.copied = ''
  } catch {
    // Said below. A browser may refuse its clipboard for any reason of its own.
  }
  status.textContent = isDone ? done : failed
  const take = () => {
    clearTimeout(timer)
    delete button.dataset.copied
    status.textContent = ''
  }
  const timer = setTimeout(take, saidForMs)
  unsay.set(status, take)
}

/** @param {string} text */
const write = (text) => navigator.clipboard.writeText(text)

/**
 * Writes a file of this site. Safari takes only what it is promised during the click, so the promise is what it gets.
 * @param {string} path
 */
function writeFile(path) {
  const text = fetch(path).then((answer) => (answer.ok ? answer.text() : Promise.reject(answer.status)))
  if (typeof ClipboardItem === 'undefined') return text.then(write)
  const type = 'text/plain'
  return navigator.clipboard.write([new ClipboardItem({ [type]: text.then((words) => new Blob([words], { type })) })])
}

function offerCopies() {
  // Browsers have a clipboard on https and on localhost only.
  if (!navigator.clipboard) return
  for (const button of document.querySelectorAll('button')) {
    const { copy = '', copyFile } = button.dataset
    const source = document.getElementById(copy)
    const status = button.parentElement?.querySelector('[role=status]')
    if (!status || !(source || copyFile)) continue
    button.hidden = false
    button.addEventListener('click', () => {
      if (source) report(button, status, () => write(source.innerText))
      else if (copyFile) report(button, status, () => writeFile(copyFile), 'Copied', 'Not copied: open the .md instead')
    })
  }
}

/** The browser's own sharing, printing, and Slack, which takes a link only when it is pasted. */
function offerHandingOn() {
  const row = document.querySelector('[data-hand-on]')
  const status = row?.querySelector('[role=status]')
  if (!(row instanceof HTMLElement) || !status) return
  const { handOn: title = '', words: text = '' } = row.dataset
  const url = document.getElementById('page_address')?.innerText.trim() ?? location.href
  const [share, print] = /** @type {HTMLButtonElement[]} */ ([...row.querySelectorAll('[data-share], [data-print]')])
  if (share && typeof navigator.share === 'function') {
    share.hidden = false
    share.addEventListener('click', () => {
      navigator.share({ title, text, url }).catch((error) => {
        // Whoever closed the list of places wanted none of them.
        if (error.name !== 'AbortError') report(share, status, () => write(url), 'Copied the link instead')
      })
    })
  }
  if (print) {
    print.hidden = false
    print.addEventListener('click', () => window.print())
  }
  const slack = row.querySelector('[data-place=Slack]')
  if (!(slack instanceof HTMLAnchorElement) || !navigator.clipboard) return
  slack.addEventListener('click', (event) => {
    event.preventDefault()
    // Copied first: a page that is not in front may not write to the clipboard.
    report(slack, status, () => write(`${title}\n${url}`), 'Copied: paste it in Slack').then(() =>
      window.open(slack.href, '_blank', 'noopener,noreferrer'),
    )
  })
}

/** The first selection in an article brings what makes links to quotes: most readers never need it. */
function offerQuotes() {
  const article = document.querySelector('[data-quotes]')
  if (!(article instanceof HTMLElement) || !navigator.clipboard) return
  const load = () => {
    const selection = getSelection()
    if (!selection || selection.isCollapsed || !article.contains(selection.anchorNode)) return
    document.removeEventListener('selectionchange', load)
    const parts = article.dataset.quotes?.split(' ') ?? []
    Promise.all(parts.map((path) => import(path)))
      .then(([quote, directive]) => quote.offer(article, report, directive.directiveOf))
      // Without it there are still the links to the parts.
      .catch(() => {})
  }
  document.addEventListener('selectionchange', load)
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
offerHandingOn()
offerQuotes()
offerEscape()
