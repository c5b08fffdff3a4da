import type { Message } from '#lib/messages/schema.ts'
import { createRoom, register } from '../client.ts'
import { expect, type Person, test } from '../fixtures.ts'
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

/** Nothing ran, nothing had to be stopped, nothing became markup, and no link leads anywhere but to the web or a mailbox. */
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
    const name = `${at} ${payload.replaceAll('\n', ' ')}`.slice(0, 80).trim()
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
