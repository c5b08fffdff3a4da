import type { BrowserContext, Page } from '@playwright/test'
import type { Room } from '#lib/rooms/schema.ts'
import { createRoom, say as post } from '../client.ts'
import { expect, expectNoSeriousAxe, message, type Person, test } from '../fixtures.ts'

/** The part of the worker's world that the compiler, which knows pages only, does not know. */
type WorkerScope = EventTarget & {
  registration: ServiceWorkerRegistration
  NotificationEvent: new (type: string, init: { notification: Notification }) => Event
}
type Shown = { title: string; body: string; tag: string }

/** What the browser shows now, by its own account. */
const shown = (page: Page): Promise<Shown[]> =>
  page.evaluate(async () => {
    const registration = await navigator.serviceWorker.ready
    const all = await registration.getNotifications()
    return all.map(({ title, body, tag }) => ({ title, body, tag }))
  })

/** Clicks the room's notification as the browser would: its own event in the real worker. */
async function click(context: BrowserContext, tag: string) {
  const [worker] = context.serviceWorkers()
  await worker?.evaluate(async (tag) => {
    const scope = self as unknown as WorkerScope
    const [notification] = await scope.registration.getNotifications({ tag })
    if (notification) scope.dispatchEvent(new scope.NotificationEvent('notificationclick', { notification }))
  }, tag)
}

/** Keeps count of what the pages of a browser ask it to show. */
const countShown = (context: BrowserContext) =>
  context.addInitScript(() => {
    const { prototype } = ServiceWorkerRegistration
    const show = prototype.showNotification
    prototype.showNotification = function (...given) {
      localStorage.setItem('asked', String(Number(localStorage.getItem('asked')) + 1))
      return show.apply(this, given)
    }
  })
const timesAsked = (page: Page) => page.evaluate(() => Number(localStorage.getItem('asked')))

/** Turns notifications on in the profile, after the browser was told to allow them. */
async function turnOn({ page }: Person) {
  await page.context().grantPermissions(['notifications'])
  await page.goto('/profile')
  await page.getByRole('button', { name: 'Turn on notifications' }).click()
  await expect(page.getByText('On in this browser')).toBeVisible()
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => {}))
}

test('a message elsewhere is shown by one tab, by level; its click leads an open tab to it; reading clears it', async ({
  signUp,
}) => {
  const [ana, bob] = [await signUp('Ana'), await signUp('Bob')]
  const rooms: Room[] = []
  for (const name of ['Kitchen', 'Cellar', 'Attic'])
    rooms.push(await createRoom(ana.program, [bob.program], { name }))
  const [kitchen, cellar, attic] = rooms as [Room, Room, Room]
  await bob.program.http('PUT', `/rooms/${cellar.id}/attention`, { level: 'mentions' })
  await bob.program.http('PUT', `/rooms/${attic.id}/attention`, { level: 'nothing' })
  await countShown(bob.page.context())
  await turnOn(bob)
  const other = await bob.page.context().newPage()
  await other.goto('/rooms')

  const line = await ana.program.connect()
  const him = `<@${bob.program.user.id}>`
  for (const [room, words] of [
    [attic, `${him} never`],
    [cellar, 'nor this'],
    [kitchen, 'Dinner is ready'],
    [cellar, `${him} the light is on`],
  ] as const)
    await post(line, room.id, words)
  await expect
    .poll(async () => (await shown(bob.page)).map(({ title, body }) => `${title} | ${body}`).sort())
    .toEqual(['Cellar | Ana: @Bob the light is on', 'Kitchen | Ana: Dinner is ready'])
  await post(line, kitchen.id, 'Come!')
  const ofKitchen = async () => (await shown(bob.page)).filter(({ tag }) => tag === kitchen.id)
  await expect.poll(ofKitchen).toMatchObject([{ body: 'Ana: Come!' }])
  const { id: gone } = await post(line, kitchen.id, 'Not for you')
  await expect.poll(ofKitchen).toMatchObject([{ body: 'Ana: Not for you' }])
  await line.send('message:delete', { messageId: gone })
  await expect.poll(ofKitchen, 'what was deleted is read nowhere').toEqual([])

  await click(bob.page.context(), cellar.id)
  const opened = [bob.page, other]
  await expect
    .poll(() => opened.filter((page) => page.url().includes(`/rooms/${cellar.id}?message=2`)).length)
    .toBe(1)
  expect(bob.page.context().pages(), 'no other tab').toHaveLength(2)
  const page = opened.find((one) => one.url().includes(cellar.id)) as Page
  await expect(message(page, 'the light is on')).toBeVisible()

  await bob.program.http('PUT', `/rooms/${kitchen.id}/read`, { seq: 2 })
  await expect.poll(async () => (await shown(bob.page)).map(({ title }) => title)).toEqual([])
  expect(await timesAsked(other), 'by one of two tabs').toBe(4)

  const { items } = await bob.program.get<{ items: { id: string }[] }>(`/rooms/${kitchen.id}/messages`)
  const [dinner] = items
  const remindAt = new Date(Date.now() + 400).toISOString()
  await bob.program.http('PUT', `/me/reminders/${dinner?.id}`, { remindAt })
  await expect
    .poll(async () => (await shown(bob.page)).map(({ title, body }) => `${title} | ${body}`))
    .toEqual(['Kitchen | Ana: Dinner is ready'])
  for (const one of opened) await expect(one.getByRole('region', { name: 'Reminders' })).toBeVisible()
  expect(await timesAsked(other), 'of a reminder too').toBe(5)
  await ana.program.http('DELETE', `/rooms/${kitchen.id}/members/${bob.program.user.id}`)
  await expect.poll(async () => (await shown(bob.page)).map(({ body }) => body)).toEqual([])
})

