import { test } from 'rooms/qa'

test('Delivery: what two people write arrives at both, once and in order', { tag: '@phone' }, async ({
  ana,
  bob,
}) => {
  const said: string[] = []
  for (let round = 1; round <= 5; round++)
    for (const person of [ana, bob]) {
      const words = `${person.name} ${round}`
      await person.posts(words)
      said.push(words)
      for (const reader of [ana, bob]) await reader.sees(words)
    }
  await test.step('what was written by turns stands in that order, both ways', async () => {
    for (const reader of [ana, bob]) await reader.seesInOrder(said)
  })
  await test.step('what is written without waiting stays in its order', async () => {
    for (const words of ['one', 'two', 'three']) await ana.posts(words)
    for (const reader of [ana, bob]) await reader.seesInOrder([...said, 'one', 'two', 'three'])
  })
})
