import { join } from 'node:path'
import { serverAt } from '../../qa/faults/server.ts'
import { createRoom } from '../client.ts'
import { expect, expectNoSeriousAxe, expectNoSideways, message, say, test } from '../fixtures.ts'
import { holdLine } from '../held-line.ts'

const texts = 'message-text'
const faulty = { ROOMS_FAULTS: '1', REGISTRATION: 'closed' }
const notStored = 'The server cannot store anything just now. It will be sent by itself.'

// What the server cannot do the browser notes, too.
test.use({ expectedErrors: [/status of 50[03]|React error #441/] })

test('a message that waits says what it waits for, and is sent by itself, once', async ({
  signUp,
  serve,
}) => {
  const running = await serve(faulty)
  const server = serverAt(join(running.dataDir, 'faults.sock'))
  const { page, program } = await signUp('Ana', running.url)
  const room = await createRoom(program, [], { name: 'Porch' })
  await page.goto(`${running.url}/rooms/${room.id}`)
  await say(page, 'before')
  await expect(message(page, 'before')).toHaveAttribute('data-seq', '1')

  await server.loses('database', '2 min')
  await say(page, 'meanwhile')
  const waiting = message(page, 'meanwhile')
  await expect(waiting.getByRole('status')).toHaveText(notStored)
  const bar = page.getByText('The server cannot reach its database just now.')
  await expect(bar).toBeVisible()
  await expectNoSeriousAxe(page)
  await page.setViewportSize({ width: 375, height: 667 })
  await expectNoSideways(page)
  await server.isWellAgain()
  await expect(waiting).toHaveAttribute('data-seq', '2')
  await expect(bar).toBeHidden()

  await server.fillsDisk('2 min')
  await say(page, 'later')
  const later = message(page, 'later')
  await expect(later.getByRole('status')).toHaveText(notStored)
  await expect(page.getByText('The server cannot store anything just now. You can read')).toBeVisible()
  await page.reload()
  await expect(later.getByRole('status'), 'and still after a reload').toHaveText(notStored)
  await server.isWellAgain()
  await expect(later).toHaveAttribute('data-seq', '3')
  await expect(page.getByTestId(texts)).toHaveText(['before', 'meanwhile', 'later'])
})

test('a message nobody answers waits in words, and one that is stored says nothing', async ({ signUp }) => {
  const { page, program } = await signUp('Ana')
  const room = await createRoom(program, [], { name: 'Porch' })
  const line = await holdLine(page)
  await page.goto(`/rooms/${room.id}`)
  line.holdPosts()
  await say(page, 'held')
  const held = message(page, 'held')
  await expect(held.getByRole('status')).toHaveText('Waiting for the server. It will be sent by itself.')
  line.release()
  await expect(held).toHaveAttribute('data-seq', '1')
  await expect(held.getByRole('status')).toHaveCount(0)
})

test('a tab that is opened while the server cannot serve says so, and comes back by itself', async ({
  signUp,
  serve,
  visit,
}) => {
  const running = await serve(faulty)
  const server = serverAt(join(running.dataDir, 'faults.sock'))
  const { page, program } = await signUp('Ana', running.url)
  const room = await createRoom(program, [], { name: 'Porch' })
  await page.goto(`${running.url}/rooms`)
  const [tab, stranger] = [await page.context().newPage(), await visit()]

  await server.loses('database', '2 min')
  const answer = await tab.goto(`${running.url}/rooms/${room.id}`)
  expect(answer?.status()).toBe(503)
  expect(answer?.headers()['retry-after']).toBe('5')
  await stranger.goto(`${running.url}/sign-in`)
  for (const waiting of [tab, stranger]) {
    await expect(waiting.getByRole('heading', { name: 'The server is not ready' })).toBeVisible()
    await expect(waiting.getByText('This page comes by itself')).toBeVisible()
    await expectNoSeriousAxe(waiting)
    await waiting.setViewportSize({ width: 375, height: 667 })
    await expectNoSideways(waiting)
  }
  // A page that is open goes elsewhere, and says it in the place of what cannot be shown.
  await page.getByRole('link', { name: 'Activity' }).click()
  await expect(page.getByText('The server cannot reach its database just now.').first()).toBeVisible()

  await server.isWellAgain()
  await expect(tab.getByRole('textbox', { name: 'Message #Porch' })).toBeVisible()
  await expect(stranger.getByRole('textbox', { name: 'Email' })).toBeVisible()
  await expect(page.getByText('The server cannot reach its database just now.')).toHaveCount(0)
  await expect(page.getByRole('heading', { name: 'Activity' })).toBeVisible()
})
