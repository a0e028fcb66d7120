/** The name of the publication, as text. */
export const siteName = 'What breaks. What holds.'

/** Said of the publication wherever it introduces itself. */
export const siteDeck =
  "Architecture decisions, failure analysis, production realities. Written for founders and CTOs who can't afford the wrong call."
