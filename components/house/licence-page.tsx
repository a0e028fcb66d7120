import { Contact } from './contact.tsx'
import { type HouseFacts, HouseFrame, HouseSection, type HouseWords } from './house-frame.tsx'

export const licence: HouseWords = {
  path: '/licence',
  title: 'Licence',
  deck: 'What you may do with what stands here, and what machines are asked to do and to leave.',
}

const fonts = [
  { name: 'Besley', href: '/fonts/LICENSE-besley.txt' },
  { name: 'STIX Two Text', href: '/fonts/LICENSE-stix-two-text.txt' },
  { name: 'Archivo Narrow', href: '/fonts/LICENSE-archivo-narrow.txt' },
] as const

export function LicencePage({ contact }: HouseFacts) {
  return (
    <HouseFrame {...licence}>
      <HouseSection id="text" title="Text and drawings">
        <p>
          © What breaks. What holds. All rights are reserved, but for what this page allows and for what an article says
          of itself. Pictures and quotations of others belong to those who are named beside them.
        </p>
      </HouseSection>
      <HouseSection id="quoting" title="Quoting">
        <ul>
          <li>Quote what you need to make your point, in your own text, and link to where it stands.</li>
          <li>
            A break or a hold has an address of its own: that of the article with the number of the finding after it,
            such as <code>#b1</code>.
          </li>
          <li>To say which text you mean, name the edition as well. Its number stands under the title.</li>
          <li>Do not change the words of a quotation, and do not make it say what the article does not.</li>
          <li>To print or translate a whole article, ask.</li>
        </ul>
        <Contact contact={contact} about="Ask at" />
      </HouseSection>
      <HouseSection id="code" title="Code samples">
        <p>
          Code in an article is there to be used: copy it, change it and ship it, without asking and without naming us.
          It comes without any warranty, and what it does in your system is yours to test.
        </p>
      </HouseSection>
      <HouseSection id="machines" title="Machines">
        <p>
          Whether machines may find it, use it to answer a question, or train on it is said on{' '}
          <a href="/ai">a page of its own</a>, and in <a href="/robots.txt">robots.txt</a> in words for machines.
        </p>
      </HouseSection>
      <HouseSection id="fonts" title="Typefaces">
        <p>The three typefaces of these pages are under the SIL Open Font License 1.1:</p>
        <ul>
          {fonts.map(({ name, href }) => (
            <li key={href}>
              {name}: <a href={href}>its licence</a>
            </li>
          ))}
        </ul>
      </HouseSection>
    </HouseFrame>
  )
}
