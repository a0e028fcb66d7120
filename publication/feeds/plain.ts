/**
 * Characters that XML 1.0 cannot hold, in any spelling, and halves of surrogate pairs. Nobody types them; what is pasted
 * may hold them.
 */
const unspeakable =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out
  /[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g

/** A text without them. */
export const plain = (text: string): string => text.replace(unspeakable, '')
