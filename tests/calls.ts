import type { Page } from '@playwright/test'
import type { CallDebug } from '#lib/calls/browser/diagnostics/debug.ts'
import type { CallReport } from '#lib/calls/browser/diagnostics/report.ts'
import type { MeshLinkReport, MeshReport } from '#lib/calls/browser/engines/mesh/reports.ts'
import type { Room } from '#lib/rooms/schema.ts'
import { createRoom } from './client.ts'
import { expect, type Person, test as people } from './fixtures.ts'

declare global {
  interface Window {
    __rooms?: CallDebug
  }
}

type Fixtures = {
  /**
   * People with these names, each with the page of one video room open; `prepare` comes before it is opened.
   */
  gather: (
    names: string[],
    url?: string,
    prepare?: (page: Page) => Promise<unknown>,
  ) => Promise<{ room: Room; callers: Person[] }>
}

export const test = people.extend<Fixtures>({
  gather: async ({ signUp }, use) => {
    await use(async (names, url, prepare) => {
      const callers: Person[] = []
      for (const name of names) callers.push(await signUp(name, url))
      const [owner, ...others] = callers.map((caller) => caller.program)
      if (!owner) throw new Error('A call needs people')
      const room = await createRoom(owner, others, { name: 'Kitchen table', type: 'video' })
      for (const { page } of callers) {
        await page.addInitScript(smallCamera)
        await prepare?.(page)
        await page.goto(`/rooms/${room.id}`)
      }
      return { room, callers }
    })
  },
})

/**
 * The fake camera gives what is asked for; several encoders of 720p would starve the machine of the tests.
 */
export const smallCamera = () => {
  const devices = navigator.mediaDevices
  const ask = devices.getUserMedia.bind(devices)
  devices.getUserMedia = (wish = {}) => {
    const chosen = typeof wish.video === 'object' && wish.video.deviceId
    const small = { width: 320, height: 180, frameRate: 15, ...(chosen && { deviceId: chosen }) }
    return ask({ ...wish, video: wish.video ? small : false })
  }
}

export const openLobby = ({ page }: Person) => page.getByRole('button', { name: /^(Call|Join)$/ }).click()

export async function joinCall(caller: Person) {
  const { page } = caller
  await openLobby(caller)
  await page.getByRole('button', { name: 'Join call' }).click()
  await expect(page.getByRole('toolbar', { name: 'Call controls' })).toBeVisible()
}

/** Leaves, and puts the panel of the call away. */
export async function leaveCall(caller: Person) {
  await press(caller, 'Leave call')
  await expect(caller.page.getByText('You left the call.')).toBeVisible()
  await press(caller, 'Close')
}

/** The call one is in, on other pages than its own; and the way to another room. */
export const ownBar = ({ page }: Person) => page.getByRole('region', { name: 'Your call' })
export const goToRoom = ({ page }: Person, name: string) =>
  page.getByRole('navigation', { name: 'Rooms' }).getByRole('link', { name }).click()

export const press = ({ page }: Person, name: string) =>
  page.getByRole('button', { name, exact: true }).click()
export const tiles = ({ page }: Person) => page.getByTestId('tile')
export const tileOf = ({ page }: Person, other: Person) =>
  page.locator(`[data-testid="tile"][data-user="${other.program.user.id}"]`)

/** Whoever is in a call, in whichever browser. */
export type Caller = { name: string; page: { evaluate: <T>(look: () => Promise<T>) => Promise<T> } }

export const links = ({ page }: Caller): Promise<MeshLinkReport[]> =>
  page.evaluate(async () => ((await window.__rooms?.links()) as MeshLinkReport[] | undefined) ?? [])
export const reportOf = ({ page }: Person) =>
  page.evaluate(() => window.__rooms?.report() as (CallReport & MeshReport) | undefined)
export const seatOf = ({ page }: Person) => page.evaluate(() => window.__rooms?.call().me ?? null)

/** How many pictures of somebody's camera or screen have arrived. */
export const framesFrom = async (caller: Caller, from: string, kind: 'camera' | 'screen' = 'camera') =>
  (await links(caller)).find(({ participantId }) => participantId === from)?.received[kind].frames ?? 0

/** Waits until no new picture comes: two looks a second apart that are the same. Gives how many came. */
export async function expectStill(caller: Caller, from: string): Promise<number> {
  let last = -1
  const still = async () => {
    const before = last
    last = await framesFrom(caller, from)
    return last === before
  }
  await expect.poll(still, { intervals: [1_000] }).toBe(true)
  return last
}

/** What one link delivers: any of these that do not grow are named. */
type Deaf = { from: string; to: string; lacks: string }
type Wanted = { sound?: boolean; picture?: boolean; withinMs?: number }

/** Waits until new sound and new pictures have arrived on every link between these, both ways. */
export async function expectMedia(
  callers: Caller[],
  { sound = true, picture = true, withinMs = 30_000 }: Wanted = {},
) {
  const before = await Promise.all(callers.map(links))
  await expect
    .poll(async () => deaf(callers, before, await Promise.all(callers.map(links)), { sound, picture }), {
      timeout: withinMs,
    })
    .toEqual([])
}

function deaf(
  callers: Caller[],
  before: MeshLinkReport[][],
  now: MeshLinkReport[][],
  wanted: { sound: boolean; picture: boolean },
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
