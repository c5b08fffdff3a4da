import type { Page } from '@playwright/test'
import { createRoom, say as post } from '../client.ts'
import { act, expect, expectNoSeriousAxe, expectNoSideways, message, say, test } from '../fixtures.ts'

test('a reminder comes on all pages of whoever asked for it, leads to its message, and says when that is gone', async ({
  signUp,
}) => {
  const [ana, bob] = [await signUp('Ana'), await signUp('Bob')]
  const room = await createRoom(ana.program, [bob.program], { name: 'Garden' })
  const line = await ana.program.connect()
  const plants = await post(line, room.id, 'Water the **plants**')
  const { page } = bob
  await page.goto(`/rooms/${room.id}`)
  const other = await page.context().newPage()
  await other.goto('/reminders')
  await expect(other.getByText('No reminders')).toBeVisible()

  await act(page, 'plants', 'Remind me')
  const dialog = page.getByRole('dialog', { name: 'Remind me of this message' })
  await expect(
    dialog
      .getByRole('button', { name: 'Next Monday' })
      .or(dialog.getByRole('button', { name: 'Tomorrow morning' }))
      .first(),
  ).toBeVisible()
  await expectNoSeriousAxe(page)
  await dialog.getByRole('button', { name: 'In an hour' }).click()
  await expect(page.getByText(/^You will be reminded/)).toBeVisible()
  const listed = other.getByRole('list', { name: 'Reminders' }).getByRole('listitem')
  await expect(listed, 'a list that is open follows').toContainText(/Ana.*Water the plants/)

  // No page lets one choose a time so near.
  const soon = () => ({ remindAt: new Date(Date.now() + 400).toISOString() })
  await bob.program.http('PUT', `/me/reminders/${plants.id}`, soon())
  const barOf = (one: Page) => one.getByRole('region', { name: 'Reminders' })
  const [here, there] = [barOf(page), barOf(other)]
  const bars = [here, there]
  for (const bar of bars) await expect(bar.getByRole('alert')).toContainText('Water the plants')
  await expect(ana.page.getByRole('region', { name: 'Reminders' })).toHaveCount(0)
  await expect(page.getByRole('link', { name: 'Saved' })).toContainText('1')
  await expectNoSeriousAxe(page)
  await page.setViewportSize({ width: 390, height: 844 })
  await expectNoSideways(page)
  await page.setViewportSize({ width: 1280, height: 720 })
  await other.reload()
  await expect(there.getByRole('alert'), 'until it is done').toContainText('Water the plants')
  await there.getByRole('link', { name: 'Show in the room' }).click()
  await expect(message(other, 'Water the')).toBeInViewport()
  for (const bar of bars) await expect(bar).toHaveCount(0)

  await bob.program.http('PUT', `/me/reminders/${plants.id}`, soon())
  await expect(here.getByRole('alert')).toContainText('Water the plants')
  await line.send('message:delete', { messageId: plants.id })
  for (const bar of bars) await expect(bar.getByRole('alert')).toHaveText('The message was deleted.')
  await here.getByRole('button', { name: 'Done' }).click()
  for (const bar of bars) await expect(bar).toHaveCount(0)
})

