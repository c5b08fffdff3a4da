import { randomUUID } from 'node:crypto'
import type { Page } from '@playwright/test'
import { upgraded } from '../builds.ts'
import { joinCall, openLobby, press, test } from '../calls.ts'
import { createRoom } from '../client.ts'
import { expect, expectNoSeriousAxe, expectNoSideways, message, say } from '../fixtures.ts'
import type { Server } from '../server.ts'

// A server that is away and code that is gone are what this is about.
test.beforeEach(({ expectedErrors }) => {
  expectedErrors.push(/WebSocket connection/, /status of 40[49]/, /ChunkLoadError|Failed to load chunk/)
})

const composer = (page: Page) => page.getByRole('textbox', { name: /^Message / })
const bar = (page: Page) => page.getByText('A new version is ready.')
const show = (page: Page, state: 'hidden' | 'visible') =>
  page.evaluate((value) => {
    Object.defineProperty(document, 'visibilityState', { value, configurable: true })
    document.dispatchEvent(new Event('visibilitychange'))
  }, state)

/** Counts the documents a page asks for from now on. */
const documentsOf = (page: Page) => {
  const asked: string[] = []
  page.on('request', (request) => {
    if (request.isNavigationRequest()) asked.push(new URL(request.url()).pathname)
  })
  return asked
}
/** Longer than a page waits with its reload: those that stay have had their time. */
const letTimePass = (page: Page) => page.clock.fastForward(30_000)

/** Puts a new build in the place of the server, as an upgrade does. */
const upgrade = async (
  old: Server,
  serve: (settings: Record<string, string>, checkout: string) => Promise<Server>,
) => {
  await old.stop()
  return serve({ PORT: new URL(old.url).port, DATA_DIR: old.dataDir }, upgraded())
}

test('a page nobody looks at takes the new build; one with something typed says so, and keeps it', async ({
  serve,
  signUp,
}) => {
  const server = await serve()
  const [ana, bob] = [await signUp('Ana', server.url), await signUp('Bob', server.url)]
  const room = await createRoom(ana.program, [bob.program])
  for (const { page } of [ana, bob]) {
    await page.clock.install()
    await page.goto(`/rooms/${room.id}`)
    await expect(composer(page)).toBeVisible()
  }
  await composer(bob.page).fill('half a thought')
  const [hers, his] = [documentsOf(ana.page), documentsOf(bob.page)]
  await upgrade(server, serve)

  await test.step('looked at, a page goes on and offers it', async () => {
    await expect(bar(ana.page)).toBeVisible({ timeout: 20_000 })
    await say(ana.page, 'as before')
    await expect(message(bob.page, 'as before')).toBeVisible({ timeout: 20_000 })
    await letTimePass(ana.page)
    expect(hers).toEqual([])
  })
  await test.step('hidden and quiet it takes it, and is where it was', async () => {
    await show(ana.page, 'hidden')
    await letTimePass(ana.page)
    await expect(message(ana.page, 'as before')).toBeVisible()
    await expect(bar(ana.page)).toHaveCount(0)
    expect(hers).toEqual([`/rooms/${room.id}`])
  })
  await test.step('with something typed it stays, also hidden, until somebody says so', async () => {
    await show(bob.page, 'hidden')
    await letTimePass(bob.page)
    expect(his).toEqual([])
    await show(bob.page, 'visible')
    await bob.page.setViewportSize({ width: 390, height: 844 })
    await expect(bar(bob.page)).toBeInViewport()
    await expect(composer(bob.page)).toBeInViewport()
    await expectNoSideways(bob.page)
    await expectNoSeriousAxe(bob.page)
    await bob.page.getByRole('button', { name: 'Reload' }).click()
    await expect(composer(bob.page)).toHaveValue('half a thought')
    await expect(bar(bob.page)).toHaveCount(0)
    expect(his).toEqual([`/rooms/${room.id}`])
  })
})

test('a page with a call, or at its door, stays until that is over', async ({ serve, gather }) => {
  const server = await serve()
  const { callers } = await gather(['Ana', 'Bob'], server.url, (page) => page.clock.install())
  const [ana, bob] = callers
  if (!ana || !bob) throw new Error('nobody came')
  await joinCall(ana)
  await openLobby(bob)
  const [hers, his] = [documentsOf(ana.page), documentsOf(bob.page)]
  await upgrade(server, serve)
  for (const { page } of callers) {
    await expect(bar(page)).toBeVisible({ timeout: 20_000 })
    await show(page, 'hidden')
    await letTimePass(page)
  }
  expect([hers, his]).toEqual([[], []])
  await press(ana, 'Leave call')
  await expect(ana.page.getByText('You left the call.')).toBeVisible()
  await press(bob, 'Cancel')
  for (const { page } of callers) {
    await letTimePass(page)
    await expect(bar(page)).toHaveCount(0)
  }
  expect([hers.length, his.length]).toEqual([1, 1])
})

test('a page whose protocol is refused says so once, and sends what was written when it is taken again', async ({
  signUp,
}) => {
  const { page, program } = await signUp('Ana')
  const room = await createRoom(program)
  let outdated = true
  await page.routeWebSocket(/socket\.io/, (line) => {
    const server = line.connectToServer()
    line.onMessage((sent) =>
      server.send(outdated ? String(sent).replace('"protocol":1', '"protocol":99') : sent),
    )
  })
  await page.goto(`/rooms/${room.id}`)
  const told = page.getByText('this page is too old to go on')
  await expect(told).toBeVisible()
  await say(page, 'written meanwhile')
  await composer(page).fill('half a thought')
  const asked = documentsOf(page)
  await page.getByRole('button', { name: 'Reload' }).click()
  await expect(told).toBeVisible()
  await expect(composer(page)).toHaveValue('half a thought')
  expect(asked).toHaveLength(1)

  outdated = false
  await page.getByRole('button', { name: 'Reload' }).click()
  await expect(told).toHaveCount(0)
  await expect(composer(page)).toHaveValue('half a thought')
  await expect.poll(async () => (await program.get<{ lastSeq: number }>(`/rooms/${room.id}`)).lastSeq).toBe(1)
})

