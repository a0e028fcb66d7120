import { Day } from '../day.tsx'
import { Contact } from './contact.tsx'
import { type HouseFacts, HouseFrame, HouseSection, type HouseWords } from './house-frame.tsx'

export const accessibility: HouseWords = {
  path: '/accessibility',
  title: 'Accessibility',
  deck: 'How these pages carry people who read with other means, what is tested, and what is not.',
}

export function AccessibilityPage({ contact }: HouseFacts) {
  return (
    <HouseFrame {...accessibility}>
      <HouseSection id="aim" title="What we aim at">
        <p>
          Every page for readers is to meet level AA of the{' '}
          <a href="https://www.w3.org/TR/WCAG22/">Web Content Accessibility Guidelines 2.2</a>. As far as we can tell by
          the tests below, they do. This statement was written on <Day iso="2026-11-24T00:00:00.000Z" />.
        </p>
      </HouseSection>
      <HouseSection id="tested" title="What is tested">
        <p>These tests run in Chromium on every change, and a change that fails one does not go out:</p>
        <ul>
          <li>
            Every type of page at the width of a phone and of a desk, in light and in dark, with every rule of axe.
          </li>
          <li>Nothing sticks out sideways from a width of 320 pixels on.</li>
          <li>Every page reads the same without scripts, with its headings in order and one main part.</li>
          <li>The contrast of every pair of colours that carries text.</li>
        </ul>
        <p>Axe finds what a program can find. That is a part of what can be wrong, and not all of it.</p>
      </HouseSection>
      <HouseSection id="provided" title="What is provided">
        <ul>
          <li>A link past the head of the page, and a frame of 3 pixels around whatever has the focus.</li>
          <li>
            Buttons and the links of the masthead of 44 pixels, nothing under 24, and nothing that has to be dragged.
          </li>
          <li>
            Breaks and holds are told apart by shape and by word as well as by colour: a lozenge and “break”, a bow-tie
            key and “hold”.
          </li>
          <li>Text that grows with the browser’s own size, and lines that break again at 200 %.</li>
          <li>
            Light and dark by the system’s setting or by choice, and the system’s own colours where they are forced.
          </li>
          <li>Motion only where the system allows it. Nothing moves by itself.</li>
          <li>Diagrams with a description in words. Wide tables and code scroll for themselves and take the focus.</li>
        </ul>
      </HouseSection>
      <HouseSection id="patterns" title="Known limits">
        <ul>
          <li>
            <strong>Covers are fields of fine lines</strong> in strong contrast. They can disturb people who are
            sensitive to patterns. <em>Calm covers</em>, at the foot of every page, draws them at a third of their
            strength and stays on in that browser. A system that asks for less contrast gets them without the switch.
          </li>
          <li>A cover says nothing that the text beside it does not say, but it is not described line by line.</li>
          <li>Diagrams keep their size on a phone and are scrolled sideways.</li>
        </ul>
      </HouseSection>
      <HouseSection id="untested" title="What is not tested">
        <p>
          Screen readers, Safari, Firefox, and telephones in the hand. The pages are built by their rules and have not
          been read with them.
        </p>
      </HouseSection>
      <HouseSection id="report" title="Reporting a barrier">
        <Contact contact={contact} about="Say which page, with what you read it, and what stood in the way:" />
      </HouseSection>
    </HouseFrame>
  )
}
