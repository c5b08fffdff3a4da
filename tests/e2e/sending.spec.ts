import { createRoom } from '../client.ts'
import { expect, message, say, test } from '../fixtures.ts'
import { holdLine } from '../held-line.ts'

const texts = 'message-text'

test('a message stands at once, after everything known, and does not jump when it is stored', async ({
  signUp,
}) => {
  const [ana, bob] = [await signUp('Ana'), await signUp('Bob')]
  const room = await createRoom(ana.program, [bob.program], { name: 'Porch', visibility: 'public' })
  const line = await holdLine(ana.page)
  await ana.opens(room)
  const composer = ana.page.getByRole('textbox', { name: 'Message #Porch' })
  await expect(composer).toBeFocused()
  line.holdPosts()
  await ana.posts('mine')
  const mine = message(ana.page, 'mine')
  await expect(mine).toHaveAttribute('data-pending', 'true')
  await expect(composer).toHaveValue('')
  await expect(composer).toBeFocused()
  await bob.program.post(`/rooms/${room.id}/messages`, { clientId: crypto.randomUUID(), content: 'theirs' })
  await expect(ana.page.getByTestId(texts)).toHaveText(['theirs', 'mine'])
  line.release()
  await expect(mine).toHaveAttribute('data-seq', '2')
  await expect(ana.page.getByTestId(texts)).toHaveText(['theirs', 'mine'])
})

test('a message that is refused says why, and can be sent again or thrown away', async ({ signUp }) => {
  const ana = await signUp('Ana')
  const room = await createRoom(ana.program, [], { name: 'Porch' })
  const line = await holdLine(ana.page)
  await ana.opens(room)
  line.holdPosts()
  await ana.posts('one')
  await ana.posts('two')
  await ana.sees('two')
  await ana.program.http('PATCH', `/rooms/${room.id}`, { isActive: false })
  await expect(ana.page.getByText('This room is archived')).toBeVisible()
  line.release()
  for (const words of ['one', 'two'])
    await expect(message(ana.page, words).getByRole('alert')).toContainText('archived')
  await ana.program.http('PATCH', `/rooms/${room.id}`, { isActive: true })
  await message(ana.page, 'one').getByRole('button', { name: 'Delete' }).click()
  await message(ana.page, 'two').getByRole('button', { name: 'Retry' }).click()
  await expect(message(ana.page, 'two')).toHaveAttribute('data-seq', '1')
  await expect(ana.page.getByTestId(texts)).toHaveText(['two'])
})

test('what was written is sent after a reload, from whichever page, in order, once', async ({ signUp }) => {
  const ana = await signUp('Ana')
  const room = await createRoom(ana.program, [], { name: 'Porch' })
  const line = await holdLine(ana.page)
  await ana.opens(room)
  line.holdPosts()
  for (const words of ['one', 'two', 'three']) await ana.posts(words)
  await ana.sees('three')
  await ana.page.goto('/profile')
  line.release()
  const stored = async () => {
    const { items } = await ana.program.get<{ items: { content: string }[] }>(`/rooms/${room.id}/messages`)
    return items.map(({ content }) => content)
  }
  await expect.poll(stored).toEqual(['one', 'two', 'three'])
  await ana.opens(room)
  await expect(ana.page.getByTestId(texts)).toHaveText(['one', 'two', 'three'])
  await expect(ana.page.locator('[data-pending]')).toHaveCount(0)
})

test('two tabs show the same unsent messages; when the one that sends closes, the other takes over', async ({
  signUp,
}) => {
  const ana = await signUp('Ana')
  const room = await createRoom(ana.program, [], { name: 'Porch' })
  const line = await holdLine(ana.page)
  const second = await ana.page.context().newPage()
  for (const page of [ana.page, second]) {
    await page.goto(`/rooms/${room.id}`)
    await expect(page.getByRole('textbox', { name: 'Message #Porch' })).toBeVisible()
  }
  line.holdPosts()
  await ana.posts('one')
  await ana.posts('two')
  await expect(second.getByTestId(texts)).toHaveText(['one', 'two'])
  await expect(second.locator('[data-pending]')).toHaveCount(2)
  await ana.page.close()
  await expect(message(second, 'two')).toHaveAttribute('data-seq', '2')
  await expect(second.getByTestId(texts)).toHaveText(['one', 'two'])
})

