import { readFile } from 'node:fs/promises'
import { TOTP } from 'otpauth'
import type { AppSecret } from '#lib/accounts/two-factor/schema.ts'
import { expect, expectNoSeriousAxe, expectNoSideways, test } from '../fixtures.ts'
import { password } from '../password.ts'
import { readQr } from '../qr.ts'

// What is refused on the way: a password alone, a wrong code, the session that ends.
test.use({ expectedErrors: [/status of 40[01349]/] })

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
  const picture = dialog.getByRole('img', { name: /to scan/ })
  await expect.poll(() => readQr(picture)).toContain(`secret=${secret}`)
  const codeAt = (timestamp: number) => new TOTP({ secret }).generate({ timestamp })
  const [first, old] = [codeAt(Date.now()), codeAt(Date.now() - 150_000)]
  await dialog.getByLabel('The code it shows now').fill(old)
  await dialog.getByRole('button', { name: 'Switch on' }).click()
  await expect(dialog.getByText('This code is wrong, or its time is over.')).toBeVisible()
  await dialog.getByLabel('The code it shows now').fill(first)
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
  for (const wrong of [first, old]) {
    await field.fill(wrong)
    // The words of the one before may be there still.
    const answered = other.waitForResponse((one) => one.url().includes('/callback/credentials'))
    await field.press('Enter')
    await answered
    await expect(other.getByText(/This code (was used already|is wrong)/)).toBeVisible()
    await expect(other.getByRole('button', { name: 'Sign in', exact: true })).toBeEnabled()
  }
  // Newer than the first one, however long all of that took.
  const next = codeAt(Date.now() + 30_000)
  await field.fill(` ${next.slice(0, 3)} ${next.slice(3)}`)
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

test('where a second factor is required one is led to set it up, and does nothing else before', async ({
  signUp,
  serve,
}) => {
  const { url } = await serve()
  const ada = await signUp('Ada', url)
  const bob = await signUp('Bob', url)
  await bob.page.goto('/rooms')
  await expect(bob.page.getByRole('heading', { name: 'Rooms' }).first()).toBeVisible()
  await ada.page.goto(`${url}/admin/settings`)
  await ada.page.getByRole('checkbox', { name: 'A second factor is required' }).check()
  await ada.page.getByRole('button', { name: 'Save' }).click()
  await expect(ada.page.getByText('Set up codes by app or a passkey for yourself first')).toBeVisible()
  const { secret } = await ada.program.post<AppSecret>('/me/two-factor')
  const code = new TOTP({ secret }).generate()
  // From a program, which ends the session of the page.
  await ada.program.http('PUT', '/me/two-factor', { code })
  await ada.program.http('PATCH', '/admin/settings', { requireTwoFactor: true })

  const { page } = bob
  await expect(page, 'the open page is led there, too').toHaveURL(/\/secure/)
  await expect(page.getByRole('heading', { name: 'Secure your account' })).toBeVisible()
  await expectNoSeriousAxe(page)
  await page.setViewportSize({ width: 375, height: 812 })
  await expectNoSideways(page)
  expect(await bob.program.http('GET', '/rooms')).toMatchObject({
    status: 403,
    body: { reason: 'accounts.setUpTwoFactor' },
  })
  await page.goto('/profile')
  await expect(page).toHaveURL(/\/secure\?next=%2Fprofile/)
  await page.getByRole('button', { name: 'Set up' }).click()
  const shown = ((await page.getByRole('dialog').locator('code').textContent()) ?? '').replaceAll(' ', '')
  await page.getByLabel('The code it shows now').fill(new TOTP({ secret: shown }).generate())
  await page.getByRole('button', { name: 'Switch on' }).click()
  await page.getByRole('button', { name: 'I have kept them' }).click()
  await page.getByRole('link', { name: 'Go on' }).click()
  await expect(page).toHaveURL('/profile')
})
