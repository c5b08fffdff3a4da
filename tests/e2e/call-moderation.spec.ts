import { expectMedia, press, test, tileOf, tiles } from '../calls.ts'
import { expect } from '../fixtures.ts'

test('an owner mutes and removes; the conversation tells of the call', async ({ gather }) => {
  const { callers } = await gather(['Ana', 'Bob'])
  const [ana, bob] = callers
  if (!ana || !bob) throw new Error('nobody came')
  for (const caller of callers) await caller.joinsCall()
  await expectMedia(callers)
  await expect(ana.page.getByTestId('message').filter({ hasText: /^Ana started a call/ })).toBeVisible()
  await expect(
    bob.page.getByRole('button', { name: 'Actions for Ana' }),
    'a member moderates nobody',
  ).toBeHidden()

  await tileOf(ana, bob).hover()
  await press(ana, 'Actions for Bob')
  await ana.page.getByRole('menuitem', { name: 'Mute' }).click()
  await expect(bob.page.getByText('A moderator muted your microphone.')).toBeVisible()
  await expect(bob.page.getByRole('button', { name: 'Unmute microphone' })).toBeVisible()
  await expect(tileOf(ana, bob).getByRole('img', { name: 'Microphone is off' })).toBeVisible()

  await tileOf(ana, bob).hover()
  await press(ana, 'Actions for Bob')
  await ana.page.getByRole('menuitem', { name: 'Remove from the call' }).click()
  await expect(bob.page.getByText('A moderator removed you from the call.')).toBeVisible()
  await expect(tiles(ana)).toHaveCount(1)

  await press(ana, 'Leave call')
  const told = bob.page.getByTestId('message').filter({ hasText: 'Call of less than a minute' })
  await expect(told).toContainText(/(?<!@)Bob/)
})
