import { type Finding, type LoadCase, loadCases } from '#publication/article/index.ts'
import { type Drawing, drawPlate } from '#publication/plate/index.ts'
import { loadCaseSentences } from '../listing/load-cases.ts'
import { PlateDrawing } from '../plate-drawing.tsx'
import { SeamLine } from '../seam-line.tsx'
import { capitalised } from '../wording.ts'
import { HouseFrame, HouseSection, type HouseWords } from './house-frame.tsx'
import { LabelledPlate } from './labelled-plate.tsx'

export const howToRead: HouseWords = {
  path: '/how-to-read-a-plate',
  title: 'How to read a plate',
  deck: 'The lines are the load. Where the article names a break, the lines have to go round. Where it names a hold, a key carries them across.',
}

const legend = [
  { part: 'Load lines', text: 'What the system carries. Where they crowd, they darken: that is where the stress is.' },
  { part: 'An opening', text: 'A break. There is one for every break that the article names, so they can be counted.' },
  { part: 'A key', text: 'A hold. It is let in across the fracture like a bow-tie, and the lines run through it.' },
  { part: 'A torn gap', text: 'No hold here that we trust. The fracture goes on from one opening to the next.' },
  { part: 'The edge', text: 'A fracture that runs off the sheet is not stopped: at least one break is open.' },
] as const

const grounds = [
  {
    name: 'Blue',
    counts: { breaks: 3, holds: 3, open: 0 },
    text: 'Every break is held. The fracture ends inside the sheet, in the round hole that is drilled to stop a crack.',
  },
  { name: 'Chalk', counts: { breaks: 4, holds: 3, open: 1 }, text: 'Some breaks are open: fewer than three in ten.' },
  { name: 'Red', counts: { breaks: 4, holds: 2, open: 2 }, text: 'Three breaks in ten, or more, are open.' },
] as const

const groundSize = { width: 360, height: 240, pitch: 12, points: 6200 }
const swatchSize = { width: 160, height: 120, pitch: 8, points: 6200 }
const sound = { breaks: 0, holds: 0, open: 0 }

const draw = (seed: string, load: LoadCase, counts: typeof sound, size: typeof groundSize): Drawing =>
  drawPlate({ seed, load, ...counts, variant: 0, calm: false }, size)

const sheets = () => ({
  grounds: grounds.map((ground) => ({ ...ground, drawing: draw(ground.name, 'shear', ground.counts, groundSize) })),
  swatches: loadCases.map((load) => ({ load, drawing: draw(load, load, sound, swatchSize) })),
})
let drawn: ReturnType<typeof sheets> | undefined

const blank = { title: '', cost: null }
const breakOf = (number: number, heldBy: string[]): Finding => {
  const status = heldBy.length > 0 ? 'held' : 'open'
  return { id: `b${number}`, kind: 'break', shows: null, scale: null, status, heldBy, ...blank }
}
const holdOf = (number: number, answers: string[]): Finding => {
  return { id: `h${number}`, kind: 'hold', answers, verifiedSince: null, ...blank }
}

/** What the numbered plate counts, as findings: five breaks, three holds of which one answers two, one break open. */
const example: Finding[] = [
  breakOf(1, ['h1']),
  breakOf(2, ['h2']),
  breakOf(3, ['h3']),
  breakOf(4, ['h3']),
  breakOf(5, []),
  holdOf(1, ['b1']),
  holdOf(2, ['b2']),
  holdOf(3, ['b3', 'b4']),
]

export function HowToReadPage() {
  drawn ??= sheets()
  return (
    <HouseFrame {...howToRead}>
      <figure className="labelled">
        <LabelledPlate />
        <figcaption>
          <ol className="legend">
            {legend.map(({ part, text }) => (
              <li key={part}>
                <b>{part}.</b> {text}
              </li>
            ))}
          </ol>
        </figcaption>
      </figure>
      <HouseSection id="counted" title="Nothing on it is decoration">
        <p>
          A plate is drawn by a program from the breaks and holds of its article, and from nothing else. The address of
          the article decides where the fracture lies and how it leans, so that two plates of one topic can be told
          apart. The same article gives the same plate on every day and on every machine.
        </p>
      </HouseSection>
      <HouseSection id="grounds" title="The ground is the verdict">
        <ul className="grounds">
          {drawn.grounds.map(({ name, text, drawing }) => (
            <li key={name}>
              <PlateDrawing drawing={drawing} />
              <h3>{name}</h3>
              <p>{text}</p>
            </li>
          ))}
        </ul>
      </HouseSection>
      <HouseSection id="loads" title="How the load runs is the topic">
        <ul className="swatches">
          {drawn.swatches.map(({ load, drawing }) => (
            <li key={load}>
              <PlateDrawing drawing={drawing} />
              <h3>{capitalised(load)}</h3>
              <p>{loadCaseSentences[load]}</p>
            </li>
          ))}
        </ul>
        <p>
          Each topic has its own; which one stands beside its name under <a href="/#topics">topics</a>. Plain
          compression is kept for the beam on the home page.
        </p>
      </HouseSection>
      <HouseSection id="seam" title="The seam line">
        <p className="seam-example">
          <SeamLine findings={example} />
        </p>
        <p>
          The same article in one row of glyphs, for places where a plate is too large. A lozenge is a break, a bow-tie
          key between two of them is a hold, a gap without a key is torn. A dot at the end says that the crack is
          stopped. This line is that of the plate above: five breaks, three holds, one open.
        </p>
      </HouseSection>
      <HouseSection id="marks" title="The same signs on every page">
        <p>
          Red and lozenge and the word <em>break</em> always go together, and so do blue and key and the word{' '}
          <em>hold</em>. Red is the dye that creeps into a crack and shows it; blue is the paste that shows where two
          parts truly bear on each other. Who does not see the colours loses nothing: shape and word say the same.
        </p>
      </HouseSection>
    </HouseFrame>
  )
}