test('a form that the server knows no more says why, and keeps what is in it', async ({ signUp }) => {
  const { page } = await signUp('Ana')
  await page.goto('/profile')
  await page.route('**/profile', (route) => {
    const headers = route.request().headers()
    return route.continue({ headers: { ...headers, 'next-action': '40'.padEnd(42, '0') } })
  })
  await page.getByRole('textbox', { name: 'Name' }).fill('Anastasia')
  await page.getByRole('button', { name: 'Save name' }).click()
  await expect(page.getByText('this page is too old for that')).toBeVisible()
  await expect(page.getByRole('textbox', { name: 'Name' })).toHaveValue('Anastasia')
})

test.describe('code that is gone', () => {
  /**
   * From now on there is no code but what the page has, until the next document or until it is given back.
   */
  const takeAway = async (page: Page, until: 'reload' | 'given back') => {
    const had = await page.evaluate(() => performance.getEntriesByType('resource').map(({ name }) => name))
    let gone = true
    await page.route('**/*', (route) => {
      const request = route.request()
      if (request.isNavigationRequest() && until === 'reload') gone = false
      const isMissed = request.url().includes('/_next/static/chunks/') && !had.includes(request.url())
      return gone && isMissed ? route.fulfill({ status: 404 }) : route.fallback()
    })
    return () => {
      gone = false
    }
  }
  const openProfile = async (page: Page) => {
    await page.getByRole('button', { name: 'Account: Ana' }).click()
    await page.getByRole('menuitem', { name: 'Profile' }).click()
  }
  const sessions = (page: Page) => page.getByRole('list', { name: 'Sessions' })

  test('the page is reloaded, once, and nothing typed is lost', async ({ signUp }) => {
    const { page, program } = await signUp('Ana')
    const room = await createRoom(program)
    await page.goto(`/rooms/${room.id}`)
    await composer(page).fill('half a thought')
    const asked = documentsOf(page)
    await takeAway(page, 'reload')
    await page.getByRole('button', { name: 'Formatting' }).click()
    await expect(page.getByRole('toolbar', { name: 'Formatting' })).toBeVisible()
    await expect(composer(page)).toHaveValue('half a thought')
    expect(asked).toEqual([`/rooms/${room.id}`])
  })

  test('what no browser keeps is not given away for it: the part that is missing says so', async ({
    signUp,
  }) => {
    const { page, program } = await signUp('Ana')
    const room = await createRoom(program)
    await page.goto(`/rooms/${room.id}`)
    await say(page, 'to be mended')
    await message(page, 'to be mended').hover()
    await page.getByRole('button', { name: 'Message actions' }).click()
    await page.getByRole('menuitem', { name: 'Edit' }).click()
    await page.getByRole('textbox', { name: 'Edit message' }).fill('mended')
    const asked = documentsOf(page)
    await takeAway(page, 'reload')
    await page.getByRole('button', { name: 'Formatting' }).click()
    await expect(page.getByText('This part of the page could not be loaded.')).toBeVisible()
    await expect(page.getByRole('textbox', { name: 'Edit message' })).toHaveValue('mended')
    expect(asked).toEqual([])
  })

  test('another page of the site opens all the same', async ({ signUp }) => {
    const { page } = await signUp('Ana')
    await page.goto('/rooms')
    const asked = documentsOf(page)
    await takeAway(page, 'reload')
    await openProfile(page)
    await expect(sessions(page)).toBeVisible()
    expect(asked).toEqual(['/profile'])
  })

  test('colours of code come with the new build', async ({ serve, signUp }) => {
    const server = await serve()
    const { page, program } = await signUp('Ana', server.url)
    const room = await createRoom(program)
    await page.goto(`/rooms/${room.id}`)
    await expect(composer(page)).toBeVisible()
    const asked = documentsOf(page)
    await takeAway(page, 'reload')
    await upgrade(server, serve)
    await expect(bar(page)).toBeVisible({ timeout: 20_000 })
    await (await program.connect()).send('message:post', {
      roomId: room.id,
      clientId: randomUUID(),
      content: '```js\nconst one = 1\n```',
    })
    await expect(page.locator('.hljs-keyword')).toHaveText('const')
    expect(asked).toEqual([`/rooms/${room.id}`])
  })

  test('where it stays gone the page does not reload without an end, and says what to do', async ({
    signUp,
  }) => {
    const { page, program } = await signUp('Ana')
    const room = await createRoom(program)
    await page.goto(`/rooms/${room.id}`)
    await composer(page).fill('half a thought')
    const asked = documentsOf(page)
    const giveBack = await takeAway(page, 'given back')
    await page.getByRole('button', { name: 'Formatting' }).click()
    await expect(page.getByText('This part of the page could not be loaded.')).toBeVisible()
    await expect(composer(page)).toHaveValue('half a thought')
    await openProfile(page)
    await expect(page.getByText('This could not be shown')).toBeVisible()
    expect(asked).toEqual([`/rooms/${room.id}`])
    giveBack()
    await page.getByRole('button', { name: 'Try again' }).click()
    await expect(sessions(page)).toBeVisible()
    await page.goto(`/rooms/${room.id}`)
    await expect(composer(page)).toHaveValue('half a thought')
  })
})
