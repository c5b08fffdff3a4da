import { freePort } from '../../scripts/tools/program.ts'
import { test as base, expect, expectNoSeriousAxe, expectNoSideways } from '../fixtures.ts'
import { linkIn, type MailServer, startMailServer } from '../mail-server.ts'
import { password } from '../password.ts'

const test = base.extend<{ mails: MailServer; site: string }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of fixtures from this pattern.
  mails: async ({}, use) => {
    const mails = await startMailServer()
    await use(mails)
    await mails.stop()
  },
  // A server that sends mail, and knows its address.
  site: async ({ mails, serve }, use) => {
    const PORT = String(await freePort())
    const { url } = await serve({ ...mails.settings, PORT, PUBLIC_URL: `http://127.0.0.1:${PORT}` })
    await use(url)
  },
})

test('whoever forgot their password gets a link by mail, and comes in with another one', async ({
  mails,
  site,
  signUp,
  visit,
}) => {
  const { email } = (await signUp('Ana', site)).program.user
  const page = await visit()
  await page.setViewportSize({ width: 375, height: 667 })
  await page.goto(`${site}/sign-in`)
  await page.getByRole('link', { name: 'Forgot your password?' }).click()
  await expect(page.getByRole('heading', { name: 'Set a new password' })).toBeVisible()
  await expectNoSideways(page)
  await expectNoSeriousAxe(page)
  await page.getByLabel('Email').fill(email)
  await page.getByRole('button', { name: 'Send me a link' }).click()
  await expect(page.getByRole('status')).toContainText(email)
  await expectNoSeriousAxe(page)
  await page.goto(linkIn(await mails.next(email, 'Set a new password')))
  await page.getByLabel('New password', { exact: true }).fill('quite another pass phrase 7')
  await page.getByRole('button', { name: 'Set password and sign in' }).click()
  await expect(page).toHaveURL(`${site}/rooms`)
  await mails.next(email, 'Your password was changed')
})

test('an email is confirmed by its mail, changed from the new one, and kept by the one before', async ({
  mails,
  site,
  signUp,
}) => {
  const { page, program } = await signUp('Ana', site)
  const { email } = program.user
  const wanted = `${crypto.randomUUID()}@example.org`
  await page.setViewportSize({ width: 375, height: 667 })
  await page.goto(`${site}/profile`)
  await mails.next(email, 'Confirm your email')
  await page.getByRole('button', { name: 'Send the link again' }).click()
  await expect(page.getByText(`A link is on its way to ${email}`)).toBeVisible()
  await expectNoSideways(page)
  await expectNoSeriousAxe(page)
  await page.goto(linkIn(await mails.next(email, 'Confirm your email')))
  await expectNoSideways(page)
  await expectNoSeriousAxe(page)
  await page.getByRole('button', { name: 'Confirm this email' }).click()
  await expect(page.getByRole('status')).toContainText('confirmed')
  await page.getByRole('link', { name: 'Go on' }).click()
  await expect(page).toHaveURL(`${site}/rooms`)

  await page.goto(`${site}/profile`)
  await expect(page.getByRole('button', { name: 'Send the link again' })).toHaveCount(0)
  const part = page.locator('section', { has: page.getByRole('heading', { name: 'Email', exact: true }) })
  await part.getByLabel('Email', { exact: true }).fill(wanted)
  await part.getByLabel('Current password').fill(password)
  await part.getByRole('button', { name: 'Change email' }).click()
  await expect(part.getByRole('status')).toContainText(wanted)
  await page.goto(linkIn(await mails.next(wanted, 'Confirm your new email')))
  await page.getByRole('button', { name: 'Confirm this email' }).click()
  await expect(page.getByRole('status')).toContainText('confirmed')

  await page.goto(linkIn(await mails.next(email, 'about to change')))
  await expectNoSideways(page)
  await expectNoSeriousAxe(page)
  await page.getByRole('button', { name: 'This was not me' }).click()
  await expect(page.getByRole('status')).toContainText('stays as it was')
  await page.goto(linkIn(await mails.next(email, 'Set a new password')))
  await expect(page.getByRole('button', { name: 'Set password and sign in' })).toBeVisible()
})
