import type { Message } from '#lib/messages/schema.ts'
import { oneLine } from '#lib/text/signs.ts'
import { createRoom, register, upload } from '../client.ts'
import { expect, type Person, test } from '../fixtures.ts'
import { picture } from '../forms.ts'
import { html, servePages } from '../pages.ts'
import { payloads } from '../payloads.ts'

/** Whatever runs says so here; a page's own policy reports what it stopped before it ran. */
const witness = () => {
  const seen: string[] = []
  Object.assign(globalThis, { seen })
  Object.assign(globalThis, { pwned: (what: unknown) => seen.push(`ran: ${String(what)}`) })
  for (const name of ['alert', 'confirm', 'prompt'] as const)
    Object.assign(globalThis, { [name]: () => seen.push(`ran: ${name}`) })
  document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI, sample }) =>
    seen.push(`stopped: ${violatedDirective} ${blockedURI} ${sample}`),
  )
}

/**
 * Nothing ran, nothing had to be stopped, nothing became markup, and no link
 * leads anywhere but to the web or a mailbox.
 */
async function expectHarmless({ page }: Person, where: string) {
  const found = await page.evaluate(() => ({
    seen: (globalThis as unknown as { seen: string[] }).seen,
    elements: [
      ...document.querySelectorAll(
        'main script, main iframe, main object, main embed, main base, main form[action], main math, main [onerror], main [onload], main [onclick], main [style*="url"]',
      ),
    ].map((one) => one.outerHTML.slice(0, 200)),
    pictures: [...document.querySelectorAll('main img')]
      .filter((one) => new URL((one as HTMLImageElement).src).origin !== location.origin)
      .map((one) => one.outerHTML),
    links: [...document.querySelectorAll('a')]
      .map((one) => one.href)
      .filter((href) => !/^(https?:|mailto:)/.test(href)),
  }))
  expect(found, where).toEqual({ seen: [], elements: [], pictures: [], links: [] })
}

test('nothing that anybody writes is ever run: messages, names of people and of rooms', async ({
  signUp,
}) => {
  test.slow()
  const bob = await signUp('Bob')
  const { page } = bob
  await page.addInitScript(witness)
  const eve = await register(bob.program.url, 'Eve')
  const room = await createRoom(eve, [bob.program], { name: payloads[0], description: payloads[1] })
  await page.goto(`/rooms/${room.id}`)
  await page.getByRole('button', { name: 'Members' }).click()
  await expectHarmless(bob, 'an empty room')

  for (const [at, payload] of payloads.entries()) {
    const name = oneLine(`${at} ${payload}`.slice(0, 80))
    await eve.http('PATCH', '/me', { name })
    await eve.http('PATCH', `/rooms/${room.id}`, { name, description: payload.slice(0, 500) })
    // As it is, in a quote, as code, and after an edit.
    const content = `${payload}\n\n> ${payload}\n\n\`\`\`html\n${payload}\n\`\`\``
    const { id, seq } = await eve.post<Message>(`/rooms/${room.id}/messages`, {
      clientId: crypto.randomUUID(),
      content,
    })
    await expect(page.locator(`[data-seq="${seq}"]`)).toContainText(name)
    await eve.http('PATCH', `/rooms/${room.id}/messages/${id}`, { content: payload })
    await expect(page.locator(`[data-seq="${seq}"]`).getByRole('button', { name: '(edited)' })).toBeVisible()
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(name)
    await expectHarmless(bob, payload)
  }
  await page.reload()
  await expect(page.getByTestId('message').last()).toContainText('last of all')
  await expectHarmless(bob, 'after a reload')
})

test('nor what files and linked pages are called', async ({ signUp, serve }) => {
  test.slow()
  const site = await servePages({})
  const settings = { LINK_PREVIEW_PORTS: String(site.port), LINK_PREVIEW_NETWORKS: '127.0.0.0/8' }
  const server = await serve({
    ...settings,
    LIMIT_MESSAGES_PER_5S: '1000',
    LIMIT_PREVIEWS_PER_MIN: '1000',
    LIMIT_UPLOADS_PER_MIN: '1000',
  })
  const bob = await signUp('Bob', server.url)
  await bob.page.addInitScript(witness)
  const eve = await register(server.url, 'Eve')
  const room = await createRoom(eve, [bob.program])
  await bob.page.goto(`${server.url}/rooms/${room.id}`)
  const url = `http://127.0.0.1:${site.port}/page`
  for (const payload of payloads) {
    const told = payload.replaceAll('&', '&amp;').replaceAll('"', '&quot;')
    site.pages['/page'] = html(
      `<meta property="og:title" content="1 ${told}"><meta property="og:description" content="${told}"><meta property="og:site_name" content="${told}">`,
    )
    const card = await eve.post<{ id: string }>('/previews', { url })
    const name = payload.replaceAll(/[\r\n"]/g, ' ')
    const files = [
      await upload(eve, name, payload),
      await upload(eve, `${name}.png`, await picture('png', 2, 2)),
    ]
    const { seq } = await eve.post<Message>(`/rooms/${room.id}/messages`, {
      clientId: crypto.randomUUID(),
      content: '',
      attachmentIds: files.map(({ id }) => id),
      previewIds: [card.id],
    })
    const row = bob.page.locator(`[data-seq="${seq}"]`)
    await expect(row.getByTestId('preview')).toContainText('1 ')
    await expect(row.getByRole('img')).toBeVisible()
    await expectHarmless(bob, payload)
    // Asked for by itself: a download, or a picture that can run nothing.
    for (const { url } of files) {
      const { headers } = await bob.program.http('GET', url)
      expect(headers.get('content-security-policy')).toMatch(/^default-src 'none'.*sandbox$/)
    }
  }
  site.close()
})
