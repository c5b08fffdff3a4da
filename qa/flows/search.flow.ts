import { randomUUID } from 'node:crypto'
import { expect, named, test } from 'rooms/qa'

test('Search: what was written is found by its members', async ({ ana, bob, stranger }) => {
  const word = `plum${randomUUID().slice(0, 8)}`
  await ana.posts(`the ${word} tree`)
  await bob.sees(word)
  await test.step('by a member, within half a minute', async () => {
    await bob.page.goto('/search')
    const found = named(bob.page, 'found').getByRole('link')
    await expect(async () => {
      await named(bob.page, 'searchField').fill('')
      await named(bob.page, 'searchField').fill(word)
      await expect(found).toHaveCount(1, { timeout: 2_000 })
    }).toPass({ timeout: 30_000 })
  })
  await test.step('and by nobody else', async () => {
    const { items } = await stranger.program.get<{ items: unknown[] }>(`/search?q=${word}`)
    expect(items).toEqual([])
  })
})
