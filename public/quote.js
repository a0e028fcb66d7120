// Offers an address that leads to the very words that a reader has selected: the id of the part they stand in, and a text
// directive. Whoever's browser knows no directives lands at the part.

/** @typedef {import('./directive.js').Run} Run */
/** @typedef {typeof import('./directive.js').directiveOf} DirectiveOf */

const notRead = '[aria-hidden=true], sup, nav, svg, button, [role=status]'

/**
 * What the page says, in the pieces that browsers search, with what is selected of it.
 * @param {Element} article only words in it count as selected
 * @param {Range} range
 * @returns {Run[]}
 */
function runsOf(article, range) {
  /** @type {Run[]} */
  const runs = []
  const now = { run: /** @type {Run | null} */ (null), block: /** @type {Element | null} */ (null) }
  const close = (glued = false) => {
    if (now.run?.text.trim()) runs.push({ ...now.run, glued })
    now.run = null
  }
  /** @param {string} words @param {boolean} isPicked @param {boolean} isKept @param {boolean} aside */
  const add = (words, isPicked, isKept, aside) => {
    for (const [index, line] of (isKept ? words.split('\n') : [words.replace(/\s+/g, ' ')]).entries()) {
      if (index > 0) close()
      now.run ??= { text: '', from: 0, to: 0, aside, glued: false }
      const { run } = now
      const start = run.text.length
      run.text += isKept || /\S$/.test(run.text) ? line : line.trimStart()
      if (!isPicked || run.text.length === start) continue
      if (run.to === 0) run.from = start
      run.to = run.text.length
    }
  }
  /** @param {Element} element @returns {Element} */
  const blockOf = (element) =>
    element.parentElement && /^(inline|contents)$/.test(getComputedStyle(element).display)
      ? blockOf(element.parentElement)
      : element
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT, (node) =>
    node instanceof HTMLElement && (node.hidden || node.matches('script, style, [data-copy-quote]'))
      ? NodeFilter.FILTER_REJECT
      : NodeFilter.FILTER_ACCEPT,
  )
  while (walker.nextNode()) {
    const node = walker.currentNode
    if (node instanceof HTMLBRElement) close()
    if (!(node instanceof Text) || !node.parentElement) continue
    const block = blockOf(node.parentElement)
    const aside = node.parentElement.closest(notRead) !== null
    if (block !== now.block) close()
    if (now.run && now.run.aside !== aside) close(aside)
    now.block = block
    const isKept = block.closest('pre') !== null
    const isPicked = article.contains(node) && range.intersectsNode(node)
    const from = node === range.startContainer ? range.startOffset : 0
    const to = node === range.endContainer ? range.endOffset : node.length
    add(node.data.slice(0, from), false, isKept, aside)
    add(node.data.slice(from, to), isPicked, isKept, aside)
    add(node.data.slice(to), false, isKept, aside)
  }
  close()
  return runs
}

/**
 * The address of the selected words, behind the id of the part that they stand in.
 * @param {Element} article
 * @param {Range} range
 * @param {DirectiveOf} directiveOf
 */
function addressOf(article, range, directiveOf) {
  const { FOLLOWING, CONTAINED_BY } = { FOLLOWING: 4, CONTAINED_BY: 16 }
  const parts = [...article.querySelectorAll(':is(h2, h3, h4, section)[id]:not([id$=_title])')].filter(
    (part) => part.compareDocumentPosition(range.startContainer) & (FOLLOWING | CONTAINED_BY),
  )
  const address = document.getElementById('page_address')?.innerText.trim() ?? location.href.split('#')[0]
  const directive = directiveOf(runsOf(article, range))
  const id = encodeURIComponent(parts.at(-1)?.id ?? 'page_main')
  return { address: `${address}#${id}${directive ? `:~:${directive}` : ''}`, isExact: directive !== null }
}

/**
 * Shows a button at the end of whatever is selected in the article. It stands after the block that holds the end, so that
 * Tab leads on from there.
 * @param {HTMLElement} article
 * @param {(button: HTMLElement, status: Element, work: () => Promise<unknown>, done: string) => unknown} report
 * @param {DirectiveOf} directiveOf
 */
export function offer(article, report, directiveOf) {
  const box = article.querySelector('[data-copy-quote]')
  const [button, status] = box?.children ?? []
  if (!(box instanceof HTMLElement) || !(button instanceof HTMLElement) || !status) return
  button.hidden = false
  /** @type {Range | null} */
  let range = null
  let isDown = false
  let isClosed = false
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer

  /** @param {Range} selected */
  const place = (selected) => {
    const frame = article.getBoundingClientRect()
    const end = [...selected.getClientRects()].at(-1) ?? selected.getBoundingClientRect()
    // Fingers and the handles of a selection stand below its end.
    const gap = matchMedia('(pointer: coarse)').matches ? 32 : 8
    const most = Math.max(0, article.clientWidth - box.offsetWidth)
    box.style.left = `${Math.min(most, Math.max(0, end.right - frame.left - box.offsetWidth / 2))}px`
    box.style.top = `${end.bottom - frame.top + gap}px`
  }
  const hide = () => {
    box.hidden = true
    range = null
  }
  const look = () => {
    if (isClosed) return
    const selection = getSelection()
    const selected = selection?.rangeCount ? selection.getRangeAt(0) : null
    if (!selected || !/[\p{L}\p{N}]/u.test(String(selection)) || !article.contains(selected.startContainer)) {
      if (!box.contains(document.activeElement)) hide()
      return
    }
    range = selected.cloneRange()
    const { endContainer, endOffset } = range
    let host = article.contains(endContainer) ? endContainer : range.startContainer
    if (host instanceof Element && host.matches('[data-quotes], .prose'))
      host = host.childNodes[Math.max(0, endOffset - 1)] ?? host
    while (host.parentElement && host !== article && !host.parentElement.matches('[data-quotes], .prose'))
      host = host.parentElement
    let after = host instanceof Element && host !== article ? host : article.lastElementChild
    while (after?.nextElementSibling?.matches('.anchor')) after = after.nextElementSibling
    if (after !== box && after?.nextElementSibling !== box) after?.after(box)
    box.hidden = false
    place(range)
  }
  const lookSoon = () => {
    clearTimeout(timer)
    if (!isDown) timer = setTimeout(look, 200)
  }
  document.addEventListener('selectionchange', () => {
    isClosed = false
    lookSoon()
  })
  box.addEventListener('focusout', lookSoon)
  document.addEventListener('pointerdown', (event) => {
    isDown = !(event.target instanceof Node && box.contains(event.target))
  })
  for (const type of ['pointerup', 'pointercancel'])
    document.addEventListener(type, () => {
      isDown = false
      lookSoon()
    })
  document.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') {
      // Until something else is selected.
      isClosed = true
      hide()
    }
    // A selection has no place in the order of Tab: whoever made one by the keyboard comes to its button next.
    if (event.key !== 'Tab' || event.shiftKey || box.hidden || box.contains(document.activeElement)) return
    event.preventDefault()
    button.focus()
  })
  // Some browsers drop a selection when a button is pressed.
  button.addEventListener('mousedown', (event) => event.preventDefault())
  button.addEventListener('click', async () => {
    if (!range) return
    const { address, isExact } = addressOf(article, range, directiveOf)
    const write = () => navigator.clipboard.writeText(address)
    await report(button, status, write, isExact ? 'Copied' : 'Copied the link to this section')
    if (range) place(range)
  })
  lookSoon()
}
