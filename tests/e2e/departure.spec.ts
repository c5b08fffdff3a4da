import { readFile } from 'node:fs/promises'
import { expect, expectNoSeriousAxe, expectNoSideways, test } from '../fixtures.ts'
import { password } from '../password.ts'

// A wrong password, and the session that ends with the account.
test.use({ expectedErrors: [/status of 40[0134]/] })

test('an account is deleted by an administrator, and by its owner, who takes along what is theirs', async ({
  signUp,
  serve,
}) => {
  const { url } = await serve()
  const { page } = await signUp('Ana', url)
  const [bob, cleo] = [await signUp('Bob', url), await signUp('Cleo', url)]
  await bob.page.goto('/rooms')
  await page.goto(`${url}/admin/people`)
  const row = (name: string) => page.getByRole('row', { name: new RegExp(`^${name}`) })
  await page.getByRole('button', { name: 'Options for Bob' }).press('Enter')
  await page.getByRole('menuitem', { name: 'Delete…' }).click()
  const asked = page.getByRole('dialog', { name: 'Delete the account of Bob?' })
  await expect(asked).toContainText('Their messages stay')
  await asked.getByLabel('Email of the account').fill('bob')
  await asked.getByRole('button', { name: 'Delete account' }).click()
  await expect(asked).toContainText('This is not the email of this account.')
  await expectNoSeriousAxe(page)
  await asked.getByLabel('Email of the account').fill(bob.program.user.email)
  await asked.getByRole('button', { name: 'Delete account' }).click()
  // Under a dialog nothing has a role: what is hidden by it is not gone yet.
  await expect(asked).toBeHidden()
  await expect(row('Bob')).toBeHidden()
  await bob.page.reload()
  await expect(bob.page).toHaveURL(/sign-in/)

  const own = cleo.page
  await own.goto(`${url}/profile`)
  await own.getByRole('button', { name: 'Prepare an archive' }).click()
  const [file] = await Promise.all([
    own.waitForEvent('download'),
    own.getByRole('link', { name: /^Download/ }).click(),
  ])
  const archive = await readFile(await file.path())
  expect(archive.subarray(0, 2).toString()).toBe('PK')
  expect(archive.includes('profile.json')).toBe(true)
  await expectNoSeriousAxe(own)

  await own.setViewportSize({ width: 375, height: 812 })
  await own.goto(`${url}/profile`)
  await own.getByRole('button', { name: 'Delete my account…' }).click()
  const dialog = own.getByRole('dialog', { name: 'Delete your account' })
  await dialog.getByLabel('Password').fill('not the password')
  await dialog.getByRole('button', { name: 'Delete my account' }).click()
  await expect(dialog).toContainText('This is not your current password.')
  await expectNoSeriousAxe(own)
  await expectNoSideways(own)
  await dialog.getByLabel('Password').fill(password)
  await dialog.getByRole('button', { name: 'Delete my account' }).click()
  await expect(own.getByRole('heading', { name: 'Come in' })).toBeVisible()

  await page.goto(`${url}/admin/audit`)
  await expect(page.getByRole('row', { name: /Account deleted/ })).toHaveCount(2)
})