test('a message is sent later: listed where it will be, changed, sent; and what could not be sent says why', async ({
  signUp,
}) => {
  const [ana, bob] = [await signUp('Ana'), await signUp('Bob')]
  const room = await createRoom(ana.program, [bob.program], { name: 'Post office', visibility: 'public' })
  const { page } = bob
  await page.goto(`/rooms/${room.id}`)
  await ana.opens(room)
  await say(page, 'right away')
  const later = page.getByRole('button', { name: 'Schedule for later' })
  await expect(later, 'nothing is written').toHaveCount(0)
  const field = page.getByRole('textbox', { name: /^Message / })
  await field.fill('Happy birthday @Ana')
  await later.click()
  const dialog = page.getByRole('dialog', { name: 'Send this message later' })
  await expectNoSeriousAxe(page)
  await dialog.getByRole('button', { name: 'Tomorrow morning' }).click()
  await expect(field).toHaveValue('')
  const here = page.getByRole('status').filter({ hasText: 'One message will be sent here: Tomorrow' })
  await expect(here).toBeVisible()

  await here.getByRole('button', { name: 'Show' }).click()
  const list = page.getByRole('list', { name: 'Messages to be sent' })
  await expect(list).toContainText('Happy birthday @Ana')
  await list.getByRole('button', { name: 'Edit' }).click()
  const editor = list.getByRole('textbox', { name: 'Edit message' })
  await expect(editor).toHaveValue('Happy birthday @Ana')
  await editor.fill('Happy birthday, @Ana!')
  await editor.press('Enter')
  await expect(list).toContainText('Happy birthday, @Ana!')
  await page.setViewportSize({ width: 390, height: 844 })
  await expectNoSideways(page)
  await page.setViewportSize({ width: 1280, height: 720 })
  await list.getByRole('button', { name: 'Send now' }).click()
  await ana.sees('Happy birthday, @Ana!')
  await expect(list.getByRole('listitem')).toHaveCount(0)
  await page.keyboard.press('Escape')
  await expect(here).toHaveCount(0)

  const sendAt = new Date(Date.now() + 1_500).toISOString()
  const scheduled = { clientId: crypto.randomUUID(), content: 'too late', sendAt }
  await bob.program.post(`/rooms/${room.id}/scheduled`, scheduled)
  await ana.program.http('DELETE', `/rooms/${room.id}/members/${bob.program.user.id}`)
  await page.getByRole('link', { name: 'Show', exact: true }).click()
  const kept = list.getByRole('listitem')
  await expect(kept).toContainText('too late')
  await expect(kept).toContainText('Not sent: Join this room first.')
  await expect(kept).toContainText('A room you are not in any more')
  await expectNoSeriousAxe(page)
  await kept.getByRole('button', { name: 'Do not send' }).click()
  await expect(page.getByText('Nothing waits to be sent')).toBeVisible()
  await ana.doesNotSee('too late')
})

test('a poll is asked, answered live by everybody in the room, answered otherwise, and closed', async ({
  signUp,
  expectedErrors,
}) => {
  expectedErrors.push(/400 \(Bad Request\)/)
  const [ana, bob] = [await signUp('Ana'), await signUp('Bob')]
  const room = await createRoom(ana.program, [bob.program], { name: 'Kitchen' })
  const { page } = ana
  await page.goto(`/rooms/${room.id}`)
  await bob.opens(room)
  await page.getByRole('button', { name: 'Make a poll' }).click()
  const dialog = page.getByRole('dialog', { name: 'New poll' })
  await expect(dialog.getByLabel('Question')).toBeFocused()
  await dialog.getByLabel('Question').fill('Lunch at **noon**?')
  await dialog.getByLabel('Choice 1').fill('Pizza')
  await dialog.getByLabel('Choice 2').fill('Soup <b>')
  await dialog.getByLabel('Choice 3').fill('Pizza')
  await expectNoSeriousAxe(page)
  await page.setViewportSize({ width: 390, height: 844 })
  await expectNoSideways(page)
  await dialog.getByRole('button', { name: 'Ask', exact: true }).click()
  await expect(dialog.getByRole('alert')).toHaveText('Two choices are the same')
  await dialog.getByLabel('Choice 3').fill('Rice')
  await dialog.getByRole('button', { name: 'Ask', exact: true }).click()
  await expect(dialog).toHaveCount(0)
  await page.setViewportSize({ width: 1280, height: 720 })

  const [mine, theirs] = [message(page, 'Lunch at'), message(bob.page, 'Lunch at')]
  await theirs.getByRole('button', { name: /^Soup <b>\s*0 votes$/ }).click()
  await expect(mine.getByRole('button', { name: /^Soup <b>\s*1 vote$/ })).toBeVisible()
  await theirs.getByRole('button', { name: /^Rice\s*0 votes$/ }).click()
  await mine.getByRole('button', { name: /^Rice\s*1 vote$/ }).click()
  for (const one of [page, bob.page]) {
    await expect(one.getByRole('button', { name: /^Rice\s*2 votes$/, pressed: true })).toBeVisible()
    await expect(message(one, 'Lunch at')).toContainText('2 people have voted')
  }
  await expectNoSeriousAxe(page)
  await expect(theirs.getByRole('button', { name: 'Close poll' }), 'Bob did not ask').toHaveCount(0)
  await mine.getByRole('button', { name: 'Close poll' }).click()
  await expect(bob.page.getByRole('button', { name: /^Rice\s*2 votes$/ })).toBeDisabled()
  await expect(message(bob.page, 'Lunch at')).toContainText('Closed')
})

