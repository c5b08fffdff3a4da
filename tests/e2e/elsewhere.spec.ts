import { freePort } from '../../scripts/tools/program.ts'
import { register } from '../client.ts'
import { expect, expectNoSeriousAxe, expectNoSideways, test } from '../fixtures.ts'
import { password } from '../password.ts'
import { startProvider } from '../provider.ts'

test('somebody proves that an account is theirs, and signs in to it elsewhere from then on', async ({
  serve,
  visit,
}) => {
  const port = await freePort()
  const people: Parameters<typeof startProvider>[1] = {}
  const corp = await startProvider(`http://127.0.0.1:${port}/auth/elsewhere/corp/callback`, people)
  const { url } = await serve({ PORT: String(port), ...corp.settings('CORP') })
  const ana = await register(url, 'Ana')
  people.ana = { name: 'Ana', email: ana.user.email, email_verified: true }
  people.bob = { name: 'Bob', email: 'bob@corp.example', email_verified: false }
  const page = await visit()
  // Pages of the provider would ask somebody else for their letters.
  await page.route('https://fonts.googleapis.com/**', (route) => route.fulfill({ contentType: 'text/css' }))
  const atCorp = async (login: string) => {
    await page.getByRole('link', { name: 'Continue with Corp' }).click()
    await page.getByPlaceholder('Enter any login').fill(login)
    await page.getByPlaceholder('and password').fill('any')
    await page.getByRole('button', { name: 'Sign-in' }).click()
    await page.getByRole('button', { name: 'Continue' }).click()
  }

  await page.goto(`${url}/sign-in`)
  await expectNoSeriousAxe(page)
  await atCorp('bob')
  await expect(page.getByRole('alert').filter({ hasText: 'Corp has not verified your email' })).toBeVisible()
  await page.context().clearCookies()

  await page.setViewportSize({ width: 375, height: 667 })
  await page.goto(`${url}/sign-in?next=/profile`)
  await expectNoSideways(page)
  await atCorp('ana')
  await expect(page.getByRole('heading', { name: 'You have an account here already' })).toBeVisible()
  await expectNoSideways(page)
  await expectNoSeriousAxe(page)
  await page.getByLabel('Email').fill(ana.user.email)
  await page.getByLabel('Password').fill(password)
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await page.getByRole('button', { name: 'Link with Corp' }).click()
  await expect(page).toHaveURL(`${url}/profile`)
  const linked = page.getByRole('list', { name: 'Signing in elsewhere' })
  await expect(linked).toContainText(ana.user.email)
  await expectNoSideways(page)
  await expectNoSeriousAxe(page)

  await page.getByRole('button', { name: 'Sign out' }).click()
  await page.getByRole('link', { name: 'Continue with Corp' }).click()
  await expect(page).toHaveURL(`${url}/rooms`)
  await page.goto(`${url}/profile`)
  await page.getByRole('button', { name: 'Take off Corp' }).click()
  await expect(linked).toContainText('Not linked')
  corp.close()
})