test('a line that is dead and does not know it is replaced when the page wakes; what was missed appears', async ({
  signUp,
}) => {
  const [ana, bob] = [await signUp('Ana'), await signUp('Bob')]
  const room = await createRoom(ana.program, [bob.program], { name: 'Porch' })
  const line = await holdLine(bob.page)
  await bob.opens(room)
  await ana.program.post(`/rooms/${room.id}/messages`, { clientId: crypto.randomUUID(), content: 'before' })
  await bob.sees('before')
  const before = line.opened()
  line.deaden()
  await ana.program.post(`/rooms/${room.id}/messages`, { clientId: crypto.randomUUID(), content: 'missed' })
  await bob.page.evaluate(() => window.dispatchEvent(new Event('online')))
  await bob.sees('missed')
  expect(line.opened()).toBe(before + 1)
})

test('a short blip is nobody’s business; a longer one is told, and so is its end', async ({ signUp }) => {
  const { page, program } = await signUp('Ana')
  const room = await createRoom(program, [], { name: 'Porch' })
  const line = await holdLine(page)
  await page.goto(`/rooms/${room.id}`)
  await expect(page.getByRole('textbox', { name: 'Message #Porch' })).toBeVisible()
  // A page drawn by the server may still wait for its first line, and count from then.
  await expect.poll(line.welcomed).toBe(1)
  const banner = page.getByText('Reconnecting. Your messages will be sent.')
  const began = Date.now()
  await line.refuse(true)
  await expect(banner).toBeVisible()
  expect(Date.now() - began).toBeGreaterThanOrEqual(4_900)
  await line.refuse(false)
  await page.evaluate(() => window.dispatchEvent(new Event('online')))
  await expect(banner).toBeHidden()
})

test('a browser that says it is offline is believed at once, whatever the line claims', async ({
  signUp,
  expectedErrors,
}) => {
  expectedErrors.push(/ERR_INTERNET_DISCONNECTED|WebSocket connection/)
  const [ana, bob] = [await signUp('Ana'), await signUp('Bob')]
  const room = await createRoom(ana.program, [bob.program], { name: 'Porch' })
  const { page } = ana
  const line = await holdLine(page)
  await page.goto(`/rooms/${room.id}`)
  const composer = page.getByRole('textbox', { name: 'Message #Porch' })
  await say(page, 'before')
  await expect(message(page, 'before')).toHaveAttribute('data-seq', '1')
  // Nothing passes, and nobody has hung up: half a minute would go by until the line is missed.
  line.deaden()
  await page.context().setOffline(true)
  const banner = page.getByText('You are offline.')
  await expect(banner).toBeVisible()
  await say(page, 'unsent')
  await expect(message(page, 'unsent')).toHaveAttribute('data-pending', 'true')
  // It is the last one, and cannot be edited yet.
  await composer.press('ArrowUp')
  await expect(page.getByRole('link', { name: /Porch.*a message waits to be sent/ })).toBeVisible()
  await bob.program.post(`/rooms/${room.id}/messages`, { clientId: crypto.randomUUID(), content: 'missed' })
  await page.context().setOffline(false)
  await expect(banner).toBeHidden()
  await expect(page.getByTestId(texts)).toHaveText(['before', 'missed', 'unsent'])
  await expect(page.locator('[data-pending]')).toHaveCount(0)
  const editor = page.getByRole('textbox', { name: 'Edit message' })
  await expect(editor).toHaveCount(0)
  await composer.press('ArrowUp')
  await expect(editor).toHaveValue('unsent')
})

test('a room seen before opens from memory, also without the server, and then catches up', async ({
  signUp,
  expectedErrors,
}) => {
  expectedErrors.push(/ERR_INTERNET_DISCONNECTED|WebSocket connection/)
  const [ana, bob] = [await signUp('Ana'), await signUp('Bob')]
  const porch = await createRoom(ana.program, [bob.program], { name: 'Old porch', visibility: 'public' })
  const barn = await createRoom(ana.program, [bob.program], { name: 'Barn' })
  await bob.page.goto('/rooms')
  const { page } = bob
  const rooms = page.getByRole('navigation', { name: 'Rooms' })
  const write = (room: { id: string }, content: string) =>
    ana.program.post(`/rooms/${room.id}/messages`, { clientId: crypto.randomUUID(), content })
  await write(porch, 'on the porch')
  await write(barn, 'in the barn')
  for (const [name, words] of [
    ['Old porch', 'on the porch'],
    ['Barn', 'in the barn'],
  ] as const) {
    await rooms.getByRole('link', { name }).click()
    await expect(message(page, words)).toBeVisible()
  }
  await page.context().setOffline(true)
  await rooms.getByRole('link', { name: 'Old porch' }).click()
  await expect(message(page, 'on the porch')).toBeVisible()
  await expect(page.getByRole('heading', { level: 1, name: 'Old porch' })).toBeVisible()
  await expect(page).toHaveTitle(/Old porch/)
  await write(porch, 'meanwhile')
  await page.context().setOffline(false)
  await expect(message(page, 'meanwhile')).toBeVisible({ timeout: 40_000 })
  await page.goBack()
  await expect(message(page, 'in the barn')).toBeVisible()

  // A right that ended takes the memory with it.
  await ana.program.http('DELETE', `/rooms/${porch.id}/members/${bob.program.user.id}`)
  await expect(rooms.getByRole('link', { name: 'Old porch' })).toHaveCount(0)
  await page.goForward()
  await expect(page.getByRole('button', { name: 'Join room' })).toBeVisible()
  await expect(message(page, 'on the porch')).toHaveCount(0)
})

