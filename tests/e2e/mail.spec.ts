import { freePort } from '../../scripts/tools/program.ts'
import { test as base, expect, expectNoSeriousAxe, expectNoSideways } from '../fixtures.ts'
import { linkIn, type MailServer, startMailServer } from '../mail-server.ts'

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
  await page.goto(linkIn(await mails.next(email)))
  await page.getByLabel('New password', { exact: true }).fill('quite another pass phrase 7')
  await page.getByRole('button', { name: 'Set password and sign in' }).click()
  await expect(page).toHaveURL(`${site}/rooms`)
  expect((await mails.next(email)).subject).toContain('Your password was changed')
})
