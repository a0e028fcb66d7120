/**
 * Addresses of the faces that every page needs, in the order in which they are wanted: heads first. Words are painted in
 * the face that is there by then (`font-display: optional`), so each layout preloads them.
 */
export const faces = ['besley', 'stix-two-text', 'archivo-narrow'].map(
  (face) => `/fonts/${face}-latin-wght-normal.woff2`,
)