test.describe('while the server is away', () => {
  test.use({ expectedErrors: [/ERR_INTERNET_DISCONNECTED|ERR_FAILED|WebSocket connection/] })

  test('no click leaves the app: what was seen opens, the rest says what is missing and comes later', async ({
    signUp,
  }) => {
    const { page, program } = await signUp('Ana')
    await page.setViewportSize({ width: 390, height: 844 })
    const [porch, attic] = [
      await createRoom(program, [], { name: 'Porch' }),
      await createRoom(program, [], { name: 'Attic' }),
    ]
    await program.post(`/rooms/${attic.id}/messages`, { clientId: crypto.randomUUID(), content: 'up here' })
    await page.goto('/rooms')
    await page.goto(`/rooms/${porch.id}`)
    await say(page, 'before')
    await expect(message(page, 'before')).toHaveAttribute('data-seq', '1')
    await page.evaluate(() => Object.assign(window, { sameDocument: true }))
    await page.context().setOffline(true)

    await page.getByRole('link', { name: 'Back to all rooms' }).click()
    const list = page.getByRole('list', { name: 'Rooms found' })
    await list.getByRole('link', { name: 'Porch' }).click()
    await expect(message(page, 'before')).toBeVisible()
    await page.getByRole('link', { name: 'Back to all rooms' }).click()
    const away = page.getByText('The server cannot be reached just now.')
    for (const name of ['Search', 'Saved', 'Browse']) {
      await page.getByRole('main').getByRole('link', { name, exact: true }).click()
      await expect(away.first()).toBeVisible()
      await expect(list.getByRole('link', { name: 'Porch' })).toBeVisible()
    }
    await list.getByRole('link', { name: 'Attic' }).click()
    await expect(page.getByRole('heading', { level: 1, name: 'Attic' })).toBeVisible()
    await expect(page.getByText('Not read here yet')).toBeVisible()
    await page.goBack()
    await expect(list.getByRole('link', { name: 'Porch' })).toBeVisible()
    await page.goForward()
    await expect(page.getByText('Not read here yet')).toBeVisible()

    await page.context().setOffline(false)
    await expect(message(page, 'up here'), 'opens by itself').toBeVisible({ timeout: 40_000 })
    await page.goBack()
    await expect(list.getByRole('link')).toHaveCount(2)
    expect(await page.evaluate(() => 'sameDocument' in window)).toBe(true)
  })

  test('a page asked for before anybody noticed is waited for', async ({ signUp }) => {
    const { page, program } = await signUp('Ana')
    await createRoom(program, [], { name: 'Porch' })
    await page.goto('/rooms')
    await expect(page.getByRole('navigation', { name: 'Rooms' })).toContainText('Porch')
    await page.evaluate(() => Object.assign(window, { sameDocument: true }))
    // The line is up, and the browser believes in its network: as with a server that is just going.
    await page.route(/[?&]_rsc=/, (route) => route.abort())
    await page.getByRole('navigation', { name: 'Rooms' }).getByRole('link', { name: 'Porch' }).click()
    await page.getByRole('navigation', { name: 'Rooms' }).getByRole('link', { name: 'Saved' }).click()
    await page.unroute(/[?&]_rsc=/)
    await expect(page.getByRole('heading', { level: 1, name: 'Saved' })).toBeVisible({ timeout: 40_000 })
    expect(await page.evaluate(() => 'sameDocument' in window)).toBe(true)
  })
})
