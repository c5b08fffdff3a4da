import type { Page } from '@playwright/test'
import type { CallReport } from '#lib/calls/browser/diagnostics/report.ts'
import type { MeshReport } from '#lib/calls/browser/engines/mesh/reports.ts'
import type { Room } from '#lib/rooms/schema.ts'
import { smallCamera } from '../qa/people/calls.ts'
import { framesFrom, type Listener } from '../qa/people/media.ts'
import { createRoom } from './client.ts'
import { expect, type Person, test as people } from './fixtures.ts'

export {
  joinCall,
  leaveCall,
  openLobby,
  smallCamera,
  throughRelay,
  tileOf,
  tiles,
} from '../qa/people/calls.ts'
export { expectMedia, framesFrom, links } from '../qa/people/media.ts'

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

/** The call one is in, on other pages than its own; and the way to another room. */
export const ownBar = ({ page }: Person) => page.getByRole('region', { name: 'Your call' })
export const goToRoom = ({ page }: Person, name: string) =>
  page.getByRole('navigation', { name: 'Rooms' }).getByRole('link', { name }).click()

export const press = ({ page }: Person, name: string) =>
  page.getByRole('button', { name, exact: true }).click()
export const reportOf = ({ page }: Person) =>
  page.evaluate(() => window.__rooms?.report() as (CallReport & MeshReport) | undefined)
export const seatOf = ({ page }: Person) => page.evaluate(() => window.__rooms?.call().me ?? null)

/** Waits until no new picture comes: two looks a second apart that are the same. Gives how many came. */
export async function expectStill(caller: Listener, from: string): Promise<number> {
  let last = -1
  const still = async () => {
    const before = last
    last = await framesFrom(caller, from)
    return last === before
  }
  await expect.poll(still, { intervals: [1_000] }).toBe(true)
  return last
}
