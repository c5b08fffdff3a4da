import { readFile } from 'node:fs/promises'
import { createRoom, say as post } from '../client.ts'
import { act, expect, expectNoSeriousAxe, expectNoSideways, message, say, test } from '../fixtures.ts'

test('a word is found in every room one is in, and leads to the message among its neighbours', async ({
  signUp,
  expectedErrors,
}) => {
  expectedErrors.push(/400 \(Bad Request\).*before%3Atomorrow/)
  const [ana, bob] = [await signUp('Ana'), await signUp('Bob')]
  const orchard = await createRoom(ana.program, [bob.program], { name: 'Orchard' })
  const secret = await createRoom(ana.program, [], { name: 'Cellar', visibility: 'private' })
  const post = (roomId: string, content: string) =>
    ana.program.post(`/rooms/${roomId}/messages`, { clientId: crypto.randomUUID(), content })
  await post(orchard.id, 'The Überraschung is a **plum** tree')
  for (let i = 1; i <= 80; i++) await post(orchard.id, `leaf ${i}`)
  await post(secret.id, 'plum brandy, for nobody else')

  const { page } = bob
  await page.goto('/rooms')
  await page.getByRole('link', { name: 'Search', exact: true }).click()
  const field = page.getByRole('searchbox', { name: 'Search messages' })
  await expect(field).toBeFocused()
  await expect(page.getByText('Look through your rooms')).toBeVisible()
  const found = page.getByRole('list', { name: 'Messages found' }).getByRole('link')
  await expect(async () => {
    await field.fill('')
    await field.fill('PLUM uberr')
    await expect(found).toHaveCount(1, { timeout: 1_000 })
  }, 'the index trails by a moment').toPass()
  await expect(found).toContainText('Orchard')
  await expect(found.locator('mark')).toHaveText(['Überr', 'plum'])
  await expectNoSeriousAxe(page)
  await page.setViewportSize({ width: 375, height: 700 })
  await expectNoSideways(page)

  await field.fill('brandy')
  await expect(page.getByText('No message matches')).toBeVisible()
  await field.fill('before:tomorrow plum')
  await expect(page.getByRole('alert').filter({ hasText: '2026-01-31' })).toBeVisible()
  await field.fill('plum')
  await page.reload()
  await expect(field).toHaveValue('plum')
  await found.click()
  await expect(page).toHaveURL(/\/rooms\/.+\?message=1$/)
  await expect(message(page, 'plum')).toBeInViewport()
})

test('filters narrow what is found, each a chip that can be taken away', async ({ signUp }) => {
  const [ana, bob] = [await signUp('Ana'), await signUp('Thaddeus')]
  const shed = await createRoom(ana.program, [bob.program], { name: 'Shed' })
  const barn = await createRoom(ana.program, [bob.program], { name: 'Barn' })
  for (const { program } of [ana, bob])
    for (const { id, name } of [shed, barn])
      await program.post(`/rooms/${id}/messages`, {
        clientId: crypto.randomUUID(),
        content: `hay in ${name}`,
      })
  const { page } = ana
  await page.goto('/search?q=hay')
  const found = page.getByRole('list', { name: 'Messages found' }).getByRole('link')
  await expect(async () => {
    await page.reload()
    await expect(found).toHaveCount(4, { timeout: 1_000 })
  }).toPass()
  await page.getByRole('button', { name: 'In', exact: true }).click()
  await page.getByRole('button', { name: 'Barn', exact: true }).click()
  await expect(found).toHaveCount(2)
  await page.getByRole('button', { name: 'From', exact: true }).click()
  await page.getByRole('searchbox', { name: 'Name' }).fill('thadd')
  // Whoever wrote what was found is a button too.
  await page.getByRole('dialog').getByRole('button', { name: 'Thaddeus' }).click()
  await expect(found).toHaveCount(1)
  await page.getByRole('button', { name: 'Remove filter In: Barn' }).click()
  await expect(found).toHaveCount(2)
  await page.getByRole('button', { name: 'With files' }).click()
  await expect(page.getByText('No message matches')).toBeVisible()
})

