import { readFile } from 'node:fs/promises'
import { TOTP } from 'otpauth'
import { expect, expectNoSeriousAxe, expectNoSideways, test } from '../fixtures.ts'
import { password } from '../password.ts'

// What is refused on the way: a password alone, a wrong code, the session that ends.
test.use({ expectedErrors: [/status of 40[0134]/] })

test('codes of an app are set up, asked for, replaced by a recovery code, and switched off', async ({
  signUp,
  visit,
}) => {
  const ana = await signUp('Ana')
  const { page } = ana
  await page.goto('/profile')
  await page.getByRole('button', { name: 'Set up' }).click()
  const dialog = page.getByRole('dialog')
  await expect(dialog.getByRole('img', { name: /to scan/ })).toBeVisible()
  await expectNoSeriousAxe(page)
  await page.setViewportSize({ width: 375, height: 812 })
  await expectNoSideways(page)
  const secret = ((await dialog.locator('code').textContent()) ?? '').replaceAll(' ', '')
  const code = (steps: number) => new TOTP({ secret }).generate({ timestamp: Date.now() + steps * 30_000 })
  await dialog.getByLabel('The code it shows now').fill(code(-5))
  await dialog.getByRole('button', { name: 'Switch on' }).click()
  await expect(dialog.getByText('This code is wrong, or its time is over.')).toBeVisible()
  await dialog.getByLabel('The code it shows now').fill(code(-1))
  await dialog.getByRole('button', { name: 'Switch on' }).click()
  const codes = page.getByRole('list', { name: 'Recovery codes' }).getByRole('listitem')
  await expect(codes).toHaveCount(10)
  const [recovery = ''] = await codes.allTextContents()
  await expectNoSeriousAxe(page)
  await expectNoSideways(page)
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'Download' }).click(),
  ])
  expect(await readFile(await file.path(), 'utf8')).toContain(recovery)
  await page.getByRole('button', { name: 'I have kept them' }).click()
  await expect(page.getByText('10 recovery codes are left.')).toBeVisible()

  const other = await visit()
  const begin = async () => {
    await other.goto('/sign-in?next=/profile')
    await other.getByLabel('Email', { exact: true }).fill(ana.program.user.email)
    await other.getByLabel('Password', { exact: true }).fill(password)
    await other.getByRole('button', { name: 'Sign in', exact: true }).click()
  }
  const field = other.getByLabel('Code', { exact: true })
  await begin()
  await expect(field).toBeFocused()
  await expect(field).toHaveAttribute('autocomplete', 'one-time-code')
  await expectNoSeriousAxe(other)
  for (const wrong of [code(-1), code(-5)]) {
    await field.fill(wrong)
    await field.press('Enter')
    await expect(other.getByText(/This code (was used already|is wrong)/)).toBeVisible()
  }
  await field.fill(` ${code(1).slice(0, 3)} ${code(1).slice(3)}`)
  await field.press('Enter')
  await expect(other).toHaveURL('/profile')

  await other.context().clearCookies()
  await begin()
  await other.getByRole('button', { name: 'I cannot use my app' }).click()
  await other.setViewportSize({ width: 375, height: 812 })
  await expectNoSideways(other)
  await other.getByLabel('Recovery code', { exact: true }).fill(recovery.toUpperCase())
  await other.getByRole('button', { name: 'Sign in', exact: true }).click()
  await expect(other.getByText('9 recovery codes are left.')).toBeVisible()

  await other.getByRole('button', { name: 'Switch off' }).click()
  await other.getByLabel('Your password').fill(password)
  await expectNoSeriousAxe(other)
  await other.getByRole('dialog').getByRole('button', { name: 'Switch off' }).click()
  await expect(other.getByRole('button', { name: 'Set up' })).toBeVisible()
})
