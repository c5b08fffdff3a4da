import { join } from 'node:path'
import type { Page } from '@playwright/test'
import Database from 'better-sqlite3'
import { expect, expectNoSeriousAxe, expectNoSideways, test } from '../fixtures.ts'
import { password } from '../password.ts'
import type { Server } from '../server.ts'

// A passkey that was taken away is refused.
test.use({ expectedErrors: [/status of 40[01]/] })

/** A device of the browser's own (WebDriver, WebAuthn level 3, 11), whose owner says yes. */
async function plugIn(page: Page) {
  const client = await page.context().newCDPSession(page)
  await client.send('WebAuthn.enable')
  await client.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
    },
  })
}

/** As if everybody had signed in some time ago. */
function letPass({ dataDir }: Server) {
  const handle = new Database(join(dataDir, 'rooms.db'))
  handle.pragma('busy_timeout = 5000')
  handle.exec('update sessions set created_at = created_at - 1000000')
  handle.close()
}

test('a passkey is added, signs in without a password, and opens nothing once it is removed', async ({
  signUp,
  serve,
}) => {
  const server = await serve()
  // A passkey is for a name.
  const url = server.url.replace('127.0.0.1', 'localhost')
  const { page } = await signUp('Ana', url)
  await plugIn(page)
  const open = (path: string) => page.goto(url + path)
  await open('/profile')
  await page.getByRole('button', { name: 'Add a passkey' }).click()
  const passkeys = page.getByRole('list', { name: 'Passkeys' })
  await expect(passkeys.getByText('not used yet')).toBeVisible()
  letPass(server)
  await page.getByRole('button', { name: 'Add a passkey' }).click()
  const proof = page.getByRole('dialog', { name: 'Is it you?' })
  await expectNoSeriousAxe(page)
  await proof.getByLabel('Your password').fill('not the password')
  await proof.getByRole('button', { name: 'Go on' }).click()
  await expect(proof.getByText('This is not your current password.')).toBeVisible()
  await proof.getByLabel('Your password').fill(password)
  await proof.getByRole('button', { name: 'Go on' }).click()
  await expect(page.getByText('This device has a passkey for this account already.')).toBeVisible()
  await expect(proof).toBeHidden()
  await expectNoSeriousAxe(page)
  await page.setViewportSize({ width: 375, height: 812 })
  await expectNoSideways(page)

  // Where the email goes the browser offers it, and nothing on the page is pressed.
  await page.context().clearCookies()
  await open('/sign-in?next=/profile')
  await expect(passkeys.getByText('Last used')).toBeVisible()

  // In a browser that offers none there is the button.
  await page.addInitScript(() => {
    PublicKeyCredential.isConditionalMediationAvailable = async () => false
  })
  await page.context().clearCookies()
  await open('/sign-in?next=/profile')
  const enter = page.getByRole('button', { name: 'Sign in with a passkey' })
  await expect(enter).toBeVisible()
  await expectNoSeriousAxe(page)
  await expectNoSideways(page)
  await enter.click()
  await expect(passkeys.getByText('Last used')).toBeVisible()

  await passkeys.getByRole('button', { name: /^Remove/ }).click()
  await page.getByRole('alertdialog').getByRole('button', { name: 'Remove' }).click()
  await expect(page.getByRole('alertdialog')).toBeHidden()
  await expect(passkeys).toHaveCount(0)
  await page.context().clearCookies()
  await open('/sign-in')
  await enter.click()
  await expect(page.getByText('This passkey opens nothing here')).toBeVisible()
})
