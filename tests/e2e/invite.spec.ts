import { randomUUID } from 'node:crypto'
import { createRoom } from '../client.ts'
import { expect, expectNoSeriousAxe, test } from '../fixtures.ts'
import { password } from '../password.ts'

test('a link brings a stranger into a private room', async ({ signUp, visit }) => {
  const ana = await signUp('Ana')
  const room = await createRoom(ana.program, [], { name: 'Attic', visibility: 'private' })
  await ana.page.goto(`/rooms/${room.id}`)
  await ana.page.getByRole('button', { name: 'Members' }).click()
  await ana.page.getByRole('button', { name: 'Invite people' }).click()
  const link = await ana.page.getByLabel('Invitation link').inputValue()
  await expectNoSeriousAxe(ana.page)

  const page = await visit()
  await page.goto(link)
  await expect(page).toHaveURL(/\/register\?invite=/)
  await page.getByLabel('Name', { exact: true }).fill('Bob')
  await page.getByLabel('Email', { exact: true }).fill(`${randomUUID()}@example.org`)
  await page.getByLabel('Password', { exact: true }).fill(password)
  await page.getByRole('button', { name: 'Create account' }).click()
  await expect(page).toHaveURL(`/rooms/${room.id}`)
  await expect(page.getByRole('heading', { level: 1, name: 'Attic' })).toBeVisible()

  const cleo = await signUp('Cleo')
  await cleo.page.goto(link)
  await expect(cleo.page.getByRole('heading', { name: 'You are invited to Attic' })).toBeVisible()
  await expectNoSeriousAxe(cleo.page)
  await cleo.page.getByRole('button', { name: 'Enter the room' }).click()
  await expect(cleo.page.getByRole('heading', { level: 1, name: 'Attic' })).toBeVisible()
})

test('a link that is no longer good says so', async ({ visit }) => {
  const page = await visit()
  await page.goto('/invite/nothing')
  await expect(page.getByRole('heading', { name: 'This invitation is no longer good' })).toBeVisible()
})
