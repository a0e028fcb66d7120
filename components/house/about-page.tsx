import { Contact } from './contact.tsx'
import { type HouseFacts, HouseFrame, HouseSection, type HouseWords } from './house-frame.tsx'

export const about: HouseWords = {
  path: '/about',
  title: 'About',
  deck: 'Architecture decisions taken apart: what breaks, what holds, and how we know.',
}

export function AboutPage({ contact }: HouseFacts) {
  return (
    <HouseFrame {...about}>
      <HouseSection id="what" title="What this is">
        <p>
          A founder or a CTO decides about architecture a few times a year, early, and pays for it for years. We take
          one such decision apart at a time. A <em>teardown</em> says what breaks in a system, how that shows, and from
          which scale on; and what holds, and what that costs.
        </p>
        <p>
          A break that nothing answers stays on the page and is marked <strong>open</strong>. We would rather print “no
          hold that we trust yet” than a hold that we made up.
        </p>
      </HouseSection>
      <HouseSection id="method" title="How a teardown is made">
        <ul>
          <li>
            <strong>The call comes first.</strong> What to decide, when that is right, when to skip it, what the wrong
            call costs, and whether it can be undone. Who reads no further has read what counts.
          </li>
          <li>
            <strong>Breaks and holds are data.</strong> Each has a number of its own in its article, such as b1 or h1,
            which is never given to another finding. A link to a break goes on meaning that break.
          </li>
          <li>
            <strong>Sources carry a day.</strong> Each stands at the end of its article with the day on which somebody
            opened it and read it.
          </li>
          <li>
            <strong>Covers are counted, not chosen.</strong> The picture of an article is drawn from its breaks and
            holds. <a href="/how-to-read-a-plate">How to read a plate</a> explains it.
          </li>
        </ul>
      </HouseSection>
      <HouseSection id="editions" title="What is published stays">
        <p>
          What becomes public is an <em>edition</em>: a text that is never changed again, with a number, a day and a
          digest that fits this text and no other. A change of one letter is a new edition.
        </p>
        <p>
          Every edition, move and withdrawal is an entry in a journal in which each entry holds the hash of the one
          before it. The newest entry is signed, and the signature stands at{' '}
          <a href="/.well-known/journal-checkpoint">/.well-known/journal-checkpoint</a>. Whoever keeps a copy can show
          later that the journal was not rewritten, or that it was.
        </p>
      </HouseSection>
      <HouseSection id="corrections" title="Corrections">
        <ul>
          <li>What turns out to be wrong is corrected in the text, as a new edition under the same address.</li>
          <li>The number and the day of the edition stand under the title of the article.</li>
          <li>
            What was wrong stands at the article, and in <a href="/feeds/corrections.rss">a feed of corrections</a>.
          </li>
          <li>
            A piece that cannot be mended is withdrawn. Its address says since when, and why if the editors give a
            reason. It does not turn into another page.
          </li>
          <li>A renamed article keeps every address that it had.</li>
        </ul>
        <Contact contact={contact} about="If you have found something wrong, write to" />
      </HouseSection>
      <HouseSection id="ethics" title="Ethics and funding">
        <p>These are rules. They hold for everybody who writes here.</p>
        <ul>
          <li>Nobody pays to be named in a teardown, to be left out of one, or to read it before everybody else.</li>
          <li>
            Who has an interest in something that they write about says so on their author’s page. None is said as well.
          </li>
          <li>Companies, people, incidents and figures are not made up. What is an example is called one.</li>
          <li>
            Readers are not the product: these pages set no cookie, ask no other host for anything, and count nobody.
          </li>
        </ul>
      </HouseSection>
      <HouseSection id="machines" title="Machines">
        <p>
          Every article is there as Markdown and as JSON, at its own address with <code>.md</code> or <code>.json</code>{' '}
          after it, and whatever else can be asked for is in the <a href="/developers">reference of the API</a>. What
          machines may do with it, and what we ask them to leave, is said under <a href="/ai">machines and AI</a>.
        </p>
      </HouseSection>
      <HouseSection id="built" title="How it is built">
        <p>
          The software under this site is written for it and has to pass its own kind of reading. Editors write in one
          place and readers read from another, so a draft cannot leak into a page. A page is one document that is
          complete without scripts; the one script on it switches the colour scheme, calms the covers and copies text,
          and weighs less than a small picture.
        </p>
        <p>
          How far these pages carry people who read with other means is said under{' '}
          <a href="/accessibility">accessibility</a>.
        </p>
      </HouseSection>
    </HouseFrame>
  )
}
