import type { Page } from '@playwright/test'
import type { Room } from '#lib/rooms/schema.ts'
import { upload } from '../client.ts'
import { expect, expectNoSeriousAxe, expectNoSideways, test } from '../fixtures.ts'

async function expectWell(page: Page) {
  await expectNoSeriousAxe(page)
  await page.setViewportSize({ width: 375, height: 667 })
  await expectNoSideways(page)
  await expectNoSeriousAxe(page)
  await page.setViewportSize({ width: 1280, height: 720 })
}

test('an administrator sees what is stored, what was going on, as charts and as a table, and what runs here', async ({
  signUp,
  serve,
}) => {
  const { url } = await serve()
  const { page, program } = await signUp('Ada', url)
  const garden = await program.post<Room>('/rooms', { name: 'Garden' })
  const { id } = await upload(program, 'notes.txt', 'a'.repeat(2_000))
  const said = { clientId: crypto.randomUUID(), content: 'Look', attachmentIds: [id] }
  await program.post(`/rooms/${garden.id}/messages`, said)

  await page.goto('/admin/storage')
  const rooms = page.getByRole('table', { name: 'By room' })
  await expect(rooms.getByRole('row', { name: /^Garden 1 2 kB/ })).toBeVisible()
  await expect(
    page.getByRole('table', { name: 'By person' }).getByRole('row', { name: /^Ada/ }),
  ).toBeVisible()
  await expect(page.getByRole('table', { name: 'By kind' })).toContainText('Index of the search')
  await expectWell(page)

  const sections = page.getByRole('navigation', { name: 'Administration' })
  await sections.getByRole('link', { name: 'Activity' }).click()
  await expect(
    page.getByRole('img', { name: /^Messages each day, as a chart/ }).locator('canvas'),
  ).toBeVisible()
  await expectWell(page)
  await page.getByText('Read it as a table').press('Enter')
  const days = page.getByRole('table', { name: 'Activity' })
  await expect(days.getByRole('row')).toHaveCount(31)
  await expect(days.getByRole('row').nth(1)).toHaveText(/1\s+1\s+1\s+0\s+0$/, { useInnerText: true })
  await page.getByRole('combobox', { name: 'Days shown' }).click()
  await page.getByRole('option', { name: 'Last 7 days' }).click()
  await expect(days.getByRole('row')).toHaveCount(8)
  await expectWell(page)

  await sections.getByRole('link', { name: 'Health' }).click()
  await expect(page.getByText(/Looked at/)).toBeVisible()
  const disk = page.getByRole('listitem').filter({ has: page.getByRole('heading', { name: 'File store' }) })
  await expect(disk).toContainText('A file was stored, read and removed again.')
  await expectWell(page)

  await sections.getByRole('link', { name: 'About' }).click()
  await expect(page.getByText('One, without Redis')).toBeVisible()
  await expect(page.getByText('No job was given up.')).toBeVisible()
  await expect(page.getByText(/^(Not s|S)et up$/)).toHaveCount(2)
  await expectWell(page)
})
