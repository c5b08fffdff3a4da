import { Buffer } from 'node:buffer'
import type { Locator } from '@playwright/test'
import { expect, expectNoSeriousAxe, expectNoSideways, test } from '../fixtures.ts'
import { picture } from '../forms.ts'

// Whoever is refused is told so.
test.use({ expectedErrors: [/status of 40[03]/] })

test('what is set for all is seen by all: a banner at once, and who may come and make rooms', async ({
  signUp,
  serve,
  visit,
}) => {
  const { url } = await serve()
  const { page } = await signUp('Ada', url)
  const bob = await signUp('Bob', url)
  await bob.page.goto('/rooms')
  await expect(bob.page.getByRole('button', { name: 'New room' }).first()).toBeVisible()
  const save = async () => {
    await page.getByRole('button', { name: 'Save' }).click()
    await expect(page.getByText('It holds for everybody from now on.').last()).toBeVisible()
  }
  await page.goto(`${url}/admin/settings`)
  await page.getByLabel('What this place is called').fill('The Attic')
  await page.getByLabel('Banner above every page').fill('Closed on Friday from noon.')
  await page.getByLabel('Only with an email of').fill('a b c')
  await page.getByRole('button', { name: 'Save' }).click()
  await expect(page.getByText('Enter domains of emails')).toBeVisible()
  await page.getByLabel('Only with an email of').fill('school.example, club.example')
  await page.getByRole('radio', { name: 'Administrators' }).check()
  await save()
  await expectNoSeriousAxe(page)

  const notice = bob.page.getByRole('region', { name: 'To everybody here' })
  await expect(notice).toContainText('Closed on Friday from noon.')
  await expect(bob.page.getByRole('navigation').getByText('The Attic'), 'its name too').toBeVisible()
  await expect(bob.page.getByRole('button', { name: 'New room' }), 'who makes rooms').toHaveCount(0)
  await Promise.all([
    bob.page.waitForResponse((answer) => answer.request().method() === 'POST' && answer.ok()),
    notice.getByRole('button', { name: 'Put this notice away' }).click(),
  ])
  await expect(notice).toBeHidden()
  await bob.page.reload()
  await expect(bob.page).toHaveTitle(/The Attic/)
  await expect(bob.page.getByRole('button', { name: 'New message' }).first()).toBeVisible()
  await expect(bob.page.getByRole('button', { name: 'New room' })).toHaveCount(0)
  await expect(notice).toBeHidden()

  await page.getByLabel('Banner above every page').fill('No power: save your work.')
  await page.getByRole('radio', { name: 'Urgent' }).check()
  await save()
  await expect(notice).toContainText('No power: save your work.')
  await expect(notice.getByRole('button')).toHaveCount(0)
  await bob.page.setViewportSize({ width: 375, height: 667 })
  await expectNoSideways(bob.page)
  await expectNoSeriousAxe(bob.page)

  const stranger = await visit()
  await stranger.goto(`${url}/sign-in`)
  await expect(stranger.getByText('No power: save your work.')).toBeVisible()
  await stranger.getByRole('link', { name: 'Create an account' }).click()
  await expect(stranger.getByLabel('Email', { exact: true })).toHaveAccessibleDescription(
    'An address at school.example or club.example.',
  )
  await stranger.getByLabel('Name', { exact: true }).fill('Eve')
  await stranger.getByLabel('Email', { exact: true }).fill('eve@example.org')
  await stranger.getByLabel('Password', { exact: true }).fill('quite another pass phrase 7')
  await stranger.getByRole('button', { name: 'Create account' }).click()
  await expect(stranger.getByText('Without an invitation only emails of school.example')).toBeVisible()
  await expectNoSeriousAxe(stranger)
})

const widthOf = (image: Locator) => image.evaluate((one: HTMLImageElement) => one.naturalWidth)

test('a logo stands beside the name at once, also for strangers, until it is removed', async ({
  signUp,
  serve,
  visit,
}) => {
  const { url } = await serve()
  const { page } = await signUp('Ada', url)
  const bob = await signUp('Bob', url)
  await bob.page.goto('/rooms')
  const shown = bob.page.getByRole('navigation', { name: 'Rooms' }).locator('img[src*="/logo?"]')
  await expect(bob.page.getByRole('button', { name: 'New room' }).first()).toBeVisible()
  await expect(shown).toHaveCount(0)
  await page.goto(`${url}/admin/settings`)
  const setting = page.getByRole('region', { name: 'Logo' })
  const choose = (name: string, mimeType: string, buffer: Buffer) =>
    setting.locator('input[type=file]').setInputFiles({ name, mimeType, buffer })
  await choose('logo.svg', 'image/svg+xml', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'))
  await expect(setting.getByRole('alert')).toContainText('of an SVG save one of these first')
  await choose('logo.png', 'image/png', await picture('png', 900, 300))
  await expect(page.getByText('The logo is seen by everybody')).toBeVisible()
  await expectNoSeriousAxe(page)
  await expect.poll(() => widthOf(shown), 'live, and made smaller').toBe(768)

  const stranger = await visit()
  await stranger.goto(`${url}/sign-in`)
  await expect.poll(() => widthOf(stranger.getByRole('main').locator('img'))).toBe(768)
  await page.setViewportSize({ width: 375, height: 667 })
  await expectNoSideways(page)
  await setting.getByRole('button', { name: 'Remove' }).click()
  await expect(setting.getByText('No logo yet')).toBeVisible()
  await expect(shown).toHaveCount(0)
})
