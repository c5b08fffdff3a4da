import { AxeBuilder } from '@axe-core/playwright'
import { type Browser, test as base, expect, type Page } from '@playwright/test'
import { type Person as AnyPerson, personOf } from '../qa/people/person.ts'
import { signIn as signInWith } from '../qa/people/sign-in.ts'
import { type Program, register } from './client.ts'
import { password } from './password.ts'
import { type Server, startServer } from './server.ts'

/** Somebody in front of a browser of their own, and their account as a program. */
export type Person = AnyPerson<Program>

type Each = {
  /**
   * Makes an account and signs its browser in; its page is still empty. At another process of the same
   * instance when told its address, and in another browser when given one.
   */
  signUp: (name: string, url?: string, within?: Browser) => Promise<Person>
  /**
   * A server of its own, also of another checkout. It goes after the pages: one that has lost it complains.
   */
  serve: (settings?: Record<string, string>, checkout?: string) => Promise<Server>
  /** A browser nobody has signed in. */
  visit: () => Promise<Page>
  /** Words of console errors that this test provokes. Any other error in a page's console fails the test. */
  expectedErrors: RegExp[]
}

export const test = base.extend<Each, { server: Server }>({
  server: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of fixtures from this pattern.
    async ({}, use) => {
      const server = await startServer({ LIMIT_MESSAGES_PER_5S: '1000' })
      await use(server)
      await server.stop()
    },
    { scope: 'worker' },
  ],
  baseURL: ({ server }, use) => use(server.url),
  expectedErrors: async ({ browserName: _ }, use) => use([]),

  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of fixtures from this pattern.
  serve: async ({}, use) => {
    const servers: Server[] = []
    await use(async (settings, checkout) => {
      const server = await startServer(settings, checkout)
      servers.push(server)
      return server
    })
    for (const server of servers) await server.stop()
  },

  visit: async ({ browser, server, serve: _, expectedErrors }, use) => {
    const visits = browsers(browser, expectedErrors)
    await use(() => visits.open(server.url))
    await visits.close()
  },
  signUp: async ({ browser, server, serve: _, expectedErrors }, use) => {
    const visits = browsers(browser, expectedErrors)
    await use(async (name, url = server.url, within = browser) => {
      const program = await register(url, name)
      const page = await visits.open(url, within)
      await signIn(page, program.user.email)
      return personOf({ name, page, program })
    })
    await visits.close()
  },
})

/** Contexts that are closed together, after a look at what their consoles said. */
function browsers(browser: Browser, expected: RegExp[]) {
  const contexts: Awaited<ReturnType<Browser['newContext']>>[] = []
  const complaints: string[] = []
  const complain = (page: Page, words: string) => {
    if (!expected.some((one) => one.test(words))) complaints.push(`${new URL(page.url()).pathname}: ${words}`)
  }
  return {
    open: async (url: string, within = browser) => {
      const context = await within.newContext({ baseURL: url })
      contexts.push(context)
      const page = await context.newPage()
      page.on('pageerror', (error) => complain(page, String(error)))
      page.on('console', (message) => {
        if (message.type() === 'error') complain(page, `${message.text()} ${message.location().url}`)
      })
      return page
    },
    close: async () => {
      for (const context of contexts) await context.close()
      expect(complaints, 'errors in the console').toEqual([])
    },
  }
}

/** As the sign-in form does it, with what everybody in the tests signs in with. */
export const signIn = (page: Page, email: string) => signInWith(page, email, password)

/** Nothing that keeps somebody out: no violation of WCAG 2.2 A and AA that axe calls serious or critical. */
export async function expectNoSeriousAxe(page: Page): Promise<void> {
  let serious = await seriousAxe(page)
  // What began to fade while it was looked at is looked at again.
  if (serious.length > 0) serious = await seriousAxe(page)
  expect(serious, `axe at ${page.url()}`).toEqual([])
}

async function seriousAxe(page: Page): Promise<string[]> {
  // Halfway through a transition colours are not what they will be.
  await page.evaluate(() =>
    Promise.allSettled(
      document
        .getAnimations()
        .filter(({ effect }) => effect?.getComputedTiming().endTime !== Number.POSITIVE_INFINITY)
        .map(({ finished }) => finished),
    ).then(() => undefined),
  )
  const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']
  // Pages without frames are looked at where they are: a second page to gather what frames say takes thrice
  // as long as the look itself.
  const axe = new AxeBuilder({ page }).options({ resultTypes: ['violations'], iframes: false })
  const { violations } = await axe.withTags(tags).setLegacyMode().analyze()
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, help, nodes }) => `${id}: ${help}\n  ${nodes.map((node) => node.html).join('\n  ')}`)
}

/** Nothing sticks out to the side. */
export async function expectNoSideways(page: Page): Promise<void> {
  const [wide, view] = await page.evaluate(() => [document.documentElement.scrollWidth, window.innerWidth])
  expect(wide, `${page.url()} is wider than the window`).toBeLessThanOrEqual(view ?? 0)
}

/** Once it is at rest: nothing sticks out, and axe finds nothing serious, in light and in dark. */
export async function expectGoodLooks(page: Page): Promise<void> {
  await page.waitForLoadState('networkidle')
  await expectNoSideways(page)
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme })
    await expectNoSeriousAxe(page)
  }
}

/** Holds requests back until they are let go. */
export async function hold(page: Page, url: string): Promise<() => void> {
  let letGo = () => {}
  const held = new Promise<void>((resolve) => {
    letGo = resolve
  })
  await page.route(url, async (route) => {
    await held
    await route.continue().catch(() => undefined)
  })
  return letGo
}

export { act, message, say } from '../qa/people/messages.ts'
export { expect }
