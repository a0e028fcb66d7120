import type { Element, ElementContent, Properties } from 'hast'
import { toHtml } from 'hast-util-to-html'
import { describe, expect, it } from 'vitest'
import { sanitise } from '#publication/article/sanitise.ts'

const element = (tagName: string, properties: Properties, ...children: ElementContent[]): Element => ({
  type: 'element',
  tagName,
  properties,
  children,
})
const text: ElementContent = { type: 'text', value: 'words' }
const svg = (...children: ElementContent[]) => element('svg', {}, ...children)
const clean = (node: Element) => toHtml(sanitise(node))

describe('the allow-list', () => {
  it.each([
    ['a script in a drawing', svg(element('script', {}, text)), '<svg></svg>'],
    ['a style in a drawing', svg(element('style', {}, text)), '<svg></svg>'],
    ['HTML in a drawing', svg(element('foreignObject', {}, element('p', {}, text))), '<svg><p>words</p></svg>'],
    ['a link in a drawing', svg(element('use', { href: '#x' })), '<svg></svg>'],
    ['a picture in a drawing', svg(element('image', { href: 'https://example.org/' })), '<svg></svg>'],
    ['an animation', svg(element('animate', { attributeName: 'href' })), '<svg></svg>'],
    ['a shape outside a drawing', element('rect', { x: '1' }), ''],
    ['a title outside a drawing', element('title', {}, text), ''],
    ['an event', svg(element('rect', { onClick: 'x()', x: '1' })), '<svg><rect x="1"></rect></svg>'],
    ['an inline style', svg(element('rect', { style: 'fill:red' })), '<svg><rect></rect></svg>'],
    ['a foreign paint', svg(element('rect', { fill: 'url(https://example.org/)' })), '<svg><rect></rect></svg>'],
    ['a foreign marker', svg(element('line', { markerEnd: 'url(#x)' })), '<svg><line></line></svg>'],
    [
      'a foreign class',
      svg(element('text', { className: ['masthead', 'dia-text'] })),
      '<svg><text class="dia-text"></text></svg>',
    ],
    ['a path with more than curves', svg(element('path', { d: 'M0 0"><script>' })), '<svg><path></path></svg>'],
    ['points that are none', svg(element('polygon', { points: '1,1 NaN,2' })), '<svg><polygon></polygon></svg>'],
    ['a foreign id', svg(element('title', { id: 'b1' }, text)), '<svg><title>words</title></svg>'],
    ['a copy at a hostile address', element('img', { srcSet: '/a 1w, javascript:alert(1) 2w' }), '<img>'],
    ['a copy of another site without a host', element('img', { srcSet: '//example.org/a 1w' }), '<img>'],
    ['open details', element('details', { open: true, onToggle: 'x()' }, text), '<details>words</details>'],
    [
      'a class of the page',
      element('aside', { className: ['callout', 'toc'] }, text),
      '<aside class="callout">words</aside>',
    ],
    ['a token of no kind', element('span', { className: ['tk-evil'] }, text), '<span class="">words</span>'],
    ['a day that is none', element('time', { dateTime: '2026-11-01T00:00' }, text), '<time>words</time>'],
  ])('refuses %s', (_, node, expected) => {
    expect(clean(node).replaceAll(' class=""', '')).toBe(expected.replaceAll(' class=""', ''))
  })
})
