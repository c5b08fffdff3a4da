import { expect, test } from 'rooms/qa'

test('Faults: what is written while the database is away arrives once it is back', async ({
  ana,
  bob,
  server,
}) => {
  await ana.posts('before')
  await bob.sees('before')
  await server.loses('database', '4 s')
  await ana.posts('meanwhile')
  for (const reader of [ana, bob]) await reader.seesInOrder(['before', 'meanwhile'])
})

test('Faults: what is written while lines are cut arrives, once and in order', async ({
  ana,
  bob,
  server,
}) => {
  const said: string[] = []
  for (const words of ['one', 'two', 'three', 'four']) {
    await server.cuts()
    await ana.posts(words)
    said.push(words)
  }
  for (const reader of [ana, bob]) await reader.seesInOrder(said)
})

test('Faults: while the server is slow nothing is lost, and nothing comes twice', async ({
  ana,
  bob,
  server,
}) => {
  await server.isSlow('3 s', '10 s')
  for (const words of ['slow', 'and steady']) await ana.posts(words)
  for (const reader of [ana, bob]) await reader.seesInOrder(['slow', 'and steady'])
})

test('Faults: with a full disk one can still read', async ({ ana, bob, server }) => {
  await ana.posts('before')
  await bob.sees('before')
  await server.fillsDisk('30 s')
  await bob.reloads()
  await bob.sees('before')
  await test.step('and what is written arrives once there is room', async () => {
    await ana.posts('after')
    await server.isWellAgain()
    await bob.sees('after')
  })
})

test('Faults: whose session ran out is led to the sign-in', async ({ ana, bob, server }) => {
  await server.expires(bob)
  await bob.page.goto('/rooms')
  await expect(bob.page).toHaveURL(/\/sign-in/)
  await ana.reloads()
})
