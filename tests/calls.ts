import { type BrowserContext, test as base, expect, type Page } from '@playwright/test'
import type { CallDebug } from '#lib/calls/browser/debug.ts'
import type { LinkReport } from '#lib/calls/browser/engine.ts'
import type { Room } from '#lib/rooms/schema.ts'
import { createRoom, type Program, register } from './client.ts'
import { password } from './password.ts'
import { type Server, startServer } from './server.ts'

declare global {
  interface Window {
    __rooms?: CallDebug
  }
}

/** Somebody in a video room, with a browser of their own. */
export type Caller = { name: string; program: Program; context: BrowserContext; page: Page }
export type Calling = { room: Room; callers: Caller[]; errors: string[] }

type Fixtures = {
  /** People with these names, each with the page of one video room open; on a server of their own if one is given. */
  gather: (names: string[], on?: Server) => Promise<Calling>
}

export const test = base.extend<Fixtures, { server: Server }>({
  server: [
    async ({ browserName: _ }, use) => {
      const server = await startServer()
      await use(server)
      await server.stop()
    },
    { scope: 'worker' },
  ],
  gather: async ({ browser, server }, use) => {
    const contexts: BrowserContext[] = []
    const errors: string[] = []
    await use(async (names, on = server) => {
      const programs: Program[] = []
      for (const name of names) programs.push(await register(on.url, name))
      const [owner, ...others] = programs
      if (!owner) throw new Error('A call needs people')
      const room = await createRoom(owner, others, { name: 'Kitchen table', type: 'video' })
      const callers: Caller[] = []
      for (const program of programs) {
        const context = await browser.newContext({ permissions: ['camera', 'microphone'] })
        contexts.push(context)
        await context.addInitScript(smallCamera)
        const page = await context.newPage()
        page.on('pageerror', (error) => errors.push(error.message))
        page.on('console', (message) => {
          if (message.type() === 'error') errors.push(message.text())
        })
        await enterRoom(page, on, program, room)
        callers.push({ name: program.user.name, program, context, page })
      }
      return { room, callers, errors }
    })
    for (const context of contexts) await context.close()
  },
})

/** The fake camera gives what is asked for; several encoders of 720p would starve the machine of the tests. */
const smallCamera = () => {
  const devices = navigator.mediaDevices
  const ask = devices.getUserMedia.bind(devices)
  devices.getUserMedia = (wish = {}) =>
    ask({ ...wish, video: wish.video ? { width: 320, height: 180, frameRate: 15 } : false })
}

export async function enterRoom(page: Page, server: Server, program: Program, room: { id: string }) {
  await page.goto(`${server.url}/sign-in?next=/rooms/${room.id}`)
  await page.getByLabel('Email').fill(program.user.email)
  await page.getByLabel('Password').fill(password)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.waitForURL(`**/rooms/${room.id}`)
}

export const openLobby = (page: Page) => page.getByRole('button', { name: 'Call', exact: true }).click()

export async function joinCall({ page }: Caller) {
  await openLobby(page)
  await page.getByRole('button', { name: 'Join call' }).click()
  await expect(page.getByRole('toolbar', { name: 'Call controls' })).toBeVisible()
}

export const press = ({ page }: Caller, name: string) =>
  page.getByRole('button', { name, exact: true }).click()
export const tiles = ({ page }: Caller) => page.getByTestId('tile')
export const tileOf = ({ page }: Caller, other: Caller) =>
  page.locator(`[data-testid="tile"][data-user="${other.program.user.id}"]`)

export const links = ({ page }: Caller): Promise<LinkReport[]> =>
  page.evaluate(async () => (await window.__rooms?.links()) ?? [])
export const seatOf = ({ page }: Caller) => page.evaluate(() => window.__rooms?.call().me ?? null)

/** What one link delivers: any of these that do not grow are named. */
type Deaf = { from: string; to: string; lacks: string }
type Wanted = { sound?: boolean; picture?: boolean }

/** Waits until new sound and new pictures have arrived on every link between these, both ways. */
export async function expectMedia(callers: Caller[], { sound = true, picture = true }: Wanted = {}) {
  const before = await Promise.all(callers.map(links))
  await expect
    .poll(async () => deaf(callers, before, await Promise.all(callers.map(links)), { sound, picture }), {
      timeout: 30_000,
    })
    .toEqual([])
}

function deaf(
  callers: Caller[],
  before: LinkReport[][],
  now: LinkReport[][],
  wanted: Required<Wanted>,
): Deaf[] {
  return callers.flatMap((caller, at) => {
    const reports = now[at] ?? []
    const missing = callers.length - 1 - reports.length
    const none: Deaf[] = missing === 0 ? [] : [{ from: `${missing} people`, to: caller.name, lacks: 'link' }]
    return reports.reduce((found, { participantId: from, epoch, received }) => {
      // A link that was rebuilt counts from nothing.
      const old = before[at]?.find(
        (report) => report.participantId === from && report.epoch === epoch,
      )?.received
      const frames = received.camera.frames - (old?.camera.frames ?? 0)
      const energy = received.microphone.energy - (old?.microphone.energy ?? 0)
      if (wanted.picture && frames < 5) found.push({ from, to: caller.name, lacks: 'picture' })
      if (wanted.sound && energy <= 0) found.push({ from, to: caller.name, lacks: 'sound' })
      return found
    }, none)
  })
}
