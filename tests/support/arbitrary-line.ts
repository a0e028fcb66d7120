import fc from 'fast-check'

/** How many documents a property tries: `FC_RUNS`, or 300. */
export const propertyRuns = Number(process.env['FC_RUNS'] ?? 300)

const nasty = [
  '</script> & "é" ]]>',
  '<br>',
  '<!-- -->',
  '*',
  '**a**',
  '_',
  'a_b_c',
  '|',
  '|---|',
  ':::',
  ':::break{#b1}',
  '::leaf',
  ':name[x]{y}',
  '[^1]',
  '[^1]: x',
  '[a](b)',
  '[a]: b',
  '![a](b)',
  '# ',
  '#',
  '1.',
  '1) ',
  '+ ',
  '- ',
  '---',
  '===',
  '> ',
  '```',
  '`',
  '~~~',
  '~a~',
  '\\',
  '\\|',
  '\\\\',
  '&amp;',
  '&#x41;',
  '&quot;',
  '&',
  '\u00a0',
  '\u00a0a\u00a0',
  '🙂',
  '👩‍👩‍👧',
  'مرحبا بالعالم',
  'שלום',
  '“’…',
  'ä',
  'Donaudampfschifffahrtsgesellschaftskapitänsmütze'.repeat(3),
  'https://example.org/?a=1&copy=2',
  'www.example.org',
  'a@example.org',
  '12:30',
  '- [ ] x',
  '[ ] x',
  '[x]',
  '{}',
  '"',
  "'",
  '!',
  '$1',
  '\u200b',
]

const marks = [...'*_`~[]()<>{}!#+-=.|:\\&;"\' \u00a0ab1é']

/** One line of words and markup characters; printable, at least one character that is not a space. */
export const arbitraryLine = (): fc.Arbitrary<string> =>
  fc
    .array(
      fc.oneof(
        { weight: 3, arbitrary: fc.constantFrom('one', 'Two', 'three,', 'four.', 'déjà') },
        { weight: 3, arbitrary: fc.constantFrom(...nasty) },
        { weight: 2, arbitrary: fc.string({ unit: fc.constantFrom(...marks), maxLength: 6 }) },
        { weight: 1, arbitrary: fc.string({ unit: 'grapheme', maxLength: 6 }) },
      ),
      { minLength: 1, maxLength: 4 },
    )
    .chain((parts) => fc.constantFrom('', ' ').map((joint) => parts.join(joint)))
    .map((line) =>
      line
        .replace(/[\p{Cc}\p{Cs}\uFEFF\uFFFE\uFFFF\u2028\u2029]/gu, '')
        .replace(/ +/g, ' ')
        .trim(),
    )
    .map((line) => line || 'word')
