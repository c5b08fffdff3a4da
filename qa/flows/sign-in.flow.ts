import { expect, named, test } from 'rooms/qa'

test('Sign-in: people come in by their password alone, stay, and leave', { tag: '@phone' }, async ({
  crew,
  visit,
}) => {
  const { email, password } = await crew.member('Ana')
  const page = await visit()
  const enter = async (secret: string) => {
    await named(page, 'email').fill(email)
    await page.getByLabel('Password', { exact: true }).fill(secret)
    await named(page, 'signIn').click()
  }
  await test.step('a page behind the sign-in leads there', async () => {
    await page.goto('/profile')
    await expect(page).toHaveURL(/\/sign-in/)
  })
  await test.step('a wrong password is refused', async () => {
    await enter(`${password} not`)
    await expect(page.getByRole('alert').filter({ hasText: /\S/ })).toBeVisible()
    await expect(page).toHaveURL(/\/sign-in/)
  })
  await test.step('the right one leads to where one wanted to go', async () => {
    await enter(password)
    await expect(page).toHaveURL(/\/profile$/)
  })
  await test.step('a reload keeps one in', async () => {
    await page.reload()
    await expect(page).toHaveURL(/\/profile$/)
  })
  await test.step('signing out ends it', async () => {
    await page.getByRole('button', { name: 'Sign out', exact: true }).click()
    await expect(page).toHaveURL(/\/sign-in/)
    await page.goto('/profile')
    await expect(page).toHaveURL(/\/sign-in/)
  })
})
