import { randomUUID } from 'node:crypto'
import { createRoom, http, register } from '../client.ts'
import { expect, expectNoSeriousAxe, expectNoSideways, test } from '../fixtures.ts'
import { password } from '../password.ts'

test('register, sign out, and be led back to where one wanted to go', async ({ visit, signUp }) => {
  const ana = await signUp('Ana')
  const room = await createRoom(ana.program, [], { name: 'Shed', visibility: 'public' })
  const page = await visit()
  const email = `${randomUUID()}@example.org`

  await page.goto(`/rooms/${room.id}?message=1`)
  await expect(page).toHaveURL(/\/sign-in\?next=/)
  await expectNoSeriousAxe(page)
  await page.getByRole('link', { name: 'Create an account' }).click()
  await expect(page.getByRole('button', { name: 'Create account' })).toBeVisible()
  await expectNoSeriousAxe(page)
  await page.getByLabel('Name', { exact: true }).fill('Bob')
  await page.getByLabel('Email', { exact: true }).fill(email)
  await page.getByLabel('Password', { exact: true }).fill(password)
  await page.getByRole('button', { name: 'Create account' }).click()
  await expect(page, 'to the message too').toHaveURL(`/rooms/${room.id}?message=1`)
  await expect(page.getByRole('button', { name: 'Join room' })).toBeVisible()

  await page.getByRole('button', { name: 'Account: Bob' }).click()
  await page.getByRole('menuitem', { name: 'Sign out' }).click()
  await expect(page).toHaveURL(/\/sign-in/)
  await page.goto('/profile')
  await expect(page).toHaveURL(/\/sign-in\?next=/)
  await page.getByLabel('Email', { exact: true }).fill(email)
  await page.getByLabel('Password', { exact: true }).fill(password)
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await expect(page).toHaveURL('/profile')

  await page.goto('/sign-in')
  await expect(page, 'who is signed in never sees the sign-in page').toHaveURL('/rooms')
  await page.goto('/register')
  await expect(page).toHaveURL('/rooms')
})

test('where nobody has an account yet, one is asked to make the first', async ({ visit, serve }) => {
  const server = await serve({})
  const page = await visit()
  await page.goto(`${server.url}/`)
  await expect(page.getByRole('heading', { name: 'Make the first account' })).toBeVisible()
  await expect(page.getByRole('link', { name: 'Sign in' })).toHaveCount(0)
})

test('a wrong password is told, and other sites are no place to be led to', async ({
  visit,
  signUp,
  expectedErrors,
}) => {
  expectedErrors.push(/status of 401/)
  const ana = await signUp('Ana')
  const page = await visit()
  await page.goto('/sign-in?next=https://evil.example/')
  const sign = async (secret: string) => {
    await page.getByLabel('Email', { exact: true }).fill(ana.program.user.email)
    await page.getByLabel('Password', { exact: true }).fill(secret)
    await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  }
  await sign('not the password')
  await expect(page.getByRole('alert').filter({ hasText: 'do not match' })).toBeVisible()
  await sign(password)
  await expect(page).toHaveURL('/rooms')
})

test('a new password is judged in words while it is typed, and a weak one is not sent', async ({
  visit,
  server,
}) => {
  // The first account is led elsewhere.
  await register(server.url)
  const page = await visit()
  const scripts: string[] = []
  const posts: string[] = []
  page.on('request', (request) => {
    if (request.resourceType() === 'script') scripts.push(request.url())
    if (request.method() === 'POST') posts.push(request.url())
  })
  await page.goto('/register')
  const field = page.getByLabel('Password', { exact: true })
  const words = page.locator('form [aria-live="polite"]')
  await page.getByLabel('Name', { exact: true }).fill('Mia Winterfeld')
  await page.getByLabel('Email', { exact: true }).fill(`mia.${randomUUID()}@example.org`)
  await page.waitForLoadState('networkidle')
  const before = scripts.length

  await field.pressSequentially('password!')
  await expect(words).toHaveText(/^Too easy to guess\. It is much like a common password\. Add another word/)
  expect(scripts.length, 'what it is judged by comes when it is needed').toBeGreaterThan(before)
  await expectNoSeriousAxe(page)
  await page.getByRole('button', { name: 'Create account' }).click()
  await expect(page.getByText('This password is too easy to guess.')).toBeVisible()
  await expect(field).toHaveAccessibleDescription(/too easy to guess/)
  expect(posts).toEqual([])

  await field.fill('miawinterfeld')
  await expect(page.getByText('This password is too easy to guess.'), 'said of the one before').toBeHidden()
  await expect(words).toContainText('Your name, your email and the name of this server')
  await page.setViewportSize({ width: 390, height: 844 })
  await expectNoSideways(page)
  await field.fill('kT7!qz2')
  await expect(words).toHaveText('Too short yet.')
  await field.fill(password)
  await expect(words).toHaveText('A strong password.')
  await expectNoSeriousAxe(page)
  await page.getByRole('button', { name: 'Create account' }).click()
  await expect(page).toHaveURL('/rooms')
})

