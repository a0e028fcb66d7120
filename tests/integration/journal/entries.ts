import type pg from 'pg'
import { expect } from 'vitest'
import { context } from '../../support/factories.ts'

type Entry = { verb: string; subject: string; actor: string; reason?: string; path?: string }
type Act = () => Promise<unknown>

/** What acts append to the journal, read by the owner. */
export const entriesIn = (owner: pg.Pool) => {
  /** The entries that an act appends. */
  async function entriesOf(act: Act): Promise<Entry[]> {
    const { rows } = await owner.query('select seq from publication.journal_head')
    await act()
    const found = await owner.query<{ entry: string }>(
      'select entry from publication.journal where seq > $1 order by seq',
      [rows[0].seq],
    )
    return found.rows.map(({ entry }) => JSON.parse(entry))
  }

  /** The same, as lines of verb, subject and actor. */
  const linesOf = async (act: Act) =>
    (await entriesOf(act)).map(({ verb, subject, actor }) => `${verb} ${subject} ${actor}`)

  /** Does acts on one thing in their order, and names for each the verbs that it appended; subject and actor are checked. */
  async function verbsOf(subject: string, acts: [name: string, act: Act][], actor = context.actor) {
    const told: [string, string[]][] = []
    for (const [name, act] of acts) {
      const lines = await linesOf(act)
      for (const line of lines) expect(line).toBe(`${line.split(' ')[0]} ${subject} ${actor}`)
      told.push([name, lines.map((line) => line.split(' ')[0] ?? '')])
    }
    return told
  }

  return { entriesOf, linesOf, verbsOf }
}
