/*
 * Makes the README's picture from the product itself: a built server,
 * three browsers, a conversation and a call.
 *   node scripts/screenshots.ts
 */

import { randomUUID } from 'node:crypto'
import type { Browser } from '@playwright/test'
import { createRoom, type Program, register } from '../tests/client.ts'
import { password } from '../tests/password.ts'
import { startServer } from '../tests/server.ts'
import { launchChromium } from './tools/chromium.ts'
import { drawnCamera } from './tools/drawn-camera.ts'

const server = await startServer({ LIMIT_MESSAGES_PER_5S: '1000' })
const browser = await launchChromium(['--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream'])
try {
  await takePicture(browser)
} finally {
  await browser.close()
  await server.stop()
}

async function takePicture(browser: Browser) {
  const [ana, bob, cleo] = [
    await register(server.url, 'Ana'),
    await register(server.url, 'Bob'),
    await register(server.url, 'Cleo'),
  ]
  const others = [bob, cleo]
  for (const name of ['Kitchen', 'Releases', 'Garden plans']) {
    const room = await createRoom(ana, others, { name, type: name === 'Releases' ? 'video' : 'chat' })
    if (name !== 'Kitchen') await post(bob, room.id, 'The second draft is in the folder.')
  }
  const room = await createRoom(ana, others, { name: 'Design review', type: 'video' })
  for (const [who, words] of [
    [ana, 'Good morning! Did you see the new sketches for the entrance?'],
    [bob, 'Yes. The third one is lovely, the one with the round arch.'],
    [cleo, 'It is mine, so I am not neutral.'],
    [cleo, 'The measures are here: https://example.org/sketches/3'],
    [ana, 'Shall we look at it together?'],
    [bob, 'Opening the call now.'],
  ] as const)
    await post(who, room.id, words)

  await ana.http('PUT', `/rooms/${room.id}/read`, { seq: 6 })

  const pages = []
  for (const who of [cleo, bob, ana]) pages.push(await enter(browser, who, room.id))
  const picture = pages.at(-1)
  await picture?.getByTestId('tile').locator('video').nth(2).waitFor({ timeout: 60_000 })
  // A tile says so until its picture has come over.
  for (const connecting of (await picture?.getByText('Connecting…').all()) ?? [])
    await connecting.waitFor({ state: 'hidden', timeout: 60_000 })
  await picture?.mouse.move(0, 0)
  await picture?.screenshot({ path: 'docs/screenshot.png' })
}

function post(who: Program, roomId: string, content: string) {
  return who.post(`/rooms/${roomId}/messages`, { clientId: randomUUID(), content })
}

/** Signs a browser in and takes part in the room's call. */
async function enter(browser: Browser, who: Program, roomId: string) {
  const context = await browser.newContext({
    baseURL: server.url,
    viewport: { width: 1280, height: 760 },
    permissions: ['camera', 'microphone'],
  })
  await context.addInitScript(drawnCamera, who.user.name)
  const page = await context.newPage()
  await page.goto(`/sign-in?next=/rooms/${roomId}`)
  await page.getByLabel('Email').fill(who.user.email)
  await page.getByLabel('Password', { exact: true }).fill(password)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.getByRole('button', { name: /^(Call|Join)$/ }).click()
  await page.getByRole('button', { name: 'Join call' }).click()
  await page.getByRole('button', { name: 'Leave call' }).waitFor()
  return page
}
