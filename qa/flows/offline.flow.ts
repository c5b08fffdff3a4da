import { test } from 'rooms/qa'

test('Offline: what is written without a connection arrives once it is back', async ({ ana, bob }) => {
  await ana.posts('before')
  await bob.sees('before')
  await ana.goesOffline()
  for (const words of ['first', 'second']) await ana.posts(words)
  await bob.posts('meanwhile')
  await bob.sees('meanwhile')
  await ana.comesBack()
  await test.step('in order, once, at everybody', async () => {
    for (const reader of [ana, bob]) await reader.seesInOrder(['before', 'meanwhile', 'first', 'second'])
  })
})
