/** Looks at a page from inside: each of these runs in the browser, and stands alone. */

/** Elements that reach beyond the right or left edge, the outermost first; none when nothing can be scrolled sideways. */
export function stickingOut(): string[] {
  const width = document.documentElement.clientWidth
  if (document.documentElement.scrollWidth <= width) return []
  const found = [...document.querySelectorAll('body *')].filter((one) => {
    const { left, right, width: own } = one.getBoundingClientRect()
    return own > 0 && (right > width + 0.5 || left < -0.5)
  })
  const named = found.slice(0, 5).map((one) => `<${one.tagName.toLowerCase()} class="${one.getAttribute('class')}">`)
  return [`${document.documentElement.scrollWidth - width} px at ${width}`, ...named]
}

/** Whatever is cut off: boxes that hide what does not fit into them. Words for screen readers alone are meant to be. */
export function cutOff(): string[] {
  return [...document.querySelectorAll<HTMLElement>('body *:not(svg *)')].flatMap((one) => {
    const { overflowX, overflowY, clipPath, display } = getComputedStyle(one)
    const hides = (value: string) => value === 'hidden' || value === 'clip'
    const isCut =
      (hides(overflowX) && one.scrollWidth > one.clientWidth + 1) ||
      (hides(overflowY) && one.scrollHeight > one.clientHeight + 1)
    const isForEars = clipPath !== 'none' || one.clientWidth <= 1
    if (!isCut || isForEars || display === 'inline' || !one.innerText?.trim()) return []
    return [`<${one.tagName.toLowerCase()} class="${one.className}"> ${one.innerText.trim().slice(0, 40)}`]
  })
}

/** Links, buttons and the like that are smaller than 24 × 24 px and do not stand in a line of running text. */
export function smallTargets(): string[] {
  const all = document.querySelectorAll<HTMLElement>('a[href], button, summary, input, select, textarea')
  return [...all].flatMap((one) => {
    // Whatever is out of sight until it has the focus is measured with it.
    one.focus({ preventScroll: true })
    if (!one.checkVisibility()) return []
    const { width, height } = one.getBoundingClientRect()
    if (width >= 23.99 && height >= 23.99) return []
    const around = one.parentElement?.closest('p, li, td, dd, figcaption, blockquote, h1, h2, h3, h4')
    const isInText =
      getComputedStyle(one).display === 'inline' &&
      (around?.textContent ?? '').trim() !== (one.textContent ?? '').trim()
    return isInText ? [] : [`${width.toFixed(1)} × ${height.toFixed(1)}: ${one.outerHTML.slice(0, 120)}`]
  })
}

/** Opens whatever can be folded out: menu, contents, descriptions. */
export function unfold(): void {
  for (const one of document.querySelectorAll('details')) one.open = true
}

/** What a reader can read, without what only a script makes work and what it says. */
export function readableText(): string {
  const offered = [
    ...document.querySelectorAll<HTMLElement>('[data-settings], main button[type=button], [data-copy], [role=status]'),
  ]
  const before = offered.map((one) => one.hidden)
  for (const one of offered) one.hidden = true
  const text = document.body.innerText
  for (const [at, one] of offered.entries()) one.hidden = before[at] ?? false
  return text.replace(/\s+/g, ' ').trim()
}

/** Whether words are set in the faces of the site: those of a local face have another breadth. */
export function hasItsFaces(): boolean {
  const breadthIn = (family: string) => {
    const probe = document.body.appendChild(document.createElement('span'))
    probe.style.cssText = `font: 400 64px ${family}; position: absolute; visibility: hidden; white-space: nowrap`
    probe.textContent = 'Handgloves 0123'
    const { width } = probe.getBoundingClientRect()
    probe.remove()
    return width
  }
  const faces = ['Besley', 'STIX Two Text', 'Archivo Narrow']
  return faces.every((face) => breadthIn(`"${face}", monospace`) !== breadthIn('monospace'))
}