test('what is read in a page that was just opened is not told any more', async ({ signUp }) => {
  const [ana, bob] = [await signUp('Ana'), await signUp('Bob')]
  const room = await createRoom(ana.program, [bob.program], { name: 'Kitchen' })
  await turnOn(bob)
  await post(await ana.program.connect(), room.id, 'Dinner is ready')
  await expect.poll(async () => (await shown(bob.page)).map(({ title }) => title)).toEqual(['Kitchen'])
  await bob.opens(room)
  await bob.sees('Dinner is ready')
  await expect.poll(() => shown(bob.page)).toEqual([])
})

test('the room before one’s eyes makes no notification, and neither does what one wrote oneself', async ({
  signUp,
}) => {
  const [ana, bob] = [await signUp('Ana'), await signUp('Bob')]
  const room = await createRoom(ana.program, [bob.program], { name: 'Kitchen' })
  const quiet = await createRoom(ana.program, [bob.program], { name: 'Cellar' })
  await turnOn(bob)
  const looking = await bob.page.context().newPage()
  await looking.goto(`/rooms/${room.id}`)
  await looking.bringToFront()
  await expect(looking.getByRole('textbox', { name: /^Message / })).toBeVisible()

  const line = await ana.program.connect()
  await post(line, room.id, 'You see this')
  await expect(message(looking, 'You see this')).toBeVisible()
  await post(await bob.program.connect(), quiet.id, 'from my phone')
  await post(line, quiet.id, 'the last word')
  await expect
    .poll(async () => (await shown(looking)).map(({ body }) => body))
    .toEqual(['Ana: the last word'])
})

test('the tab’s icon carries the number, and gives it back', async ({ signUp }) => {
  const [ana, bob] = [await signUp('Ana'), await signUp('Bob')]
  const room = await createRoom(ana.program, [bob.program], { name: 'Kitchen' })
  await bob.page.goto('/rooms')
  const icon = bob.page.locator('link[rel~="icon"]').first()
  await expect(icon).toHaveAttribute('href', /^\//)
  await post(await ana.program.connect(), room.id, 'Hello')
  await expect(icon).toHaveAttribute('href', /^data:image\/svg\+xml,.*%3E1%3C%2Ftext/)
  await bob.page
    .getByRole('navigation', { name: 'Rooms' })
    .getByRole('link', { name: /^Kitchen/ })
    .click()
  await expect(icon).toHaveAttribute('href', /^\//)
  await expect(bob.page).toHaveTitle('Kitchen · Rooms')
})

test('notifications are offered in words when one comes back to news, once', async ({ signUp }) => {
  const [ana, bob] = [await signUp('Ana'), await signUp('Bob')]
  const room = await createRoom(ana.program, [bob.program], { name: 'Kitchen' })
  await bob.page.context().grantPermissions(['notifications'])
  await bob.page.goto('/rooms')
  const offer = bob.page.getByRole('region', { name: 'Desktop notifications' })
  await expect(bob.page.getByRole('link', { name: /^Kitchen/ }).first()).toBeVisible()
  // Playwright lets every page believe that it has the focus, unless told otherwise.
  const session = await bob.page.context().newCDPSession(bob.page)
  await session.send('Emulation.setFocusEmulationEnabled', { enabled: false })
  const away = await bob.page.context().newPage()
  await away.bringToFront()
  await post(await ana.program.connect(), room.id, 'Hello')
  await expect(offer).toBeVisible()
  await bob.page.bringToFront()
  await expectNoSeriousAxe(bob.page)
  await offer.getByRole('button', { name: 'Not now' }).click()
  await expect(offer).toHaveCount(0)
  await bob.page.reload()
  await expect(bob.page).toHaveTitle(/^\(1\)/)
  await expect(offer).toHaveCount(0)
})

test('when the tab that tells is closed another one does, and signing out leaves nothing showing', async ({
  signUp,
}) => {
  const [ana, bob] = [await signUp('Ana'), await signUp('Bob')]
  const room = await createRoom(ana.program, [bob.program], { name: 'Kitchen' })
  await turnOn(bob)
  const other = await bob.page.context().newPage()
  await other.goto('/profile')
  const isWaiting = () =>
    other.evaluate(async () =>
      (await navigator.locks.query()).pending?.some(({ name }) => name?.startsWith('rooms.telling.')),
    )
  await expect.poll(isWaiting).toBe(true)
  await bob.page.close()
  await expect.poll(isWaiting).toBe(false)
  await post(await ana.program.connect(), room.id, 'Still there?')
  await expect.poll(async () => (await shown(other)).map(({ body }) => body)).toEqual(['Ana: Still there?'])
  await other.getByRole('button', { name: 'Sign out' }).click()
  await expect(other).toHaveURL(/sign-in/)
  await expect.poll(() => shown(other), 'for who sits here next').toEqual([])
})
