import type { Locator } from '@playwright/test'
import { createRoom } from '../client.ts'
import { expect, expectNoSeriousAxe, expectNoSideways, message, test } from '../fixtures.ts'
import { readQr } from '../qr.ts'

test('who is banned is told why and stays out until it is lifted', async ({ signUp }) => {
  const [ana, bob] = [await signUp('Ana'), await signUp('Bob')]
  const room = await createRoom(ana.program, [bob.program], { name: 'Square', visibility: 'public' })
  await bob.page.goto(`/rooms/${room.id}`)
  await bob.posts('buy this')
  await ana.page.goto(`/rooms/${room.id}`)
  await ana.page.getByRole('button', { name: 'Members' }).click()
  const panel = ana.page.getByRole('complementary', { name: 'Members' })
  await panel.getByRole('button', { name: 'Options for Bob' }).click()
  await ana.page.getByRole('menuitem', { name: 'Ban from this room…' }).click()
  const dialog = ana.page.getByRole('dialog', { name: 'Ban Bob from Square?' })
  await dialog.getByLabel('Reason (they will read it)').fill('No selling here')
  await expectNoSeriousAxe(ana.page)
  await dialog.getByRole('button', { name: 'Ban', exact: true }).click()

  await expect(bob.page.getByText('You were banned from this room')).toBeVisible()
  await expect(bob.page.getByText('They gave this reason: No selling here')).toBeVisible()
  await bob.page.goto(`/rooms/${room.id}`)
  const join = bob.page.getByRole('button', { name: 'Join room' })
  await join.click()
  await expect(bob.page.getByRole('alert').getByText('You are banned from this room.')).toBeVisible()
  await expectNoSeriousAxe(bob.page)
  await bob.page.setViewportSize({ width: 375, height: 812 })
  await expectNoSideways(bob.page)

  const banned = panel.getByRole('list', { name: 'Banned from this room' }).getByRole('listitem')
  await expect(banned).toHaveText([/Bob.*By Ana.*Reason: No selling here/])
  await expectNoSeriousAxe(ana.page)
  await banned.getByRole('button', { name: 'Lift the ban of Bob' }).click()
  await expect(banned).toHaveCount(0)
  await join.click()
  await bob.sees('buy this')
})

test('an owner lets only moderators write, then everybody slowly; each sees it at once, in words', async ({
  signUp,
}) => {
  const [ana, bob] = [await signUp('Ana'), await signUp('Bob')]
  const room = await createRoom(ana.program, [bob.program], { name: 'Board' })
  await ana.page.goto(`/rooms/${room.id}`)
  await ana.posts('the news')
  await bob.page.goto(`/rooms/${room.id}`)
  await bob.sees('the news')
  const edit = async (change: (dialog: Locator) => Promise<void>) => {
    await ana.page.getByRole('button', { name: 'Room menu' }).click()
    await ana.page.getByRole('menuitem', { name: 'Edit room' }).click()
    const dialog = ana.page.getByRole('dialog', { name: 'Edit room' })
    await change(dialog)
    await dialog.getByRole('button', { name: 'Save' }).click()
    await expect(dialog).toBeHidden()
  }
  await edit(async (dialog) => {
    await dialog.getByRole('radio', { name: 'Moderators' }).check()
    await expect(dialog.getByRole('checkbox', { name: 'Others may reply in threads' })).toBeChecked()
    await expectNoSeriousAxe(ana.page)
  })
  await expect(bob.page.getByText('Only moderators write here. You can react, and reply')).toBeVisible()
  await expect(bob.page.getByLabel('Message #Board')).toHaveCount(0)
  await message(bob.page, 'the news').hover()
  await message(bob.page, 'the news').getByRole('button', { name: 'Reply in thread' }).click()
  const thread = bob.page.getByRole('complementary', { name: 'Thread' })
  await thread.getByLabel('Reply in thread').fill('why?')
  await bob.page.keyboard.press('Enter')
  // For a moment it is on its way and here already.
  await expect(message(bob.page, 'why?')).toHaveCount(1)
  await expect(thread.getByRole('checkbox'), 'not in the room too').toHaveCount(0)

  await edit(async (dialog) => {
    await dialog.getByRole('radio', { name: 'Everybody' }).first().check()
    await dialog.getByRole('combobox', { name: 'Slow mode' }).click()
    await ana.page.getByRole('option', { name: '1 hour' }).click()
  })
  await expect(bob.page.getByText('Slow mode: one message every 1 hour.')).toBeVisible()
  await bob.page.getByLabel('Message #Board').fill('one more question')
  await bob.page.keyboard.press('Enter')
  await expect(bob.page.getByText(/Slow mode: you can write again in \d+ minutes/)).toBeVisible()
  await edit(async (dialog) => {
    await dialog.getByRole('combobox', { name: 'Slow mode' }).click()
    await ana.page.getByRole('option', { name: 'Off' }).click()
  })
  await expect(message(ana.page, 'one more question'), 'sent as soon as it may be').toBeVisible()
})

