export type Summary = {
  /** Origin of the site. */
  site: string
  tookMs: number
  hasUsers: boolean
  setupToken: string
  logFolder: string
}

/** What the person at the terminal reads when all is up. */
export function summary({ site, tookMs, hasUsers, setupToken, logFolder }: Summary): string {
  const account = hasUsers
    ? []
    : [
        '  No account exists yet. Make the first admin at',
        `    ${site}/admin/create-first-user`,
        `  with the setup token ${setupToken}`,
        '',
      ]
  return [
    '',
    `What breaks. What holds.  Up after ${(tookMs / 1000).toFixed(1)} s.`,
    '',
    `  Site    ${site}`,
    `  Admin   ${site}/admin`,
    `  API     ${site}/api/v1/articles`,
    '',
    ...account,
    `  Ctrl-C stops everything. Logs: ${logFolder}`,
    '',
    '',
  ].join('\n')
}
