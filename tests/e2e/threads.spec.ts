import type { Page } from '@playwright/test'
import { createRoom, say as post } from '../client.ts'
import { act, expect, expectNoSeriousAxe, expectNoSideways, message, test } from '../fixtures.ts'

const composer = (page: Page) => page.getByRole('textbox', { name: /^Message / })
const panel = (page: Page) => page.getByRole('complementary', { name: 'Thread' })

test('a thread at the side: live for both, counted under its first message, with a draft of its own', async ({
  signUp,
}) => {
  const [ana, bob] = [await signUp('Ana'), await signUp('Bob')]
  const room = await createRoom(ana.program, [bob.program])
  const line = await ana.program.connect()
  await post(line, room.id, 'Where do we **meet**?')
  await post(line, room.id, 'something else')
  for (const { page } of [ana, bob]) {
    await page.goto(`/rooms/${room.id}`)
    await expect(composer(page)).toBeVisible()
  }
  await act(bob.page, 'Where do we meet?', 'Reply in thread')
  const reply = panel(bob.page).getByRole('textbox', { name: 'Reply in thread' })
  await reply.fill('At the')
  await bob.page.getByRole('button', { name: 'Close thread' }).click()
  await bob.page.reload()
  await act(bob.page, 'Where do we meet?', 'Reply in thread')
  await expect(reply, 'the draft of the thread').toHaveValue('At the')
  await expect(composer(bob.page)).toHaveValue('')
  await reply.fill('At the pond')
  await reply.press('Enter')
  await expect(panel(bob.page).getByTestId('message-text')).toHaveText(['Where do we meet?', 'At the pond'])

  await message(ana.page, 'Where do we').getByRole('button', { name: '1 reply' }).click()
  await expect(panel(ana.page).getByTestId('message-text')).toHaveText(['Where do we meet?', 'At the pond'])
  await reply.fill('or the bank')
  await reply.press('Enter')
  await expect(panel(ana.page).getByTestId('message-text').last()).toHaveText('or the bank')
  await expect(ana.page.getByRole('button', { name: '2 replies' })).toBeVisible()

  await message(bob.page, 'or the bank').last().hover()
  await panel(bob.page).getByRole('button', { name: 'Message actions' }).last().click()
  await bob.page.getByRole('menuitem', { name: 'Delete' }).click()
  await bob.page.getByRole('alertdialog').getByRole('button', { name: 'Delete message' }).click()
  await expect(panel(ana.page).getByText('Message deleted')).toBeVisible()
  await expect(ana.page.getByRole('button', { name: '1 reply' })).toBeVisible()
  await ana.page.reload()
  await expect(ana.page.getByRole('button', { name: '1 reply' }), 'counted by the server too').toBeVisible()
  await expectNoSeriousAxe(bob.page)
  await bob.page.setViewportSize({ width: 360, height: 640 })
  await expectNoSideways(bob.page)
})

