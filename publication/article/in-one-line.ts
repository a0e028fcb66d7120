/** One line: whatever was pasted into a text, no line break and no control character is in it. */
export const inOneLine = (text: string): string => text.replace(/[\s\p{Cc}]+/gu, ' ').trim()
