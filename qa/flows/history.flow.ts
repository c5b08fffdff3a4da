import { expect, test } from 'rooms/qa'

test('History: what was said is there after a reload', { tag: '@phone' }, async ({ ana, bob }) => {
  const said = ['before', 'and after']
  for (const words of said) await ana.posts(words)
  await bob.sees('and after')
  await test.step('for whoever reloads the page', async () => {
    await bob.reloads()
    await bob.seesInOrder(said)
  })
  await test.step('and for programs, numbered without a gap', async () => {
    const { items } = await bob.program.get<{ items: { seq: number }[] }>(
      `/rooms/${new URL(bob.page.url()).pathname.split('/').at(-1)}/messages`,
    )
    expect(items.map(({ seq }) => seq)).toEqual(items.map((_, at) => at + (items[0]?.seq ?? 0)))
  })
})

test('History: an edit and a deletion are seen by everybody, and stay', async ({ ana, bob }) => {
  await ana.posts('a plan')
  await ana.posts('a mistake')
  await bob.sees('a mistake')
  await test.step('an edit', async () => {
    await ana.edits('a plan', 'a better plan')
    await bob.sees('a better plan')
  })
  await test.step('a deletion', async () => {
    await ana.deletes('a mistake')
    await bob.doesNotSee('a mistake')
    await expect(bob.page.getByText('Message deleted')).toBeVisible()
  })
  await test.step('both after a reload', async () => {
    await bob.reloads()
    await bob.sees('a better plan')
    await bob.doesNotSee('a mistake')
  })
})
