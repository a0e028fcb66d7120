import type pg from 'pg'
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { samplesDatabase } from '#tests/support/samples/database.ts'
import { runShell, runTypeScript } from '#tests/support/samples/programs.ts'
import { samplesOf } from '#tests/support/samples/samples.ts'

const sample = samplesOf('agency-to-internal-team-handover')
const register = sample('Three lines of an access register')
const check = sample('What is still theirs, untried, or about to run out')
const ask = sample('The restored copy answers, or the rehearsal has failed')
const inventory = sample('What the repository does not say')

type Line = { what: string; contract: string; holders: string[]; tested: string | null; expires?: string }

/** Runs the check on these lines as if it were 28 November 2026. */
function checked(lines: Line[]): Promise<string> {
  const write = `import { writeFileSync } from 'node:fs'\nwriteFileSync('register.json', ${JSON.stringify(JSON.stringify(lines))})\n`
  return runTypeScript(write + check.replace('Date.now()', `Date.parse('2026-11-28')`))
}

describe('the register of the article on handovers', () => {
  const [domain, root, mail] = JSON.parse(register) as [Line, Line, Line]

  it('ends with an error and five faults, four of them in the root user', async () => {
    await expect(checked([domain, root, mail])).rejects.toMatchObject({
      code: 1,
      stdout: `cloud root user: contract with agency.example
cloud root user: 1 of us can open it
cloud root user: somebody outside can open it
cloud root user: none of us signed in for 90 days
key of the mail service: runs out: 2026-12-19
`,
    })
  })

  it('passes a line that is ours, tried and far from its end', async () => {
    expect((await checked([domain])).trim()).toBe('')
  })

  it('takes a date that is missing, misspelt or a sign-in to come for a fault', async () => {
    const { expires: _, ...undated } = domain
    const misspelt = { ...domain, expires: '2027-13-40' }
    for (const line of [undated, misspelt, { ...domain, tested: '' }, { ...domain, tested: '2062-11-20' }]) {
      await expect(checked([line])).rejects.toMatchObject({ code: 1 })
    }
  })

  it('does not pass an empty register', async () => {
    await expect(checked([])).rejects.toMatchObject({ code: 1, stdout: 'the register is empty\n' })
  })

  it('is not fooled by an address that only looks like ours', async () => {
    const holders = ['cto@example.org', 'ops@example.org.agency.example']
    await expect(checked([{ ...domain, holders }])).rejects.toMatchObject({
      stdout: expect.stringContaining('1 of us can open it'),
    })
  })
})

describe('the restored copy of the article on handovers', () => {
  const { connect } = samplesDatabase()
  let client: pg.Client
  const accident = '2026-11-28T09:00:00Z'
  const fill = (rows: number, newest: string) =>
    client.query(
      `insert into orders (created_at) select $2::timestamptz - make_interval(mins => n) from generate_series(0, $1::int - 1) n`,
      [rows, newest],
    )
  const answer = async () => (await client.query(ask, [accident, 100])).rows

  beforeAll(async () => {
    client = await connect()
  })
  beforeEach(() => client.query('drop table if exists orders; create table orders (created_at timestamptz not null)'))

  it('answers with one row and with what would be lost', async () => {
    await fill(120, '2026-11-28T02:00:00Z')
    const [row, ...more] = await answer()
    expect(more).toEqual([])
    expect(row).toMatchObject({ orders: '120', newest: new Date('2026-11-28T02:00:00Z'), would_be_lost: { hours: 7 } })
  })

  it('gives no row when the copy is empty, too small or too old', async () => {
    expect(await answer()).toEqual([])
    await fill(99, '2026-11-28T02:00:00Z')
    expect(await answer()).toEqual([])
    await client.query('truncate orders')
    await fill(120, '2026-11-26T02:00:00Z')
    expect(await answer()).toEqual([])
  })

  it('gives no row when the live database is asked instead, whose rows are younger than the accident', async () => {
    await fill(120, '2026-11-28T09:00:01Z')
    expect(await answer()).toEqual([])
  })
})

describe('the inventory of the article on handovers', () => {
  const commit = (who: string, file: string, line: string, when = '') =>
    `mkdir -p "$(dirname '${file}')"; echo ${JSON.stringify(line)} >> '${file}'; git add -A
${when && `GIT_AUTHOR_DATE='${when}' GIT_COMMITTER_DATE='${when}' `}git -c user.name=A -c user.email='${who}' commit -qm x\n`

  it('tells authors but bots, the largest share, ours, whatever a folder is called, and variables that no example names', async () => {
    const repository = [
      'git init -q .\n',
      commit('gone@agency.example', 'old/a.ts', 'x', '2020-01-01T00:00:00Z'),
      commit('lead@agency.example', 'api/a.ts', 'connect(process.env.DATABASE_URL)'),
      commit('lead@agency.example', 'api/a.ts', 'pay(process.env.PAYMENT_KEY)'),
      commit('lead@agency.example', 'web/a.ts', 'x'),
      commit('ops@example.org', 'api/a.ts', 'x'),
      commit('dev@example.org.agency.example', 'api/a.ts', 'x'),
      commit('lead@agency.example', 'our shop/Größe [x]/a.ts', 'x'),
      commit('1+dependabot[bot]@users.noreply.github.com', 'our shop/a.ts', 'x'),
      commit('lead@agency.example', 'año [w]/a.ts', 'x'),
      commit('1+dependabot[bot]@users.noreply.github.com', 'web/a.ts', 'y'),
      commit('lead@agency.example', '.env.example', 'DATABASE_URL=postgres://'),
    ].join('')
    expect(await runShell(repository + inventory)).toBe(`api: 3 people, 50% by <lead@agency.example>, 25% by us
año [w]: 1 people, 100% by <lead@agency.example>, 0% by us
old: nobody in a year
our shop: 1 people, 100% by <lead@agency.example>, 0% by us
web: 1 people, 100% by <lead@agency.example>, 0% by us
read by the code, named in no example:
PAYMENT_KEY
`)
  })
})
