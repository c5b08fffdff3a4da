import { expect, expectNoSeriousAxe, expectNoSideways, test } from '../fixtures.ts'

// A member finds no page.
test.use({ expectedErrors: [/404.*\/admin\/calls/] })

test('an admin is told whether callers from outside can connect, and nobody else sees the page', async ({
  signUp,
  serve,
}) => {
  const plain = await serve()
  const relayed = await serve({ TURN_URLS: 'turn:127.0.0.1:9?transport=tcp', TURN_SECRET: 'secret' })
  const { page } = await signUp('Ana', plain.url)
  await page.goto('/rooms')
  await page.getByRole('button', { name: /Account/ }).click()
  await page.getByRole('menuitem', { name: 'Administration' }).click()
  await page.getByRole('link', { name: 'Calls from outside' }).click()
  await expect(page.getByText('No: neither STUN nor TURN is set up')).toBeVisible()
  await expect(page.getByText('set TURN_URLS and TURN_SECRET')).toBeVisible()
  await expectNoSeriousAxe(page)

  const member = await signUp('Bob', plain.url)
  await member.page.goto('/admin/calls')
  await expect(member.page.getByText('There is no such page')).toBeVisible()

  const admin = await signUp('Cleo', relayed.url)
  await admin.page.setViewportSize({ width: 375, height: 667 })
  await admin.page.goto('/admin/calls')
  await expect(admin.page.getByText('No: no relay works')).toBeVisible({ timeout: 30_000 })
  await expect(admin.page.getByText('No answer', { exact: true })).toBeVisible()
  // It may be over in a moment: it is waited for from before it begins.
  const asking = admin.page.getByText('Asking the relay.').waitFor()
  await admin.page.getByRole('button', { name: 'Run again' }).click()
  await asking
  await expectNoSeriousAxe(admin.page)
  await expectNoSideways(admin.page)
})
