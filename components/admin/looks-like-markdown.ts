/** Beginnings of lines that nobody writes by chance. */
const atLineStart =
  /^(?:#{1,6} \S|[-*+] (?:\[[ xX]\] )?\S|\d{1,3}[.)] \S|> ?\S|`{3,}|~{3,}|:{2,}[a-z]+|\|.+\||\[\^[^\]\s]{1,60}\]: )/m

/** Lengths are bounded, and no bracket is passed over for another: a text of brackets alone must not keep the browser. */
const inLine =
  /\*\*[^*\s][^*]{0,500}\*\*|(?<![!\w])\[[^[\]\n]{1,300}\]\((?:https?:|mailto:|\/|#|article:)|`[^`\n]{1,300}`|!\[[^[\]\n]{0,300}\]\(\S|\[\^[^[\]\s]{1,60}\]/

/** Whether plain text is written as Markdown. A single word with a star, a dash or a number in it is not. */
export const looksLikeMarkdown = (text: string): boolean =>
  atLineStart.test(text) || inLine.test(text) || /^---\n[\s\S]+\n---(?:\n|$)/.test(text)

/** Elements that say what a text is; editors of code copy lines of coloured words, which say nothing. */
const meaning = /<(?:h[1-6]|p|li|ul|ol|table|blockquote|strong|em|b|i|a|pre|code|dl|figure|img)\b/i

/** What to send of what somebody pasted; null for words that need no reading. */
export function sortPasted(html: string, text: string): { html: string } | { markdown: string } | null {
  if (looksLikeMarkdown(text) && !meaning.test(html)) return { markdown: text }
  // Markdown copied from a page that shows it as it is written: one `pre`, or paragraphs around the very same words.
  if (/^---\n[\s\S]+\n---\n/.test(text) || /^:{3,}[a-z]+/m.test(text)) return { markdown: text }
  return html !== '' && meaning.test(html) ? { html } : null
}
