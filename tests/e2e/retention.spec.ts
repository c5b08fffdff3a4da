import { randomUUID } from 'node:crypto'
import Database from 'better-sqlite3'
import { createRoom } from '../client.ts'
import { expect, expectNoSeriousAxe, expectNoSideways, message, test } from '../fixtures.ts'
import type { Server } from '../server.ts'

/** Makes what was said in a room older, or the next run due: no clock is turned here. */
function change({ dataDir }: Server, statement: string, ...values: unknown[]) {
  const db = new Database(`${dataDir}/rooms.db`)
  db.pragma('busy_timeout = 10000')
  db.prepare(statement).run(...values)
  db.close()
}

test('what would go is told before it is set, the room says it, and it goes from the page that shows it', async ({
  signUp,
  serve,
}) => {
  const server = await serve()
  const ada = await signUp('Ada', server.url)
  const bob = await signUp('Bob', server.url)
  const room = await createRoom(ada.program, [bob.program], { name: 'Garden' })
  await ada.page.goto(`${server.url}/rooms/${room.id}`)
  for (const content of ['from long ago', 'from long ago too'])
    await ada.program.post(`/rooms/${room.id}/messages`, { clientId: randomUUID(), content })
  change(server, 'update messages set created_at = created_at - 40 * 86400000 where room_id = ?', room.id)
  await ada.posts('of today')
  await bob.page.goto(`${server.url}/rooms/${room.id}`)
  await bob.sees('from long ago too')
  await expect(bob.page.getByText('This is where Garden begins.')).toBeVisible()

  await ada.page.goto(`${server.url}/admin/settings`)
  await ada.page.getByLabel('How many days messages are kept').fill('30')
  await ada.page.getByRole('button', { name: 'Show what would go' }).click()
  await expect(ada.page.getByRole('row', { name: /Garden.*30 days.*2/ })).toBeVisible()
  await expect(ada.page.getByText('within the hour: 2 messages.')).toBeVisible()
  await expectNoSeriousAxe(ada.page)
  await ada.page.setViewportSize({ width: 375, height: 812 })
  await expectNoSideways(ada.page)
  await ada.page.setViewportSize({ width: 1280, height: 800 })
  await ada.page.getByRole('button', { name: 'Save' }).click()
  await expect(ada.page.getByText('It holds for everybody from now on.').last()).toBeVisible()

  await expect(bob.page.getByText('Messages here are kept for 30 days.')).toBeVisible()
  await expect(message(bob.page, 'from long ago too'), 'until the next run').toBeVisible()
  change(server, "update jobs set due_at = 0 where kind = 'retention.take'")
  // A process looks every ten seconds for what others have made due.
  await expect(message(bob.page, 'from long ago')).toHaveCount(0, { timeout: 30_000 })
  await bob.sees('of today')
  await bob.posts('and we go on')
  await ada.page.goto(`${server.url}/rooms/${room.id}`)
  await ada.sees('and we go on')
  await ada.doesNotSee('from long ago')

  await ada.page.getByRole('button', { name: 'Room menu' }).click()
  await ada.page.getByRole('menuitem', { name: 'Edit room' }).click()
  const dialog = ada.page.getByRole('dialog', { name: 'Edit room' })
  await dialog.getByRole('combobox', { name: 'How long messages are kept' }).click()
  await expect(
    ada.page.getByRole('option', { name: '90 days' }),
    'no longer than is set for all',
  ).toHaveCount(0)
  await ada.page.getByRole('option', { name: '7 days', exact: true }).click()
  await expect(dialog.getByText('Nothing goes now.')).toBeVisible()
  await expectNoSeriousAxe(ada.page)
  await dialog.getByRole('button', { name: 'Save' }).click()
  await expect(bob.page.getByText('Messages here are kept for 7 days.')).toBeVisible()
})
