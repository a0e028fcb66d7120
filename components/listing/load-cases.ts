import type { LoadCase } from '#publication/article/index.ts'

/** How the load runs in the plates of a topic, in a sentence. */
export const loadCaseSentences: Record<LoadCase, string> = {
  footing: 'Load comes down narrow and has to spread.',
  vessel: 'Pressure works on every part of the wall at once.',
  shear: 'Load comes in at an angle that nobody tested.',
  cable: 'Everything hangs in tension.',
  seam: 'Two sides press on one joint.',
  lap: 'The load changes hands.',
  cyclic: 'Fatigue: the load is never the same twice.',
  column: 'Plain compression, from top to bottom.',
}