test('a pin is seen at once by everybody, found in the list, and taken off', async ({ signUp }) => {
  const [ana, bob] = [await signUp('Ana'), await signUp('Bob')]
  const room = await createRoom(ana.program, [bob.program], { name: 'Porch' })
  for (const { page } of [ana, bob]) await page.goto(`/rooms/${room.id}`)
  await ana.posts('Keys are under the mat')
  await bob.page.getByRole('button', { name: 'Pinned messages' }).click()
  const panel = bob.page.getByRole('complementary', { name: 'Pinned messages' })
  await expect(panel.getByText('Nothing is pinned')).toBeVisible()

  await act(ana.page, 'Keys are', 'Pin to this room')
  await expect(panel.getByRole('listitem')).toContainText('Keys are under the mat')
  await expect(message(bob.page, 'Keys are')).toContainText('Pinned')
  await expectNoSeriousAxe(bob.page)
  await expect(panel.getByRole('button', { name: 'Unpin' }), 'Bob is no moderator').toHaveCount(0)
  const line = await ana.program.connect()
  for (let i = 0; i < 30; i++) await post(line, room.id, `Line ${i}`)
  for (const again of ['once', 'and again after scrolling away']) {
    await bob.page.getByTestId('message').first().hover()
    await bob.page.mouse.wheel(0, 5_000)
    await expect(message(bob.page, 'Line 29')).toBeInViewport()
    await panel.getByRole('link', { name: 'Show in the room' }).click()
    await expect(message(bob.page, 'Keys are'), again).toBeInViewport()
  }
  await bob.page.setViewportSize({ width: 375, height: 667 })
  await panel.getByRole('link', { name: 'Show in the room' }).click()
  await expect(panel, 'it would lie over what it shows').toHaveCount(0)
  await bob.page.setViewportSize({ width: 1280, height: 720 })
  await bob.page.getByRole('button', { name: 'Pinned messages' }).click()

  await act(ana.page, 'Keys are', 'Unpin')
  await expect(panel.getByText('Nothing is pinned')).toBeVisible()
  await expect(message(bob.page, 'Keys are')).not.toContainText('Pinned')
})

test('a message is kept for later and dropped, and a room is exported', async ({ signUp }) => {
  const ana = await signUp('Ana')
  const room = await createRoom(ana.program, [], { name: 'Attic <b>' })
  const { page } = ana
  await page.goto(`/rooms/${room.id}`)
  await say(page, 'Read the old letters <script>alert(1)</script>')
  await act(page, 'old letters', 'Save for later')
  await expect(page.getByText('Saved for later.')).toBeVisible()
  await page.getByRole('link', { name: 'Saved', exact: true }).click()
  const kept = page.getByRole('list', { name: 'Saved messages' }).getByRole('listitem')
  await expect(kept).toContainText('Read the old letters')
  await expectNoSeriousAxe(page)
  const other = await page.context().newPage()
  await other.goto('/saved')
  await expect(other.getByText('Read the old letters')).toBeVisible()
  await kept.getByRole('link', { name: 'Show in the room' }).click()
  await act(page, 'old letters', 'Remove from saved')
  await expect(other.getByText('Nothing saved')).toBeVisible()
  await act(page, 'old letters', 'Save for later')
  await expect(other.getByText('Read the old letters')).toBeVisible()
  await act(page, 'old letters', 'Remove from saved')
  await other.close()
  await page.goto('/saved')
  await expect(page.getByText('Nothing saved')).toBeVisible()

  await page.goto(`/rooms/${room.id}`)
  await expect(page.getByRole('textbox', { name: /^Message / })).toBeFocused()
  await page.getByRole('button', { name: 'Room menu' }).click()
  const downloading = page.waitForEvent('download')
  await page.getByRole('menuitem', { name: 'Export as web page' }).click()
  const download = await downloading
  expect(download.suggestedFilename()).toMatch(/^Attic .*\d{4}-\d\d-\d\d\.html$/)
  const path = await download.path()
  expect(await readFile(path, 'utf8')).toContain('Read the old letters &lt;script&gt;')
  const alone = await page.context().newPage()
  alone.on('dialog', () => expect('a script ran').toBe(false))
  await alone.goto(`file://${path}`)
  await expect(alone.getByText('Read the old letters')).toBeVisible()
})
