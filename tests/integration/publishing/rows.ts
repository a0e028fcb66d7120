import type pg from 'pg'

export type Rows = {
  editions: { number: number; digest: string; canonical: string }[]
  current: { slug: string; path: string; number: number; title: string } | null
  findings: { finding_id: string; kind: string; status: string | null }[]
  addresses: { path: string; gone: boolean; reason: string | null }[]
  journal: { verb: string; edition?: number; actor: string; path?: string }[]
  jobs: { identifier: string; payload: Record<string, unknown>[]; run_at: Date }[]
}

/** Everything that the publish path keeps of one article, read by the owner. */
export async function rowsOf(owner: pg.Pool, articleId: string): Promise<Rows> {
  const all = async <Row extends pg.QueryResultRow>(text: string): Promise<Row[]> =>
    (await owner.query<Row>(text, [articleId])).rows
  const journal = await all<{ entry: string }>(
    `select entry from publication.journal where entry::jsonb ->> 'subject' = $1 order by seq`,
  )
  const current = await all<NonNullable<Rows['current']>>(
    'select slug, path, number, title from publication.current where article_id = $1',
  )
  return {
    editions: await all(
      'select number, digest, canonical from publication.editions where article_id = $1 order by number',
    ),
    current: current[0] ?? null,
    findings: await all(
      'select finding_id, kind, status from publication.findings where article_id = $1 order by position',
    ),
    addresses: await all('select path, gone, reason from publication.addresses where target = $1 order by path'),
    journal: journal.map(({ entry }) => JSON.parse(entry)),
    jobs: await all(
      `select t.identifier, j.payload, j.run_at from graphile_worker._private_jobs j
       join graphile_worker._private_tasks t on t.id = j.task_id
       where j.payload::text like '%' || $1 || '%' order by j.id`,
    ),
  }
}
