import { randomUUID } from 'node:crypto'
import type { Locator, Page } from '@playwright/test'
import type { Message } from '#lib/messages/schema.ts'
import { breakSqlite } from '../broken-database.ts'
import { openLobby } from '../calls.ts'
import { createRoom, upload } from '../client.ts'
import { act, expect, message, test } from '../fixtures.ts'
import { picture } from '../forms.ts'

/** Tells what the policy of a page refused, whichever page it was. */
async function watchPolicy(page: Page): Promise<string[]> {
  const refused: string[] = []
  await page.exposeFunction('refused', (what: string) => refused.push(what))
  await page.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI, sample }) => {
      const { refused } = globalThis as unknown as { refused: (what: string) => void }
      refused(`${location.pathname}: ${violatedDirective} ${blockedURI} ${sample}`)
    })
  })
  return refused
}

/** Opens a page: its policy allows no style in markup, and what the server drew has none. */
async function open(page: Page, path: string) {
  const response = await page.goto(path)
  const policy = response?.headers()['content-security-policy'] ?? ''
  expect(policy).toMatch(/; style-src 'self';/)
  expect(policy).not.toContain('unsafe')
  const drawn = (await response?.text()) ?? ''
  expect(drawn.match(/<style|<\w[^>]* style=/g), `style in the markup of ${path}`).toBeNull()
  await page.waitForLoadState('networkidle')
}

/** Opens and closes everything on this page that opens over it. */
async function openEverything(page: Page) {
  const openers = page.locator('main button[aria-haspopup]:visible')
  for (let at = 0; at < (await openers.count()); at++) {
    await openers.nth(at).click()
    const over = page.locator(':is([role=dialog], [role=alertdialog], [role=menu], [role=listbox]):visible')
    await expect(over.first()).toBeVisible()
    await page.keyboard.press('Escape')
    await expect(over).toHaveCount(0)
  }
}

/** What comes when it is asked for is there before a key closes it. */
async function closes(page: Page, part: Locator) {
  await expect(part).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(part).toHaveCount(0)
}

test('no page has anything that its own policy refuses', async ({ serve, signUp, visit, expectedErrors }) => {
  test.slow()
  expectedErrors.push(/status of (404|500)|React error #441/)
  const server = await serve()
  const { page, program } = await signUp('Ana', server.url)
  const refused = await watchPolicy(page)
  const room = await createRoom(program, [], { name: 'Studio', type: 'video', description: 'Where we meet' })
  const file = await upload(program, 'tomato.png', await picture('png'))
  const { id } = await program.post<Message>(`/rooms/${room.id}/messages`, {
    clientId: randomUUID(),
    content:
      'A table 🍅\n\n| a | b | c | d |\n| :- | :-: | -: | - |\n| 1 | 2 | 3 | 4 |\n\n```js\nconst a = 1\n```',
    attachmentIds: [file.id],
  })
  await program.http('PUT', `/rooms/${room.id}/messages/${id}/pin`)
  await program.http('PUT', `/me/saved/${id}`)

  for (const path of [
    '/',
    '/rooms',
    '/rooms?scope=browse',
    '/profile',
    '/secure',
    '/saved',
    '/search?q=table',
    '/admin/people',
    '/admin/reports',
    '/admin/rooms',
    '/admin/invitations',
    '/admin/storage',
    '/admin/activity',
    '/admin/audit',
    '/admin/health',
    '/admin/about',
    '/admin/settings',
    '/admin/calls',
    '/welcome',
    '/docs/api',
    '/nothing',
    '/rooms/nothing',
    '/invite/nothing',
  ]) {
    await open(page, path)
    await openEverything(page)
  }
  await open(page, `/rooms/${room.id}`)
  await openEverything(page)
  await page.getByRole('button', { name: 'Show tomato.png' }).click()
  await closes(page, page.getByRole('dialog', { name: 'tomato.png' }))
  await act(page, 'A table', 'Edit')
  await closes(page, page.getByRole('textbox', { name: 'Edit message' }))
  await page.getByRole('button', { name: 'Members' }).click()
  await page.keyboard.press('Control+k')
  await closes(page, page.getByRole('combobox', { name: 'Go to a room or a person' }))
  await openLobby({ page })
  await expect(page.getByRole('button', { name: 'Join call' })).toBeVisible()
  await expect(message(page, 'A table')).toBeVisible()

  const stranger = await visit()
  const refusedToStranger = await watchPolicy(stranger)
  for (const path of [
    '/sign-in',
    '/register',
    '/link-account',
    '/invite/nothing',
    '/reset/nothing',
    '/guest/nothing',
    '/forgot',
    '/verify/nothing',
    '/keep-email/nothing',
  ])
    await open(stranger, server.url + path)

  const breaker = await breakSqlite(server.dataDir)
  await breaker.hide('rooms')
  await page.goto(`${server.url}/rooms`)
  await expect(page.getByText(/could not be shown/).first()).toBeVisible()
  await breaker.close()
  expect([...refused, ...refusedToStranger]).toEqual([])
})

test('an exported page shows its own style, and refuses any other', async ({ signUp }) => {
  const { page, program } = await signUp('Ana')
  const refused = await watchPolicy(page)
  const room = await createRoom(program, [], { name: 'Studio' })
  const { body, headers } = await program.http('GET', `/rooms/${room.id}/export?format=html`)
  const policy = headers.get('content-security-policy') ?? ''
  expect(policy).toMatch(/^default-src 'none'; style-src 'sha256-[\w+/]{43}='; sandbox$/)
  // Opened from a disk it has only the policy that stands in it; here it has both.
  await page.route('**/exported', (route) =>
    route.fulfill({
      body: String(body),
      contentType: 'text/html',
      headers: { 'content-security-policy': policy },
    }),
  )
  await page.goto('/exported')
  await expect(page.getByRole('list')).toHaveCSS('list-style-type', 'none')
  expect(refused).toEqual([])
})
