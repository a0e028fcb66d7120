/** Makes typing three backticks, a language and a space give a code block: read on the server and in the browser. */
export const codeShortcut = {
  customStartRegex: /^[ \t]*```([\w+#.-]+)?/,
  customEndRegex: { optional: true as const, regExp: /[ \t]*```$/ },
  doNotTrimChildren: true,
  /** Fields of the new block. `openMatch[1]` is the language, `children` what stood on the line already. */
  import: ({ children, openMatch }: { children: string; openMatch?: RegExpMatchArray | null }) => {
    const language = openMatch?.[1]
    return { blockName: '', code: children, ...(language === undefined ? {} : { language }) }
  },
  /** What is put on the clipboard as Markdown. */
  export: ({ fields }: { fields: Record<string, unknown> }) =>
    `\`\`\`${fields.language ?? ''}\n${fields.code ?? ''}\n\`\`\``,
}
