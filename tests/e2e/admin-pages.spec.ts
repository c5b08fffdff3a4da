import { randomUUID } from 'node:crypto'
import type { Page } from '@playwright/test'
import type { Message } from '#lib/messages/schema.ts'
import { createRoom } from '../client.ts'
import { expectGoodLooks, test } from '../fixtures.ts'

const sections = [
  'people',
  'rooms',
  'reports',
  'invitations',
  'storage',
  'activity',
  'audit',
  'settings',
  'calls',
  'about',
].map((section) => `/admin/${section}`)

async function look(page: Page, paths: string[]) {
  await page.setViewportSize({ width: 375, height: 812 })
  for (const path of paths) {
    await page.goto(path)
    await expectGoodLooks(page)
  }
}

test('the administration and the ways in fit a phone, and axe finds nothing serious, light and dark', async ({
  serve,
  signUp,
  visit,
}) => {
  test.slow()
  const { url } = await serve()
  const ada = await signUp('Ada', url)
  const bob = await signUp('Wolfeschlegelsteinhausenbergerdorff Maximilian', url)
  const room = await createRoom(bob.program, [ada.program], {
    name: 'A room with a name that goes on and on, for it was made by a committee',
  })
  const { id } = await bob.program.post<Message>(`/rooms/${room.id}/messages`, {
    clientId: randomUUID(),
    content: `https://example.org/${'an-address-without-an-end/'.repeat(6)}`,
  })
  await ada.program.post(`/rooms/${room.id}/messages/${id}/report`, { reason: 'Advertising '.repeat(12) })
  const guests = await bob.program.post<{ url: string }>(`/rooms/${room.id}/guest-link`)

  await look(
    ada.page,
    [...sections, '/profile', '/welcome', '/secure'].map((path) => url + path),
  )
  await look(await visit(), [`${url}/forgot`, new URL(guests.url, url).href])
})
