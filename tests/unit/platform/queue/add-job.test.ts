import { PgDialect } from 'drizzle-orm/pg-core'
import { describe, expect, it } from 'vitest'
import { addJob, JobError, type Purge } from '#platform/queue/index.ts'

const purge: Purge = { seq: 3, tags: ['list'], paths: ['/'], expire: false }

function recorder() {
  const queries: { sql: string; params: unknown[] }[] = []
  const dialect = new PgDialect()
  const tx = {
    execute: async (query: Parameters<PgDialect['sqlToQuery']>[0]) => {
      queries.push(dialect.sqlToQuery(query))
    },
  }
  return { tx, queries }
}

describe('adding a job', () => {
  it('calls add_job through the transaction it is given, with every value as a parameter', async () => {
    const { tx, queries } = recorder()
    await addJob(tx, 'purge', { ...purge, tags: ["it's; drop table x"] })
    expect(queries).toHaveLength(1)
    expect(queries[0]?.sql).toContain('graphile_worker.add_job(')
    expect(queries[0]?.sql).not.toContain('drop table')
    expect(queries[0]?.params).toEqual([
      'purge',
      '[{"seq":3,"tags":["it\'s; drop table x"],"paths":["/"],"expire":false}]',
      32_767,
    ])
  })

  it('leaves it to the database when what is gathered comes due', async () => {
    const { tx, queries } = recorder()
    await addJob(tx, 'checkpoint', { seq: 7 }, { gatherMs: 1_000 })
    expect(queries[0]?.sql).toMatch(/run_at => to_timestamp\(ceil\(.*clock_timestamp/)
    expect(queries[0]?.params).toEqual(['checkpoint', '[{"seq":7}]', 1_000, 1_000, 32_767])
  })

  it.each([
    ['seq', { seq: -1 }],
    ['seq', { seq: 1.5 }],
    ['tags.0', { tags: [''] }],
    ['paths.0', { paths: ['articles/x'] }],
    ['paths.0', { paths: ['//evil.example'] }],
    ['paths.0', { paths: ['https://evil.example/'] }],
  ])('refuses a wrong %s before it reaches the database', async (field, wrong) => {
    const { tx, queries } = recorder()
    const adding = addJob(tx, 'purge', { ...purge, ...wrong })
    await expect(adding).rejects.toThrow(JobError)
    await expect(adding).rejects.toThrow(field)
    expect(queries).toEqual([])
  })
})