test('where what judges passwords cannot be loaded, the server refuses in the same words', async ({
  visit,
  expectedErrors,
}) => {
  expectedErrors.push(/Failed to load resource|ERR_FAILED/)
  const page = await visit()
  await page.goto('/register', { waitUntil: 'networkidle' })
  await page.route('**/_next/static/**', (route) => route.abort())
  await page.getByLabel('Name', { exact: true }).fill('Mia')
  await page.getByLabel('Email', { exact: true }).fill(`${randomUUID()}@example.org`)
  await page.getByLabel('Password', { exact: true }).fill('aaaaaaaa')
  await page.getByRole('button', { name: 'Create account' }).click()
  await expect(page.getByText('Repeated characters like “aaa” are easy to guess.')).toBeVisible()
})

test('a password is changed for one that is neither weak nor one’s email', async ({ signUp }) => {
  const ana = await signUp('Ana')
  const { page } = ana
  await page.goto('/profile')
  const part = page.getByRole('region', { name: 'Password', exact: true })
  const field = part.getByLabel('New password', { exact: true })
  const words = part.locator('form [aria-live="polite"]')
  await part.getByLabel('Current password', { exact: true }).fill(password)
  await field.fill(ana.program.user.email)
  await expect(words).toContainText('Your name, your email and the name of this server')
  await page.getByRole('button', { name: 'Change password' }).click()
  await expect(page.getByText('This password is too easy to guess.')).toBeVisible()
  await field.fill('seven ducks on a frozen pond')
  await expect(words).toHaveText('A strong password.')
  const sessions = page.getByRole('list', { name: 'Sessions' }).getByRole('listitem')
  await expect(sessions).toHaveCount(2)
  await page.getByRole('button', { name: 'Change password' }).click()
  await expect(page.getByText('Your password is changed.')).toBeVisible()
  await expect(words).toHaveText('')
  await expect(sessions, 'those that ended are gone').toHaveCount(1)
})

test('the profile: a new name is seen, a revoked session ends', async ({ signUp }) => {
  const ana = await signUp('Ana')
  const { page } = ana
  await page.goto('/profile')
  await expectNoSeriousAxe(page)
  await page.getByRole('textbox', { name: 'Name', exact: true }).fill('Ana Maria')
  await page.getByRole('button', { name: 'Save name' }).click()
  await expect(page.getByRole('button', { name: 'Account: Ana Maria' })).toBeVisible()
  const sessions = page.getByRole('list', { name: 'Sessions' })
  const others = sessions.getByRole('button', { name: /^Revoke/ })
  await others.first().click()
  await expect.poll(async () => (await ana.program.http('GET', '/me')).status).toBe(401)

  const { email } = ana.program.user
  for (const _ of [1, 2]) await http(ana.program.url)('POST', '/auth/login', { email, password })
  await page.reload()
  await expect(others).toHaveCount(2)
  await page.getByRole('button', { name: 'Revoke all others' }).click()
  await expect(others).toHaveCount(0)
  await expect(sessions.getByText('This browser')).toBeVisible()
})

test('ended from elsewhere, a session ends in the open page too', async ({ signUp, expectedErrors }) => {
  // The page may be asking for something when it ends.
  expectedErrors.push(/401 \(Unauthorized\)/)
  const ana = await signUp('Ana')
  await ana.page.goto('/rooms')
  await expect(ana.page.getByRole('heading', { name: 'Rooms' }).first()).toBeVisible()
  const { items } = await ana.program.get<{ items: { id: string; current: boolean }[] }>('/me/sessions')
  for (const { id } of items.filter((session) => !session.current))
    await ana.program.http('DELETE', `/me/sessions/${id}`)
  await ana.page.getByRole('button', { name: 'Sign in again' }).click()
  await expect(ana.page).toHaveURL(/\/sign-in/)
})

test('whoever comes back is not signed out by the age of the cookie', async ({ signUp }) => {
  const { page } = await signUp('Ana')
  await page.goto('/rooms')
  const session = async () => (await page.context().cookies()).find(({ name }) => name === 'rooms.session')
  await expect.poll(() => page.evaluate(() => localStorage.getItem('rooms.renewed'))).not.toBeNull()
  const before = await session()
  await page.evaluate(() => localStorage.setItem('rooms.renewed', String(Date.now() - 90_000_000)))
  await page.reload()
  await expect.poll(async () => (await session())?.expires).toBeGreaterThan(before?.expires ?? 0)
  expect(await session()).toMatchObject({ httpOnly: true, sameSite: 'Lax' })
})
