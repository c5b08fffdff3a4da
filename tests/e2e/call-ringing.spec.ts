import type { Room } from '#lib/rooms/schema.ts'
import { expectMedia, joinCall, press, smallCamera, test, tiles } from '../calls.ts'
import { expect, expectNoSeriousAxe, type Person } from '../fixtures.ts'

/** The direct room of two people, open before the first; the other is elsewhere. */
async function directRoom(caller: Person, other: Person) {
  for (const { page } of [caller, other]) await page.addInitScript(smallCamera)
  const room = await caller.program.post<Room>('/rooms', {
    visibility: 'direct',
    userIds: [other.program.user.id],
  })
  await caller.page.goto(`/rooms/${room.id}`)
  await other.page.goto('/profile')
  await expect(other.page.getByRole('heading', { name: 'Bob' })).toBeVisible()
}
const ringAt = ({ page }: Person) => page.getByRole('region', { name: 'Incoming call' })

test('a call in a direct room rings at the other, who answers', async ({ signUp }) => {
  const [ana, bob] = [await signUp('Ana'), await signUp('Bob')]
  await directRoom(ana, bob)
  const second = await bob.page.context().newPage()
  await second.goto('/rooms')
  await expect(second.getByRole('link', { name: /^Ana/ }).first()).toBeVisible()

  await joinCall(ana)
  await expect(ringAt(bob)).toContainText('Ana is calling')
  await expect(ringAt({ ...bob, page: second })).toBeVisible()
  await expectNoSeriousAxe(bob.page)
  await ringAt(bob).getByRole('button', { name: 'Answer' }).click()
  await press(bob, 'Join call')
  await expect(ringAt({ ...bob, page: second }), 'answered in another tab').toHaveCount(0)
  for (const person of [ana, bob]) await expect(tiles(person)).toHaveCount(2)
  await expectMedia([ana, bob])
})

test('who cannot talk declines; who hangs up does not ring on', async ({ signUp }) => {
  const [ana, bob] = [await signUp('Ana'), await signUp('Bob')]
  await directRoom(ana, bob)
  await joinCall(ana)
  await ringAt(bob).getByRole('button', { name: 'Decline' }).click()
  await expect(ana.page.getByText('Bob cannot talk now.')).toBeVisible()
  await expect(ringAt(bob)).toHaveCount(0)

  await expect(async () => {
    await press(ana, 'Ring again')
    await expect(ringAt(bob)).toBeVisible({ timeout: 2_000 })
  }).toPass()
  await press(ana, 'Leave call')
  await expect(ringAt(bob)).toHaveCount(0)
})
