import { type Browser, type BrowserContextOptions, test as base, type Page } from '@playwright/test'
import type { Room } from '#lib/rooms/schema.ts'
import { type FaultyServer, serverAt } from './faults/server.ts'
import { askInstance, type Instance, logIn } from './instance/ask.ts'
import { type Crew, gather } from './instance/crew.ts'
import { mark } from './instance/mark.ts'
import { type NoWayIn, type WayIn, wayInto } from './instance/ways-in.ts'
import { smallCamera } from './people/calls.ts'
import { type Everybody, everybodyOf } from './people/everybody.ts'
import { type Person, personOf } from './people/person.ts'
import { signIn } from './people/sign-in.ts'
import { createRoom } from './program.ts'
import { readSettings } from './settings.ts'

type Each = {
  /** Ana has made the room of this flow and has it open; Bob and Cy are members of it and have it open. */
  ana: Person
  bob: Person
  cy: Person
  /** Somebody with an account, signed in, who is not in the room. */
  stranger: Person
  everybody: Everybody
  /** Those of Ana, Bob and Cy who are here. */
  present: Person[]
  /** A room for text and calls, made by Ana. It is removed with her account. */
  room: Room
  /** A browser in which nobody is signed in. */
  visit: () => Promise<Page>
  /** What is done to each page before it opens anything. */
  prepare: (page: Page) => Promise<unknown>
  newcomer: (name: string) => Promise<Person>
  /** What the server of an instance for tests can be made to suffer; it is well again after the flow. */
  server: FaultyServer
}
type Worker = { instance: Instance; way: WayIn | NoWayIn; crew: Crew; versions: string }

/** Marks the flow as one that could not be checked here, and ends it. */
export function cannotCheck(reason: string): never {
  test.skip(true, reason)
  throw new Error(reason)
}

export const test = base.extend<Each, Worker>({
  instance: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of fixtures from this pattern.
    async ({}, use) => use(await askInstance(readSettings().url)),
    { scope: 'worker' },
  ],
  way: [async ({ instance }, use) => use(await wayInto(instance, readSettings().given)), { scope: 'worker' }],
  crew: [
    async ({ way, instance }, use) => {
      if ('reason' in way) return use({ member: async () => cannotCheck(way.reason), leave: async () => {} })
      const crew = gather(way, instance, readSettings())
      await use(crew)
      await crew.leave()
    },
    { scope: 'worker', timeout: 120_000 },
  ],
  versions: [
    async ({ browser }, use) => use(`${browser.browserType().name()} ${browser.version()}`),
    { scope: 'worker', auto: true },
  ],
  baseURL: ({ instance }, use) => use(instance.url),
  prepare: async ({ browserName: _ }, use) => use(async () => {}),

  visit: async ({ browser, versions }, use, info) => {
    info.annotations.push({ type: 'browser', description: versions })
    const contexts: Awaited<ReturnType<Browser['newContext']>>[] = []
    await use(async () => {
      const context = await browser.newContext(filmed(info.retry, info.outputPath('film')))
      contexts.push(context)
      return context.newPage()
    })
    const films = contexts.flatMap((context) => context.pages().map((page) => page.video()))
    for (const context of contexts) await context.close()
    for (const film of films)
      if (film && info.status !== info.expectedStatus)
        await info.attach('film', { path: await film.path(), contentType: 'video/webm' })
  },
  newcomer: async ({ crew, instance, visit, prepare, browserName }, use) => {
    await use(async (name) => {
      const who = await crew.member(name)
      const program = await logIn(instance.url, who)
      const page = await visit()
      // What a browser without devices of its own is asked for is the flow's matter.
      if (browserName !== 'webkit') await page.addInitScript(smallCamera)
      await prepare(page)
      await signIn(page, who.email, who.password)
      return personOf({ name: who.name, page, program })
    })
  },
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of fixtures from this pattern.
  server: async ({}, use) => {
    const { faults } = readSettings()
    if (!faults) return cannotCheck('QA_FAULTS names no socket of an instance for tests')
    const server = serverAt(faults)
    await use(server)
    await server.isWellAgain()
  },
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of fixtures from this pattern.
  present: async ({}, use) => use([]),
  ana: async ({ newcomer, present }, use) => {
    const ana = await newcomer('Ana')
    present.push(ana)
    await use(ana)
  },
  room: async ({ ana }, use, info) => {
    const name = `${mark}${info.title.split(':')[0]}`
    const made = await createRoom(ana.program, [], { name, type: 'video' }).catch(
      (error: { status?: number }) => {
        if (error.status === 403) return cannotCheck('ordinary members make no rooms here')
        throw error
      },
    )
    await ana.opens(made)
    await use(made)
    await ana.program.http('DELETE', `/rooms/${made.id}`)
  },
  bob: async ({ newcomer, present, room }, use) => use(await brought(await newcomer('Bob'), present, room)),
  cy: async ({ newcomer, present, room }, use) => use(await brought(await newcomer('Cy'), present, room)),
  stranger: async ({ newcomer, room: _ }, use) => use(await newcomer('Eve')),
  everybody: async ({ present }, use) => use(everybodyOf(present)),
})

/** Of what is tried again there is a film. */
const filmed = (retry: number, dir: string): BrowserContextOptions =>
  retry === 0 ? {} : { recordVideo: { dir } }

/** Somebody whom the owner, who is there first, adds to the room. */
async function brought(person: Person, present: Person[], room: Room): Promise<Person> {
  await present[0]?.program.post(`/rooms/${room.id}/members`, { userId: person.program.user.id })
  await person.opens(room)
  present.push(person)
  return person
}
