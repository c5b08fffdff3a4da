import { createRoom } from '../client.ts'
import { expect, expectNoSeriousAxe, expectNoSideways, message, test } from '../fixtures.ts'

test('what somebody reports is dealt with by an administrator who is not in the room', async ({
  signUp,
  serve,
}) => {
  const { url } = await serve()
  const ada = await signUp('Ada', url)
  const [ana, bob] = [await signUp('Ana', url), await signUp('Bob', url)]
  const room = await createRoom(ana.program, [bob.program], { name: 'Garden', visibility: 'private' })
  const content = 'buy **cheap** watches'
  await bob.page.goto('/rooms')
  const said = await bob.program.post<{ id: string }>(`/rooms/${room.id}/messages`, {
    clientId: crypto.randomUUID(),
    content,
  })
  await ada.page.goto('/admin/people')
  await expect(ada.page.getByRole('table', { name: 'People' })).toBeVisible()

  await ana.page.goto(`/rooms/${room.id}`)
  const theirs = message(ana.page, 'cheap watches')
  await theirs.press('Enter')
  await ana.page.getByRole('menuitem', { name: 'Report…' }).click()
  const asked = ana.page.getByRole('dialog', { name: 'Report this message' })
  await asked.getByLabel('What is wrong with it?').fill('Advertising')
  await expectNoSeriousAxe(ana.page)
  await asked.getByRole('button', { name: 'Report', exact: true }).click()
  await expect(ana.page.getByText('The administrators will look at it.')).toBeVisible()
  await bob.program.http('PATCH', `/rooms/${room.id}/messages/${said.id}`, { content: 'a flower' })

  await ada.page.getByRole('link', { name: /Reports.*1 open report/ }).click()
  const row = ada.page.getByRole('table', { name: 'Reports' }).getByRole('row', { name: /Advertising/ })
  await expect(row).toContainText('buy cheap watches')
  await expect(row).toContainText('By Ana')
  await expectNoSeriousAxe(ada.page)
  const choose = async (item: string) => {
    await ada.page.getByRole('button', { name: 'Options for the report about Bob' }).click()
    await ada.page.getByRole('menuitem', { name: item }).click()
  }
  await choose('Remove the message…')
  await ada.page.getByLabel('Why? (optional)').fill('No advertising here')
  await expectNoSeriousAxe(ada.page)
  await ada.page.getByRole('button', { name: 'Remove message' }).click()
  await expect(row).toContainText('The message has been deleted.')
  const words = 'Removed by a moderator: No advertising here'
  await ana.sees(words)
  await expect(bob.page.getByText(/removed your message in Garden.*No advertising here/)).toBeVisible()
  await bob.page.goto('/activity')
  await expect(bob.page.getByRole('listitem').filter({ hasText: words })).toContainText('Garden')

  await choose('Resolve…')
  await ada.page.getByLabel('Note for administrators (optional)').fill('Told Bob')
  await ada.page.getByRole('button', { name: 'Resolve', exact: true }).click()
  await expect(ada.page.getByRole('heading', { name: 'Nothing to look at' })).toBeVisible()
  await expect(ada.page.getByText('1 open report')).toHaveCount(0)
  await ada.page.getByRole('combobox', { name: 'State' }).click()
  await ada.page.getByRole('option', { name: 'Resolved' }).click()
  await expect(row).toContainText('Told Bob')
  await ada.page.setViewportSize({ width: 375, height: 812 })
  await expectNoSideways(ada.page)
  await expectNoSeriousAxe(ada.page)
})

test('who is muted reads on, is told so in the place to write, and writes again when it ends', async ({
  signUp,
}) => {
  const [ana, bob] = [await signUp('Ana'), await signUp('Bob')]
  const room = await createRoom(ana.program, [bob.program], { name: 'Garden' })
  await bob.page.goto(`/rooms/${room.id}`)
  const composer = bob.page.getByRole('textbox', { name: /^Message / })
  await composer.fill('half a sente')
  await ana.page.goto(`/rooms/${room.id}`)
  await ana.page.getByRole('button', { name: 'Members' }).click()
  const options = ana.page.getByRole('button', { name: 'Options for Bob' })
  await options.click()
  await ana.page.getByRole('menuitem', { name: 'Mute…' }).click()
  await ana.page.getByRole('combobox', { name: 'For how long' }).click()
  await ana.page.getByRole('option', { name: 'For 10 minutes' }).click()
  await ana.page.getByLabel('Why? (optional)').fill('Calm down')
  await expectNoSeriousAxe(ana.page)
  await ana.page.getByRole('button', { name: 'Mute', exact: true }).click()
  await expect(ana.page.getByText('Muted until')).toBeVisible()

  const told = bob.page.getByRole('status').filter({ hasText: 'A moderator muted you in this room until' })
  await expect(told).toContainText('Calm down')
  await expect(composer).toHaveCount(0)
  await ana.posts('still here?')
  await bob.sees('still here?')
  await bob.page.setViewportSize({ width: 375, height: 812 })
  await expectNoSeriousAxe(bob.page)
  await expectNoSideways(bob.page)

  await options.click()
  await ana.page.getByRole('menuitem', { name: 'End the mute' }).click()
  await expect(composer).toHaveValue('half a sente')
  await expect(ana.page.getByText('Muted until')).toHaveCount(0)

  const until = new Date(Date.now() + 4_000).toISOString()
  await Promise.all([
    told.waitFor(),
    ana.program.http('PUT', `/rooms/${room.id}/members/${bob.program.user.id}/mute`, { until }),
  ])
  await expect(composer, 'by itself').toBeVisible()
  await bob.posts('thank you')
  await ana.sees('thank you')
})
