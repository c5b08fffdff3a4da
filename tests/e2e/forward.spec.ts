import { createRoom } from '../client.ts'
import { act, expect, expectNoSeriousAxe, expectNoSideways, message, test } from '../fixtures.ts'

test('a message goes on to a room and to a person, with words of one’s own; where it was said is told to who may know', async ({
  signUp,
}) => {
  const [ana, bob, cy] = [await signUp('Ana'), await signUp('Bob'), await signUp('Cy')]
  const secret = await createRoom(ana.program, [bob.program], { name: 'Secret', visibility: 'private' })
  const garden = await createRoom(cy.program, [bob.program], { name: 'Garden', visibility: 'private' })
  await ana.opens(secret)
  await ana.posts('The roses are **in bloom**')
  await bob.opens(secret)
  await cy.opens(garden)

  await act(bob.page, 'The roses', 'Forward…')
  const dialog = bob.page.getByRole('dialog', { name: 'Forward this message' })
  await dialog.getByRole('button', { name: 'Garden', exact: true }).click()
  await dialog.getByRole('textbox', { name: 'To' }).fill('Cy')
  await dialog.getByRole('button', { name: 'Cy', exact: true }).click()
  await dialog.getByRole('textbox', { name: 'Your own words beside it' }).fill('Look at this')
  await expectNoSeriousAxe(bob.page)
  await bob.page.setViewportSize({ width: 390, height: 844 })
  await expectNoSideways(bob.page)
  await bob.page.setViewportSize({ width: 1280, height: 800 })
  await dialog.getByRole('button', { name: 'Forward', exact: true }).click()
  await expect(dialog).toBeHidden()

  await cy.sees('Look at this')
  const passed = message(cy.page, 'The roses are in bloom')
  await expect(passed).toContainText('Forwarded from Ana')
  await expect(passed.getByRole('link')).toHaveCount(0)
  await expect(cy.page.getByText('Secret')).toHaveCount(0)
  await expectNoSeriousAxe(cy.page)
  await cy.page.getByRole('link', { name: /^Bob/ }).first().click()
  await cy.sees('The roses are in bloom')

  await bob.opens(garden)
  await message(bob.page, 'The roses').getByRole('link', { name: 'in Secret' }).click()
  await expect(bob.page.getByRole('heading', { name: 'Secret' })).toBeVisible()
})