test('a thread keeps the room quiet, and is unread by itself for those who follow it', async ({ signUp }) => {
  const [ana, bob] = [await signUp('Ana'), await signUp('Bob')]
  const room = await createRoom(ana.program, [bob.program], { name: 'Kitchen' })
  const first = await post(await ana.program.connect(), room.id, 'Who *cooks*?')
  const list = (page: Page) => page.getByRole('list', { name: 'Messages' })
  const link = ana.page.getByRole('navigation').getByRole('link', { name: /^Threads/ })
  await bob.opens(room)
  await ana.page.goto('/search')

  await test.step('a reply in the thread stays there', async () => {
    await act(bob.page, 'Who cooks?', 'Reply in thread')
    const reply = panel(bob.page).getByRole('textbox', { name: 'Reply in thread' })
    await reply.fill('I do')
    await reply.press('Enter')
    await expect(bob.page.getByRole('button', { name: '1 reply' })).toBeVisible()
    await expect(list(bob.page).getByTestId('message-text')).toHaveText(['Who cooks?'])
    await expect(link).toHaveText(/1/)
    await expect(ana.page.locator(`a[href="/rooms/${room.id}"]`)).toHaveAttribute('data-unread', '0')
  })

  await test.step('Threads shows it, and reading it there reads it', async () => {
    await link.click()
    const threads = ana.page.getByRole('list', { name: 'Threads you follow' })
    await expect(threads.getByTestId('message-text')).toHaveText(['Who cooks?', 'I do'])
    await expect(threads.getByText('1 unread')).toBeVisible()
    await expectNoSeriousAxe(ana.page)
    await threads.getByRole('link', { name: 'Open thread' }).click()
    await expect(panel(ana.page).getByTestId('message-text')).toHaveText(['Who cooks?', 'I do'])
    await expect(link).not.toHaveText(/1/)
    await expect(list(ana.page).getByTestId('message-text')).toHaveText(['Who cooks?'])
    await ana.page.goto(`/rooms/${room.id}?message=2`)
    await expect(panel(ana.page).getByTestId('message-text'), 'its address leads there').toHaveText([
      'Who cooks?',
      'I do',
    ])
  })

  await test.step('with "also send to the room" it stands in both; Reply quotes in the room', async () => {
    const reply = panel(ana.page).getByRole('textbox', { name: 'Reply in thread' })
    await reply.fill('so we **all** know')
    await panel(ana.page).getByRole('checkbox', { name: 'Also send to the room' }).check()
    await reply.press('Enter')
    await expect(list(bob.page).getByTestId('message-text')).toHaveText(['Who cooks?', 'so we all know'])
    await expect(
      message(bob.page, 'so we all know').getByRole('button', { name: 'In a thread' }),
    ).toBeVisible()
    const begun = list(bob.page).locator('[data-seq="1"]')
    await begun.hover()
    await begun.getByRole('button', { name: 'Reply', exact: true }).click()
    await composer(bob.page).fill('a quote')
    await composer(bob.page).press('Enter')
    await expect(message(ana.page, 'a quote').getByRole('link', { name: /Who cooks/ })).toBeVisible()
    await expect(panel(ana.page).getByTestId('message')).toHaveCount(3)
  })

  await test.step('what is followed no more is told no more, and reactions stand in Activity', async () => {
    await panel(ana.page).getByRole('button', { name: 'Follow this thread' }).click()
    await expect(panel(ana.page).getByRole('button', { name: 'Follow this thread' })).toHaveAttribute(
      'aria-pressed',
      'false',
    )
    await ana.page.goto('/activity')
    await expect(ana.page.getByText('Nothing yet')).toBeVisible()
    const line = await bob.program.connect()
    await line.send('reaction:set', { messageId: first.id, emoji: '🍲', on: true })
    await expect(ana.page.getByText('Bob reacted with 🍲 in Kitchen')).toBeVisible()
    const hidden = { roomId: room.id, threadId: first.id, clientId: crypto.randomUUID() }
    await line.send('message:post', { ...hidden, content: `only <@${ana.program.user.id}>` })
    await expect(ana.page.getByText('Bob mentioned you in Kitchen')).toBeVisible()
    await expect(link).not.toHaveText(/1/)
    await ana.page.getByRole('link', { name: 'Open thread' }).click()
    await expect(panel(ana.page).getByTestId('message-text').last()).toHaveText(/only/)
    const activity = ana.page
      .getByRole('navigation', { name: 'Rooms' })
      .getByRole('link', { name: /^Activity/ })
    await expect(activity).toHaveText('Activity')
    await line.send('reaction:set', { messageId: first.id, emoji: '🎉', on: true })
    await expect(activity).toHaveText(/1 unread/)
    await activity.click()
    await expect(ana.page.getByText('Bob reacted with 🍲 🎉 in Kitchen')).toBeVisible()
    await expect(activity).toHaveText('Activity')
  })
})

test('a thread catches up with what was missed while the connection was away', async ({
  signUp,
  expectedErrors,
}) => {
  expectedErrors.push(/ERR_INTERNET_DISCONNECTED|WebSocket connection/)
  const [ana, bob] = [await signUp('Ana'), await signUp('Bob')]
  const room = await createRoom(ana.program, [bob.program])
  const line = await bob.program.connect()
  const first = await post(line, room.id, 'first')
  await ana.opens(room)
  await act(ana.page, 'first', 'Reply in thread')
  await expect(panel(ana.page).getByTestId('message')).toHaveCount(1)
  await ana.page.context().setOffline(true)
  const reply = { roomId: room.id, clientId: crypto.randomUUID(), content: 'missed', threadId: first.id }
  await line.send('message:post', reply)
  await ana.page.context().setOffline(false)
  await expect(panel(ana.page).getByText('missed')).toBeVisible({ timeout: 30_000 })
  await expect(ana.page.getByRole('button', { name: '1 reply' })).toBeVisible()
})

test('what a message said before is a press on "(edited)" away, for everybody in the room', async ({
  signUp,
}) => {
  const [ana, bob] = [await signUp('Ana'), await signUp('Bob')]
  const room = await createRoom(ana.program, [bob.program])
  const line = await ana.program.connect()
  const { id: messageId } = await post(line, room.id, 'at *five*')
  await line.send('message:edit', { messageId, content: 'at six' })
  await bob.opens(room)
  await message(bob.page, 'at six').getByRole('button', { name: '(edited)' }).click()
  const texts = bob.page.getByRole('dialog', { name: 'Edits of this message' }).getByTestId('message-text')
  await expect(texts).toHaveText(['at six', 'at five'])
})

test('Escape closes what stands at the side, and the focus is where it was', async ({ signUp }) => {
  const { page, program } = await signUp('Ana')
  const room = await createRoom(program, [], { name: 'Porch' })
  await page.goto(`/rooms/${room.id}`)
  await post(await program.connect(), room.id, 'A question')
  await page.getByRole('button', { name: 'Members' }).click()
  const members = page.getByRole('complementary', { name: 'Members' })
  await members.getByRole('button', { name: 'Close members' }).focus()
  await page.keyboard.press('Escape')
  await expect(members).toHaveCount(0)
  await expect(page.getByRole('button', { name: 'Members' })).toBeFocused()

  await act(page, 'A question', 'Reply in thread')
  const field = page.getByRole('textbox', { name: 'Reply in thread' })
  await field.fill('half an answer')
  await page.keyboard.press('Escape')
  await expect(field).toHaveCount(0)
  await act(page, 'A question', 'Reply in thread')
  await expect(field).toHaveValue('half an answer')
})
