import { readFile } from 'node:fs/promises'
import type { Page } from '@playwright/test'
import { register } from '../client.ts'
import { expect, expectNoSeriousAxe, expectNoSideways, test } from '../fixtures.ts'

// Whoever is signed out, or no administrator any more, is refused.
test.use({ expectedErrors: [/status of 40[134]/] })

test('an administrator finds people, gives them roles, takes them out of use and brings them back', async ({
  signUp,
  serve,
  visit,
}) => {
  const { url } = await serve()
  const { page } = await signUp('Ana', url)
  const bob = await signUp('Bob', url)
  await page.goto('/rooms')
  await register(url, 'Cleo')
  await page.getByRole('button', { name: /Account/ }).click()
  await page.getByRole('menuitem', { name: 'Administration' }).click()
  const table = page.getByRole('table', { name: 'People' })
  const row = (name: string) => table.getByRole('row', { name: new RegExp(`^${name}`) })
  const choose = async (name: string, item: string, confirm: string, kind: 'menuitem' | 'menuitemradio') => {
    await page.getByRole('button', { name: `Options for ${name}` }).press('Enter')
    await page.getByRole(kind, { name: item }).click()
    await page.getByRole('alertdialog').getByRole('button', { name: confirm }).click()
    await expect(page.getByRole('alertdialog')).toBeHidden()
  }
  await expect(row('Ana')).toContainText('Administrator')
  await expectNoSeriousAxe(page)

  await page.getByRole('button', { name: 'Name', exact: true }).click()
  await expect(page.getByRole('columnheader', { name: 'Name' })).toHaveAttribute('aria-sort', 'descending')
  await expect(table.getByRole('row').nth(1)).toContainText('Cleo')
  await page.getByRole('searchbox', { name: 'Search by name or email' }).fill('bo')
  await expect(table.getByRole('row')).toHaveCount(2)
  await page.reload()
  await expect(table.getByRole('row')).toHaveCount(2)

  await choose('Bob', 'Administrator', 'Make administrator', 'menuitemradio')
  await expect(row('Bob')).toContainText('Administrator')
  await bob.page.goto(`${url}/admin/people`)
  await expect(bob.page.getByRole('heading', { name: 'People' })).toBeVisible()
  await choose('Bob', 'Member', 'Make member', 'menuitemradio')
  await bob.page.reload()
  await expect(bob.page.getByText('There is no such page')).toBeVisible()
  await choose('Bob', 'Deactivate', 'Deactivate', 'menuitem')
  await expect(row('Bob')).toContainText('Deactivated')
  await bob.page.reload()
  await expect(bob.page.getByRole('heading', { name: 'Your account was deactivated' })).toBeVisible()
  await expectNoSeriousAxe(bob.page)
  await bob.page.setViewportSize({ width: 375, height: 812 })
  await expectNoSideways(bob.page)
  await bob.page.setViewportSize({ width: 1280, height: 800 })
  await choose('Bob', 'Restore', 'Restore', 'menuitem')
  await expect(row('Bob')).not.toContainText('Deactivated')

  await choose('Bob', 'Link to set a password', 'Link to set a password', 'menuitem')
  const given = page.getByRole('dialog', { name: 'A link for Bob' })
  await expectNoSeriousAxe(page)
  const link = await given.getByLabel('Link', { exact: true }).inputValue()
  await page.keyboard.press('Escape')
  await bob.page.goto(url)
  await bob.page.getByText('Forgot your password?').click()
  await expect(bob.page.getByText('Ask an administrator of it')).toBeVisible()
  await setPassword(bob.page, link)

  await page.getByRole('button', { name: 'Make an account' }).click()
  await page.getByLabel('Name', { exact: true }).fill('Nia')
  await page.getByLabel('Email', { exact: true }).fill(`${crypto.randomUUID()}@example.org`)
  await expectNoSeriousAxe(page)
  await page.getByRole('button', { name: 'Make account' }).click()
  const welcome = await page.getByLabel('Link', { exact: true }).inputValue()
  await page.keyboard.press('Escape')
  const nia = await visit()
  await setPassword(nia, welcome)
  await nia.goto(welcome)
  await expect(nia.getByText('This link was used already')).toBeVisible()
  await expectNoSeriousAxe(nia)

  await page.getByRole('link', { name: 'Audit log' }).click()
  const log = page.getByRole('table', { name: 'Audit log' })
  await expect(log.getByRole('row').nth(1)).toContainText('Account made')
  await expectNoSeriousAxe(page)
  await page.getByRole('combobox', { name: 'What' }).click()
  await page.getByRole('option', { name: 'Role changed' }).click()
  await expect(log.getByRole('row')).toHaveCount(3)
  await expect(log.getByRole('row').nth(1)).toContainText('Administrator → Member')
  await log.getByRole('button', { name: 'Ana' }).first().click()
  await expect(page.getByRole('button', { name: 'By Ana' })).toBeVisible()
  await page.getByLabel('To day').fill('2020-01-01')
  await expect(page.getByRole('heading', { name: 'No entry fits' })).toBeVisible()
  await page.getByLabel('To day').fill('')
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'Export as NDJSON' }).click(),
  ])
  const lines = (await readFile(await file.path(), 'utf8')).trim().split('\n')
  expect(lines.map((line) => JSON.parse(line).action)).toEqual(['user.role_changed', 'user.role_changed'])

  await page.setViewportSize({ width: 375, height: 667 })
  await expectNoSideways(page)
  await expectNoSeriousAxe(page)
  await page.getByRole('link', { name: 'People' }).click()
  await page.getByRole('searchbox', { name: 'Search by name or email' }).fill('')
  await expect(page.getByText('Cleo')).toBeVisible()
  await expectNoSideways(page)
  await expectNoSeriousAxe(page)
})

test('an administrator names the place and closes it; who comes is told', async ({
  signUp,
  serve,
  visit,
}) => {
  const { url } = await serve()
  const { page } = await signUp('Ada', url)
  await page.goto(`${url}/admin/settings`)
  await page.getByLabel('What this place is called').fill('The Attic')
  await page.getByRole('radio', { name: 'Nobody' }).check()
  await expectNoSeriousAxe(page)
  await page.getByRole('button', { name: 'Save' }).click()
  await expect(page.getByText('It holds for everybody from now on.')).toBeVisible()
  await page.setViewportSize({ width: 375, height: 667 })
  await expectNoSideways(page)
  const visitor = await visit()
  await visitor.goto(`${url}/register`)
  await expect(visitor.getByText('Whoever looks after this place makes the accounts.')).toBeVisible()
  await expect(visitor.getByLabel('Email')).toHaveCount(0)
  await expect(visitor.getByText('The Attic')).toBeVisible()
  await page.goto(`${url}/admin/audit`)
  await expect(page.getByRole('cell', { name: 'Setting changed' })).toHaveCount(2)
})

async function setPassword(page: Page, link: string) {
  await page.setViewportSize({ width: 375, height: 667 })
  await page.goto(link)
  await page.getByLabel('New password', { exact: true }).fill('quite another pass phrase 7')
  await expectNoSideways(page)
  await expectNoSeriousAxe(page)
  await page.getByRole('button', { name: 'Set password and sign in' }).click()
  await expect(page).toHaveURL(/\/rooms$/)
}