test('commands: completed after a slash, done instead of sent, refused in words; what is none is a message', async ({
  signUp,
}) => {
  const [ana, bob] = [await signUp('Ana'), await signUp('Bob')]
  const room = await createRoom(ana.program, [bob.program], { name: 'Garden' })
  const { page } = ana
  await page.goto(`/rooms/${room.id}`)
  await bob.opens(room)
  const field = page.getByRole('textbox', { name: 'Message #Garden' })

  await field.fill('/')
  const offered = page.getByRole('listbox', { name: 'Commands' }).getByRole('option')
  await expect(offered).toHaveText([/^\/me/, /^\/topic/, /^\/remind/, /^\/poll/])
  await expectNoSeriousAxe(page)
  await field.pressSequentially('m')
  await page.keyboard.press('Tab')
  await expect(field).toHaveValue('/me ')
  await field.pressSequentially('waves')
  await page.keyboard.press('Enter')
  await expect(message(bob.page, 'waves').getByTestId('message-text')).toHaveText('waves')
  await expect(message(bob.page, 'waves').getByTestId('message-text')).toHaveCSS('font-style', 'italic')

  for (const [typed, seen] of [
    ['/etc/hosts', '/etc/hosts'],
    ['//topic is a command', '/topic is a command'],
    ['//me is another', '/me is another'],
  ] as const) {
    await say(page, typed)
    await expect(message(bob.page, seen).getByTestId('message-text')).toHaveText(seen)
  }

  await say(page, '/topic Tea and cake')
  await expect(bob.page.getByText('Tea and cake').first()).toBeVisible()
  await expect(field).toHaveValue('')
  const held = Promise.withResolvers<void>()
  await page.route('**/api/v1/rooms/*', async (route) => {
    await held.promise
    await route.continue()
  })
  const asked = page.waitForRequest((request) => request.method() === 'PATCH')
  await say(page, '/topic Tea and scones')
  await asked
  await field.fill('What I say next')
  held.resolve()
  await expect(bob.page.getByText('Tea and scones').first()).toBeVisible()
  await page.unroute('**/api/v1/rooms/*')
  await expect(page.getByText('Tea and scones').first()).toBeVisible()
  await expect(field, 'what is typed while it is done stays').toHaveValue('What I say next')
  const other = bob.page.getByRole('textbox', { name: 'Message #Garden' })
  await bob.posts('/topic Coffee')
  await expect(bob.page.locator('form').getByRole('alert')).toContainText(/owner/i)
  await expect(other, 'nothing that was written is lost').toHaveValue('/topic Coffee')
  await other.fill('/call')
  await other.press('Enter')
  await expect(bob.page.locator('form').getByRole('alert')).toContainText('no call')

  await say(page, '/remind me of milk')
  await expect(page.locator('form').getByRole('alert')).toContainText('a time alone')
  await say(page, '/remind tomorrow at 14:30')
  const reminding = page.getByRole('dialog', { name: 'Remind me of this message' })
  await expect(reminding.getByLabel('A time of your own')).toHaveValue(/T14:30$/)
  await reminding.getByRole('button', { name: 'In an hour' }).click()
  await expect(page.getByText(/^You will be reminded/)).toBeVisible()
  await expect(field).toHaveValue('')

  await field.fill('/poll Tea?\nGreen\nBlack')
  await field.press('Enter')
  const asking = page.getByRole('dialog', { name: 'New poll' })
  await expect(asking.getByLabel('Question')).toHaveValue('Tea?')
  await expect(asking.getByLabel('Choice 2')).toHaveValue('Black')
  await asking.getByRole('button', { name: 'Ask' }).click()
  await expect(bob.page.getByRole('group', { name: 'Poll: Tea?' })).toBeVisible()
  await expect(field).toHaveValue('')
})
