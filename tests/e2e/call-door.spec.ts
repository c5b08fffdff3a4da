import type { Page } from '@playwright/test'
import { expectMedia, openLobby, press, test, tiles } from '../calls.ts'
import { expect, expectNoSeriousAxe, type Person } from '../fixtures.ts'
import { type HeldLine, holdLine } from '../held-line.ts'

const lock = async (owner: Person) => {
  await press(owner, 'More')
  await owner.page.getByRole('menuitem', { name: 'Lock the call' }).click()
  await expect(owner.page.getByText('The call is locked')).toBeVisible()
}

test('who comes to a locked call knocks, is let in, or is not', async ({ gather }) => {
  test.setTimeout(240_000)
  const { callers } = await gather(['Ana', 'Bob', 'Cy'])
  const [ana, bob, cy] = callers
  if (!ana || !bob || !cy) throw new Error('nobody came')
  await ana.joinsCall()
  await lock(ana)

  for (const outside of [bob, cy]) {
    await openLobby(outside)
    await expect(outside.page.getByRole('button', { name: 'Join call' })).toBeHidden()
    await press(outside, 'Knock')
    await expect(outside.page.getByText('Waiting to be let in')).toBeVisible()
  }
  await expectNoSeriousAxe(bob.page)
  const knock = (name: string) =>
    ana.page.getByRole('status').filter({ hasText: `${name} would like to come in` })
  await expectNoSeriousAxe(ana.page)
  await knock('Cy').getByRole('button', { name: 'Not now' }).click()
  await expect(cy.page.getByText('You were not let in this time.')).toBeVisible()
  await knock('Bob').getByRole('button', { name: 'Let in' }).click()
  await expect(tiles(bob)).toHaveCount(2)
  await expectMedia([ana, bob])

  // A reload is not a new guest.
  await bob.page.reload()
  await expect(tiles(bob)).toHaveCount(2)
  await expectMedia([ana, bob])

  // Who was let in once is not kept waiting again.
  await bob.leavesCall()
  await openLobby(bob)
  await press(bob, 'Knock')
  await expect(tiles(bob)).toHaveCount(2)

  // A knock goes with its page.
  await cy.page.reload()
  await openLobby(cy)
  await press(cy, 'Knock')
  await expect(knock('Cy')).toBeVisible()
  await cy.page.goto('/rooms')
  await expect(knock('Cy')).toBeHidden({ timeout: 40_000 })

  await press(ana, 'More')
  await ana.page.getByRole('menuitem', { name: 'Unlock the call' }).click()
  await cy.page.goBack()
  await openLobby(cy)
  await press(cy, 'Join call')
  await expect(tiles(cy)).toHaveCount(3)
})

test('an answer that is lost with the line is not waited for in vain', async ({ gather }) => {
  const lines = new Map<Page, HeldLine>()
  const { callers } = await gather(['Ana', 'Bob'], undefined, async (page) => {
    lines.set(page, await holdLine(page))
  })
  const [ana, bob] = callers
  if (!ana || !bob) throw new Error('nobody came')
  await ana.joinsCall()
  await lock(ana)
  await openLobby(bob)
  await press(bob, 'Knock')
  const letIn = ana.page.getByRole('button', { name: 'Let in' })
  await expect(letIn).toBeVisible()

  lines.get(bob.page)?.deaden()
  await letIn.click()
  await expect(letIn).toBeHidden()
  await bob.page.evaluate(() => dispatchEvent(new Event('online')))
  await expect(tiles(bob)).toHaveCount(2)
  await expectMedia([ana, bob])
})
