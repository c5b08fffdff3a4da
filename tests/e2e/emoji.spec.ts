import type { Page } from '@playwright/test'
import { createRoom } from '../client.ts'
import { expect, expectNoSeriousAxe, expectNoSideways, message, test } from '../fixtures.ts'
import { picture } from '../forms.ts'

const composer = (page: Page) => page.getByRole('textbox', { name: /^Message / })
const drawn = (page: Page, name: string) => page.getByTestId('custom-emoji').filter({ hasText: `:${name}:` })

test.use({ expectedErrors: [/409 \(Conflict\)/] })

test('an emoji that one adds is there for both at once: completed, sent, reacted with; removed, it is its name', async ({
  signUp,
}) => {
  const [ana, bob] = [await signUp('Ana'), await signUp('Bob')]
  const room = await createRoom(ana.program, [bob.program], { name: 'Garden' })
  await bob.opens(room)
  await bob.posts('already :sunny_day: here')
  await bob.sees('already :sunny_day: here')
  await ana.opens(room)
  await expect(composer(ana.page)).toBeFocused()

  await ana.page.getByRole('button', { name: 'Emoji', exact: true }).click()
  await ana.page.getByRole('link', { name: 'Add emoji' }).click()
  await expect(ana.page).toHaveURL('/emoji')
  await expect(ana.page.getByText('No emoji yet')).toBeVisible()
  const form = ana.page.getByRole('form', { name: 'Add emoji' })
  const file = { name: 'Sunny day.png', mimeType: 'image/png', buffer: await picture('png', 300, 200) }
  await form.locator('input[type=file]').setInputFiles(file)
  const name = form.getByRole('textbox', { name: 'Name' })
  await expect(name).toHaveValue('sunny_day')
  await name.fill('smile')
  await form.getByRole('button', { name: 'Add emoji' }).click()
  await expect(form.getByRole('alert')).toContainText('Choose another name')
  await name.fill('sunny_day')
  await form.getByRole('button', { name: 'Add emoji' }).click()
  const listed = ana.page.getByRole('list', { name: 'Emoji added here' }).getByRole('listitem')
  await expect(listed).toContainText(':sunny_day:Added by you')
  await expectNoSeriousAxe(ana.page)
  await ana.page.setViewportSize({ width: 390, height: 844 })
  await expectNoSideways(ana.page)
  await ana.page.setViewportSize({ width: 1280, height: 720 })

  const old = message(bob.page, 'already')
  await expect(old.getByTestId('custom-emoji'), 'what was written before, without a reload').toBeVisible()
  const image = old.getByTestId('custom-emoji').locator('img')
  await expect.poll(() => image.evaluate((one: HTMLImageElement) => one.naturalWidth)).toBe(128)

  await composer(bob.page).pressSequentially(':sun')
  const option = bob.page.getByRole('option', { name: ':sunny_day:' })
  await expect(option.locator('img')).toBeVisible()
  await option.click()
  await expect(composer(bob.page)).toHaveValue(':sunny_day: ')
  await composer(bob.page).press('Enter')
  await bob.posts('as `:sunny_day:` in code')
  const html = await (await ana.page.request.get(`/rooms/${room.id}`)).text()
  expect(html, 'as the server draws it').toMatch(/<img[^>]+src="\/api\/v1\/emoji\//)
  await ana.opens(room)
  const alone = ana.page.getByTestId('message-text').filter({ hasText: /^:sunny_day:$/ })
  await expect(alone.getByTestId('custom-emoji')).toBeVisible()
  await expect(alone, 'large, as others are').toHaveClass(/text-xl/)
  const code = message(ana.page, 'in code')
  await expect(code.locator('code')).toHaveText(':sunny_day:')
  await expect(code.getByTestId('custom-emoji')).toHaveCount(0)
  const copied = await message(ana.page, 'already')
    .getByTestId('message-text')
    .evaluate((text) => {
      getSelection()?.selectAllChildren(text)
      return getSelection()?.toString().trim()
    })
  expect(copied).toBe('already :sunny_day: here')

  await message(ana.page, 'already').hover()
  await message(ana.page, 'already').getByRole('button', { name: 'React', exact: true }).click()
  const picker = ana.page.getByRole('dialog', { name: 'Reactions' })
  await picker.getByRole('searchbox').fill('sunny')
  await expectNoSeriousAxe(ana.page)
  await picker.getByRole('button', { name: ':sunny_day:' }).click()
  const reaction = old.getByRole('button', { name: ':sunny_day: 1' })
  await expect(reaction.getByTestId('custom-emoji')).toBeVisible()
  await reaction.click()
  await expect(old.getByRole('button', { name: ':sunny_day: 2' })).toBeVisible()

  await bob.page.goto('/emoji')
  const seen = bob.page.getByRole('list', { name: 'Emoji added here' }).getByRole('listitem')
  await expect(seen).toContainText('Added by Ana')
  await expect(seen.getByRole('button'), 'it is not his').toHaveCount(0)
  const other = await ana.page.context().newPage()
  await other.goto('/emoji')
  await other.getByRole('button', { name: 'Remove :sunny_day:' }).click()
  await other.getByRole('alertdialog').getByRole('button', { name: 'Remove' }).click()
  await expect(other.getByText('No emoji yet')).toBeVisible()
  await expect(bob.page.getByText('No emoji yet')).toBeVisible()
  await expect(drawn(ana.page, 'sunny_day')).toHaveCount(0)
  await ana.sees('already :sunny_day: here')
  await expect(message(ana.page, 'already').getByRole('button', { name: ':sunny_day: 2' })).toHaveText(
    ':sunny_day:2',
  )
})
