import { expect, type Page, test } from '@playwright/test'
import pg from 'pg'
import { chief, client, formReady, ownerUrl, setupToken } from './house.ts'

// Needs a site that nobody has an account on, so the accounts are taken away first; every other file makes its own.
test.describe.configure({ mode: 'serial' })

async function inDatabase<T extends pg.QueryResultRow>(query: string): Promise<T[]> {
  const database = new pg.Client({ connectionString: ownerUrl })
  await database.connect()
  try {
    return (await database.query<T>(query)).rows
  } finally {
    await database.end()
  }
}

const removeAccounts = () => inDatabase('delete from users')
const accounts = () => inDatabase<{ email: string; role: string }>('select email, role from users')

/** Fills the form at a person's pace: not before it answers, and pressed only once it has looked at what was typed. */
async function fillForm(page: Page, token: string): Promise<void> {
  await formReady(page)
  const looked = page.waitForResponse(
    (answer) => answer.request().method() === 'POST' && answer.url().includes('/admin/'),
  )
  await page.getByLabel('Email').fill(chief.email)
  await page.getByLabel('New Password').fill(chief.password)
  await page.getByLabel('Confirm Password').fill(chief.password)
  await page.getByLabel('Name').fill(chief.name)
  await page.getByLabel('Setup token').fill(token)
  await looked
  await page.getByRole('button', { name: 'Create' }).click()
}

test.beforeAll(removeAccounts)

test('the admin leads to the form for the first account, and no role can be chosen there', async ({ page }) => {
  await page.goto('/admin')
  await expect(page).toHaveURL('/admin/create-first-user')
  await expect(page.getByLabel('Setup token')).toBeEditable()
  await expect(page.getByText('Role', { exact: true })).toHaveCount(0)
})

test('a wrong token is refused in words, the right one makes an admin and signs in', async ({ page }) => {
  await page.goto('/admin/create-first-user')
  await fillForm(page, 'not-the-token-that-was-printed')
  await expect(page.getByText('The setup token is wrong')).toBeVisible()
  expect(await accounts()).toEqual([])

  await page.getByLabel('Setup token').fill(setupToken)
  await page.getByRole('button', { name: 'Create' }).click()
  await expect(page).toHaveURL('/admin')
  await expect(page.getByRole('link', { name: 'Account' })).toBeVisible()
  expect(await accounts()).toEqual([{ email: chief.email, role: 'admin' }])
})

test('there is no second first account, by the form or by a raw POST', async ({ page }) => {
  await page.goto('/admin/create-first-user')
  await expect(page).toHaveURL(/\/admin\/login/)
  const api = await client()
  const data = { email: 'second@example.org', password: chief.password, name: 'Second', setupToken, role: 'admin' }
  expect((await api.post('/api/users/first-register', { data })).status()).toBe(403)
  expect((await api.post('/api/users', { data })).status()).toBe(403)
  expect(await accounts()).toHaveLength(1)
  await api.dispose()
})

test('of two that come at once with the right token, one is first', async () => {
  await removeAccounts()
  const api = await client()
  const register = (account: object) => api.post('/api/users/first-register', { data: { ...account, setupToken } })
  const answers = await Promise.all([register(chief), register({ ...chief, email: 'rival@example.org' })])
  expect(answers.map((answer) => answer.status()).sort()).toEqual([200, 403])
  const left = await accounts()
  expect(left).toHaveLength(1)
  expect(left[0]?.role).toBe('admin')
  await api.dispose()
})

test('the account is made an admin even when another role is asked for', async () => {
  await removeAccounts()
  const api = await client()
  const answer = await api.post('/api/users/first-register', { data: { ...chief, setupToken, role: 'author' } })
  expect(answer.status()).toBe(200)
  expect(await accounts()).toEqual([{ email: chief.email, role: 'admin' }])
  await api.dispose()
})
