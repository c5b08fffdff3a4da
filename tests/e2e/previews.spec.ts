import type { Message } from '#lib/messages/schema.ts'
import { createRoom } from '../client.ts'
import { test as base, expect, hold, message, say } from '../fixtures.ts'
import { photo } from '../forms.ts'
import { html, servePages } from '../pages.ts'
import { type Server, startServer } from '../server.ts'

type Outside = { server: Server; at: (path: string) => string }

/** A server that may ask a web server of this machine as if it were the outside. */
const test = base.extend<object, { outside: Outside }>({
  outside: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of fixtures from this pattern.
    async ({}, use) => {
      const site = await servePages({
        '/cats': html(
          '<title>Cats</title><meta property="og:image" content="/photo.jpg"><meta name=description content="All of them">',
        ),
        '/photo.jpg': html(await photo(), 'image/jpeg'),
        '/dogs': html('<title>Dogs</title>'),
      })
      const server = await startServer({
        LINK_PREVIEW_PORTS: String(site.port),
        LINK_PREVIEW_NETWORKS: '127.0.0.0/8',
      })
      await use({ server, at: (path) => `http://127.0.0.1:${site.port}${path}` })
      await server.stop()
      site.close()
    },
    { scope: 'worker' },
  ],
})

test('a link is unfurled while composing, may be removed, and readers see its card at once', async ({
  signUp,
  outside: { server, at },
}) => {
  const [ana, bob] = [await signUp('Ana', server.url), await signUp('Bob', server.url)]
  const room = await createRoom(ana.program, [bob.program])
  for (const { page } of [ana, bob]) await page.goto(`${server.url}/rooms/${room.id}`)
  const composer = ana.page.getByRole('textbox', { name: /^Message #/ })
  const cards = ana.page.locator('form').getByTestId('preview')

  await composer.fill(`See ${at('/cats')} and ${at('/dogs')}`)
  await expect(cards).toHaveCount(2)
  await cards
    .filter({ hasText: 'Dogs' })
    .getByRole('button', { name: /^Remove preview/ })
    .click()
  await expect(cards).toHaveCount(1)
  // The whole card with the message, not after it: its first frame tells.
  const line = await bob.program.connect()
  await line.send('room:watch', { roomId: room.id })
  await composer.press('Enter')
  const posted: Message = await line.next('message:posted')
  expect(posted.previews.map(({ title }) => title)).toEqual(['Cats'])
  line.close()

  for (const { page } of [ana, bob]) {
    const card = message(page, 'See').getByTestId('preview')
    await expect(card).toHaveCount(1)
    await expect(card).toContainText('All of them')
    await expect(card.getByRole('link', { name: 'Cats' })).toHaveAttribute('href', at('/cats'))
    const image = card.locator('img')
    await expect.poll(() => image.evaluate((img: HTMLImageElement) => img.naturalWidth)).toBe(20)
    expect(new URL(await image.evaluate((img: HTMLImageElement) => img.src)).origin).toBe(server.url)
  }
  await expect(cards, 'the next message begins without').toHaveCount(0)
})

test('a link whose card is not there yet is sent without it, for good', async ({
  signUp,
  outside: { server, at },
}) => {
  const { page, program } = await signUp('Ana', server.url)
  const room = await createRoom(program)
  await page.goto(`${server.url}/rooms/${room.id}`)
  const letGo = await hold(page, '**/api/v1/previews')
  const asked = page.waitForRequest('**/api/v1/previews')
  await page.getByRole('textbox', { name: /^Message #/ }).fill(at('/cats'))
  await asked
  await page.getByRole('button', { name: 'Send' }).click()
  const answered = page.waitForResponse('**/api/v1/previews')
  letGo()
  await answered
  await say(page, 'After')
  await expect(message(page, 'After')).toBeVisible()
  await expect(page.getByTestId('preview')).toHaveCount(0)
})
