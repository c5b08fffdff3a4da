import type { Page } from '@playwright/test'
import { createRoom, http } from '../client.ts'
import { expect, expectNoSeriousAxe, test } from '../fixtures.ts'

async function makeRoom(page: Page, name: string) {
  await page.getByRole('main').getByRole('button', { name: 'New room' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Name').fill(name)
  await dialog.getByRole('button', { name: 'Create' }).click()
  return dialog
}

test('too many rooms are refused in words, by forms and by programs alike', async ({ signUp, serve }) => {
  const server = await serve({ LIMIT_ROOMS_PER_10MIN: '2', LIMIT_ADDITIONS_PER_10MIN: '1' })
  const ana = await signUp('Ana', server.url)
  const [bob, eve] = [await signUp('Bob', server.url), await signUp('Eve', server.url)]
  const room = await createRoom(ana.program, [], { visibility: 'public' })
  await ana.page.goto('/rooms')
  await makeRoom(ana.page, 'Attic')
  await expect(ana.page.getByRole('heading', { level: 1, name: 'Attic' })).toBeVisible()

  await ana.page.goto('/rooms')
  const dialog = await makeRoom(ana.page, 'Barn')
  await expect(dialog.getByText(/^You are making very many rooms\. Try again in \d+ s\.$/)).toBeVisible()
  const call = http(server.url, ana.program.accessToken)
  const direct = { visibility: 'direct', userIds: [bob.program.user.id] }
  for (const asked of [{ name: 'Barn' }, direct]) {
    const { status, headers, body } = await call('POST', '/rooms', asked)
    expect([status, body]).toMatchObject([429, { code: 'rate_limited' }])
    expect(Number(headers.get('retry-after'))).toBeGreaterThan(0)
  }
  const add = (userId: string) => call('POST', `/rooms/${room.id}/members`, { userId })
  expect((await add(bob.program.user.id)).status).toBe(201)
  expect(await add(eve.program.user.id)).toMatchObject({ status: 429, body: { code: 'rate_limited' } })
  expect((await eve.program.http('POST', `/rooms/${room.id}/join`)).status, 'who comes by themselves').toBe(
    200,
  )
})

test('a name that a public room has is refused with what to do', async ({ signUp, serve }) => {
  const server = await serve()
  const ana = await signUp('Ana', server.url)
  const bob = await signUp('Bob', server.url)
  await ana.page.goto('/rooms')
  await makeRoom(ana.page, 'Greenhouse')
  await expect(ana.page.getByRole('heading', { level: 1, name: 'Greenhouse' })).toBeVisible()
  await bob.page.goto('/rooms')
  const dialog = await makeRoom(bob.page, 'greenhouse')
  await expect(
    dialog.getByText(/^There is a public room of this name already\. Choose another/),
  ).toBeVisible()
  await dialog.getByLabel('Name').fill('Second greenhouse')
  await dialog.getByRole('button', { name: 'Create' }).click()
  await expect(bob.page.getByRole('heading', { level: 1, name: 'Second greenhouse' })).toBeVisible()
})

test('a room of text says why nobody calls in it, and its owner allows calls', async ({ signUp }) => {
  const [ana, bob] = [await signUp('Ana'), await signUp('Bob')]
  const room = await createRoom(ana.program, [bob.program], { name: 'Library' })
  for (const { page } of [ana, bob]) {
    await page.goto(`/rooms/${room.id}`)
    await page.getByRole('button', { name: 'Why there is no call here' }).click()
  }
  const his = bob.page.getByRole('dialog', { name: 'This room is for text only' })
  await expect(his.getByText('Its owners can allow calls')).toBeVisible()
  await expect(his.getByRole('button')).toHaveCount(0)
  await expectNoSeriousAxe(ana.page)
  await ana.page.getByRole('button', { name: 'Allow calls here' }).click()
  for (const { page } of [ana, bob])
    await expect(page.getByRole('button', { name: 'Call', exact: true })).toBeVisible()
})