test('people come in by a list of addresses, and the others by a link that a phone reads', async ({
  signUp,
}) => {
  const [ana, bob] = [await signUp('Ana'), await signUp('Bob')]
  const room = await createRoom(ana.program, [], { name: 'Club' })
  await bob.page.goto('/rooms')
  await ana.page.goto(`/rooms/${room.id}`)
  await ana.page.getByRole('button', { name: 'Members' }).click()
  await ana.page.getByRole('button', { name: 'Add people' }).click()
  const dialog = ana.page.getByRole('dialog', { name: 'Add people to Club' })
  await dialog.getByRole('button', { name: 'Add by a list of email addresses' }).click()
  const list = `Bob <${bob.program.user.email}>; nobody@example.org\nsomebody`
  await dialog.getByLabel('Email addresses').fill(list)
  await expect(dialog.getByText('Not understood: somebody')).toBeVisible()
  // Whoever has begun to use a page is told in passing what others do.
  await bob.page.keyboard.press('Shift')
  await bob.page.waitForLoadState('networkidle')
  await dialog.getByRole('button', { name: 'Add 2 people' }).click()
  await expect(dialog.getByText('Added: Bob.')).toBeVisible()
  await expect(dialog.getByRole('listitem')).toHaveText(['nobody@example.org'])
  await expect(bob.page.getByText('Ana added you to Club.')).toBeVisible()
  await expectNoSeriousAxe(ana.page)

  await dialog.getByRole('button', { name: 'Invite with a link' }).click()
  const invite = ana.page.getByRole('dialog', { name: 'Invite people to Club' })
  await invite.getByRole('button', { name: 'Make link' }).click()
  await invite.getByRole('button', { name: 'Show QR code' }).click()
  const picture = invite.getByRole('img', { name: 'QR code of the invitation to Club' })
  await expect.poll(() => readQr(picture)).toMatch(/\/invite\/[\w-]+$/)
  await expectNoSeriousAxe(ana.page)
  const download = ana.page.waitForEvent('download')
  await invite.getByRole('link', { name: 'Download QR code' }).click()
  expect((await download).suggestedFilename()).toBe('Invitation to Club.svg')
})

test('whoever looks after a room sees how much is written in it', async ({ signUp }) => {
  const ana = await signUp('Ana')
  const room = await createRoom(ana.program, [], { name: 'Figures' })
  await ana.page.goto(`/rooms/${room.id}`)
  await ana.posts('one')
  await ana.sees('one')
  await ana.page.getByRole('button', { name: 'Room menu' }).click()
  await ana.page.getByRole('menuitem', { name: 'Activity' }).click()
  const dialog = ana.page.getByRole('dialog', { name: 'Activity in Figures' })
  await expect(dialog.getByRole('row')).toHaveCount(31)
  await expect(dialog.getByRole('row').nth(1).getByRole('cell')).toHaveText(['1', '1'])
  await expectNoSeriousAxe(ana.page)
})
