import { register } from '../client.ts'
import { expect, expectNoSeriousAxe, expectNoSideways, test } from '../fixtures.ts'

// Whoever is signed out, or no administrator any more, is refused.
test.use({ expectedErrors: [/status of 40[134]/] })

test('an administrator finds people, gives them roles, takes them out of use and brings them back', async ({
  signUp,
  serve,
}) => {
  const { url } = await serve()
  const { page } = await signUp('Ana', url)
  const bob = await signUp('Bob', url)
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
  await choose('Bob', 'Restore', 'Restore', 'menuitem')
  await expect(row('Bob')).not.toContainText('Deactivated')

  await page.setViewportSize({ width: 375, height: 667 })
  await page.getByRole('searchbox', { name: 'Search by name or email' }).fill('')
  await expect(page.getByText('Cleo')).toBeVisible()
  await expectNoSideways(page)
  await expectNoSeriousAxe(page)
})
