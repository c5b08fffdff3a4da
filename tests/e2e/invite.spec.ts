import { randomUUID } from 'node:crypto'
import { createRoom } from '../client.ts'
import { expect, expectNoSeriousAxe, test } from '../fixtures.ts'
import { password } from '../password.ts'

test('a link brings a stranger into a private room, and is used up and ended as one sees', async ({
  signUp,
  visit,
}) => {
  const ana = await signUp('Ana')
  const room = await createRoom(ana.program, [], { name: 'Attic', visibility: 'private' })
  await ana.page.goto(`/rooms/${room.id}`)
  await ana.page.getByRole('button', { name: 'Members' }).click()
  const panel = ana.page.getByRole('complementary', { name: 'Members' })
  await panel.getByRole('button', { name: 'Invite with a link' }).click()
  const dialog = ana.page.getByRole('dialog', { name: 'Invite people to Attic' })
  const links = dialog.getByRole('list', { name: 'Links into this room' }).getByRole('listitem')
  await expect(dialog.getByText('No link leads into this room now.'), 'looking makes none').toBeVisible()
  await dialog.getByRole('combobox', { name: 'For how many people' }).click()
  await ana.page.getByRole('option', { name: 'For 5 people' }).click()
  await dialog.getByRole('button', { name: 'Make link' }).click()
  const link = await dialog.getByLabel('Invitation link').inputValue()
  await expect(links).toHaveText([/Made by you.*Good for 5 more people, until/])
  await expectNoSeriousAxe(ana.page)
  await ana.page.keyboard.press('Escape')
  await panel.getByRole('button', { name: 'Invite with a link' }).click()
  await expect(links, 'opening it again').toHaveCount(1)
  await expect(links.getByRole('button', { name: 'Copy link' })).toBeVisible()

  const page = await visit()
  await page.goto(link)
  await expect(page.getByRole('heading', { name: 'You are invited to Attic' })).toBeVisible()
  await expect(page.getByText('Ana invites you.')).toBeVisible()
  await expectNoSeriousAxe(page)
  await page.getByRole('link', { name: 'Create an account' }).click()
  await page.getByLabel('Name', { exact: true }).fill('Bob')
  await page.getByLabel('Email', { exact: true }).fill(`${randomUUID()}@example.org`)
  await page.getByLabel('Password', { exact: true }).fill(password)
  await page.getByRole('button', { name: 'Create account' }).click()
  await expect(page).toHaveURL(`/rooms/${room.id}`)
  await expect(page.getByRole('heading', { level: 1, name: 'Attic' })).toBeVisible()
  await expect(links, 'as it is used').toHaveText([/Good for 4 more people/])

  const cleo = await signUp('Cleo')
  await cleo.page.goto(link)
  await expect(cleo.page.getByRole('heading', { name: 'You are invited to Attic' })).toBeVisible()
  await expectNoSeriousAxe(cleo.page)
  await cleo.page.getByRole('button', { name: 'Enter the room' }).click()
  await expect(cleo.page.getByRole('heading', { level: 1, name: 'Attic' })).toBeVisible()

  await links.getByRole('button', { name: 'End link' }).click()
  await expect(links).toHaveCount(0)
  const late = await visit()
  await late.goto(link)
  await expect(late.getByRole('heading', { name: 'This invitation is no longer good' })).toBeVisible()
})
