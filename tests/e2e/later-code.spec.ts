import type { Page } from '@playwright/test'
import { createRoom } from '../client.ts'
import { expect, message, test } from '../fixtures.ts'
import { composer } from '../upgrading.ts'

/**
 * Opens a room and lets only the scripts come that its page names itself; gives how to let the others come.
 */
async function openAsNamed(page: Page, path: string): Promise<() => void> {
  const named = await (await page.request.get(path)).text()
  const come = await holdScripts(page, (script) => !named.includes(script))
  await page.goto(path)
  await expect(composer(page)).toBeVisible()
  return come
}

/**
 * Opens a room, whose page is never at rest by itself; gives how to let come what it asks for from now on.
 */
async function openWithout(page: Page, path: string): Promise<() => void> {
  await page.addInitScript(() => {
    window.requestIdleCallback = () => 0
  })
  await page.goto(path)
  await expect(composer(page)).toBeVisible()
  await expect(page.getByRole('list', { name: 'Messages', exact: true })).toBeVisible()
  return holdScripts(page, () => true)
}

async function holdScripts(page: Page, isHeld: (path: string) => boolean): Promise<() => void> {
  let come = () => {}
  const rest = new Promise<void>((resolve) => {
    come = resolve
  })
  await page.route('**/_next/static/chunks/**', async (route) => {
    if (isHeld(new URL(route.request().url()).pathname)) await rest
    await route.continue()
  })
  return come
}

test('what is pressed before any script has come is done once it has, and no form is sent in an address', async ({
  signUp,
}) => {
  const { page } = await signUp('Ana')
  const isScript = (path: string) => path.endsWith('.js')
  let come = await holdScripts(page, isScript)
  await page.goto('/profile', { waitUntil: 'commit' })
  await page.getByRole('textbox', { name: 'Name', exact: true }).fill('Ana Vela')
  await page.getByRole('button', { name: 'Save name' }).click()
  come()
  await expect(page.getByRole('heading', { level: 1, name: 'Ana Vela' })).toBeVisible()
  expect(new URL(page.url()).search).toBe('')

  await page.unrouteAll({ behavior: 'ignoreErrors' })
  come = await holdScripts(page, isScript)
  await page.goto('/profile', { waitUntil: 'commit' })
  await page.getByRole('textbox', { name: 'Name', exact: true }).fill('Ana Mar')
  await page.getByRole('textbox', { name: 'Name', exact: true }).press('Enter')
  come()
  await expect(page.getByRole('heading', { level: 1, name: 'Ana Mar' })).toBeVisible()
  expect(new URL(page.url()).search).toBe('')
})

test('one can read and write before the list of messages has come', async ({ signUp }) => {
  const [ana, bob] = [await signUp('Ana'), await signUp('Bob')]
  const room = await createRoom(ana.program, [bob.program], { name: 'Attic' })
  const post = (content: string) =>
    bob.program.post(`/rooms/${room.id}/messages`, { clientId: crypto.randomUUID(), content })
  await post('Mind the **third** step')
  const { page } = ana
  const list = page.getByRole('list', { name: 'Messages', exact: true })
  const come = await openAsNamed(page, `/rooms/${room.id}`)
  await expect(page.getByText('third', { exact: true })).toBeVisible()
  await composer(page).fill('I *do*')
  await composer(page).press('Enter')
  await expect(page.getByText('I *do*')).toBeVisible()
  await post('Watch the ~~fourth~~')
  await expect(page.getByText('Watch the ~~fourth~~')).toBeVisible()
  await composer(page).fill('not sent yet')
  await expect(list).toHaveCount(0)
  come()
  await expect(message(page, 'Mind the third step')).toBeVisible()
  await expect(message(page, 'I do')).toBeVisible()
  await expect(message(page, 'Watch the fourth')).toBeInViewport()
  await expect(page.getByText('I *do*')).toHaveCount(0)
  await expect(composer(page)).toBeFocused()
  await expect(composer(page)).toHaveValue('not sent yet')
})

test('nothing is asked for before one can write but what the page names', async ({ signUp }) => {
  const { page, program } = await signUp('Ana')
  const room = await createRoom(program, [], { name: 'Attic' })
  const path = `/rooms/${room.id}`
  const named = await (await page.request.get(path)).text()
  await page.addInitScript(() => {
    // Never at rest by itself: that may be before the page is drawn, where everything is slow.
    window.requestIdleCallback = () => 0
    const isThere = new MutationObserver(() => {
      if (!document.querySelector('textarea')) return
      performance.mark('writable')
      isThere.disconnect()
    })
    isThere.observe(document, { childList: true, subtree: true })
  })
  await page.goto(path)
  await expect(page.getByRole('list', { name: 'Messages', exact: true })).toBeVisible()
  const scripts = await page.evaluate(() => {
    const writable = performance.getEntriesByName('writable')[0]?.startTime ?? 0
    return performance
      .getEntriesByType('resource')
      .filter(({ name, startTime }) => name.endsWith('.js') && startTime <= writable)
      .map(({ name }) => new URL(name).pathname)
  })
  expect(scripts.length).toBeGreaterThan(0)
  expect(scripts.filter((script) => !named.includes(script))).toEqual([])
})

test('nothing moves when the list takes the place of what the server drew', async ({ signUp }) => {
  const { page, program } = await signUp('Ana')
  const room = await createRoom(program, [], { name: 'Attic' })
  for (const content of ['first', '- second\n- **third**', 'fourth'])
    await program.post(`/rooms/${room.id}/messages`, { clientId: crypto.randomUUID(), content })
  const places = () =>
    Promise.all(
      ['first', 'third', 'fourth'].map((words) => page.getByText(words, { exact: true }).boundingBox()),
    )
  const come = await openAsNamed(page, `/rooms/${room.id}`)
  const drawn = await places()
  come()
  await expect(page.getByRole('list', { name: 'Messages', exact: true })).toBeVisible()
  expect(await places()).toEqual(drawn)
})

test('that the list of messages could not be loaded is told, beside what can be read', async ({
  signUp,
  expectedErrors,
}) => {
  expectedErrors.push(/net::ERR_FAILED/, /ChunkLoadError|Failed to load chunk/)
  const { page, program } = await signUp('Ana')
  const room = await createRoom(program, [], { name: 'Attic' })
  const words = { clientId: crypto.randomUUID(), content: 'Mind the **third** step' }
  await program.post(`/rooms/${room.id}/messages`, words)
  const path = `/rooms/${room.id}`
  const named = await (await page.request.get(path)).text()
  await page.route('**/_next/static/chunks/**', (route) =>
    named.includes(new URL(route.request().url()).pathname) ? route.continue() : route.abort(),
  )
  await page.goto(path)
  // Whatever else comes later may say so as well.
  await expect(page.getByText('This part of the page could not be loaded.').first()).toBeVisible()
  await expect(page.getByText('third', { exact: true })).toBeVisible()
  await composer(page).fill('still here')
  await expect(composer(page)).toHaveValue('still here')
})

test('one can write before the rest has come, and what was pressed opens when it has', async ({ signUp }) => {
  const { page, program } = await signUp('Ana')
  const room = await createRoom(program, [], { name: 'Attic' })
  const post = (content: string) =>
    program.post(`/rooms/${room.id}/messages`, { clientId: crypto.randomUUID(), content })
  await post('the first word')

  const presses = [
    {
      press: async () => {
        await message(page, 'the first word').hover()
        await page.getByRole('button', { name: 'Message actions' }).first().click()
      },
      opens: page.getByRole('menuitem', { name: 'Copy link' }),
    },
    {
      press: () => page.getByRole('button', { name: 'Room menu' }).click(),
      opens: page.getByRole('menuitem', { name: 'Leave' }),
    },
    {
      press: () => page.getByRole('button', { name: 'Account: Ana' }).press('Enter'),
      opens: page.getByRole('menuitem', { name: 'Profile' }),
    },
    {
      press: () => page.getByRole('link', { name: 'Attic' }).first().click({ button: 'right' }),
      opens: page.getByRole('menuitem', { name: 'Add to favourites' }),
    },
    {
      press: () => page.getByRole('button', { name: 'Emoji' }).click(),
      opens: page.getByRole('searchbox', { name: 'Search' }),
    },
    {
      press: () => message(page, 'the first word').getByRole('button', { name: 'Ana' }).click(),
      opens: page.getByRole('dialog', { name: 'Ana' }),
    },
    {
      press: () => page.getByRole('button', { name: 'New room' }).click(),
      opens: page.getByRole('dialog', { name: 'New room' }),
    },
    {
      press: () => page.getByRole('button', { name: 'Members' }).click(),
      opens: page.getByRole('complementary', { name: 'Members' }),
    },
    {
      press: async () => {
        await page.keyboard.press('Control+k')
        await page.keyboard.type('att')
      },
      opens: page.getByRole('combobox', { name: 'Go to a room or a person' }),
    },
  ]
  for (const [at, { press, opens }] of presses.entries()) {
    const come = await openWithout(page, `/rooms/${room.id}`)
    await composer(page).fill(`written ${at}`)
    await composer(page).press('Enter')
    await expect(message(page, `written ${at}`)).toBeVisible()
    await press()
    await expect(opens).toHaveCount(0)
    come()
    await expect(opens, `press ${at}`).toBeVisible()
    await page.unrouteAll({ behavior: 'wait' })
  }
  await expect(page.getByRole('combobox'), 'no letter is lost').toHaveValue('att')
  await page.keyboard.press('Escape')
  await expect(composer(page)).toBeFocused()
  await expect(composer(page)).toHaveValue('')
})

test('what comes while its button is held opens when that is let go', async ({ signUp }) => {
  const { page, program } = await signUp('Ana')
  const room = await createRoom(program, [], { name: 'Attic' })
  const come = await openAsNamed(page, `/rooms/${room.id}`)
  const menu = page.getByRole('button', { name: 'Room menu' })
  const early = await menu.elementHandle()
  await menu.hover()
  await page.mouse.down()
  come()
  await expect.poll(() => early?.evaluate((button) => button.isConnected)).toBe(false)
  await page.mouse.up()
  await expect(page.getByRole('menuitem', { name: 'Leave' })).toBeVisible()
})

test('a button keeps the focus when what it opens comes, and opens it with a key', async ({ signUp }) => {
  const { page, program } = await signUp('Ana')
  const room = await createRoom(program, [], { name: 'Attic' })
  const come = await openAsNamed(page, `/rooms/${room.id}`)
  const menu = page.getByRole('button', { name: 'Room menu' })
  const early = await menu.elementHandle()
  await menu.focus()
  come()
  await expect.poll(() => early?.evaluate((button) => button.isConnected)).toBe(false)
  await expect(menu).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('menuitem', { name: 'Leave' })).toBeVisible()
})

test('a name is told where the pointer rests or the keyboard leads, until it is pressed', async ({
  signUp,
}) => {
  const { page, program } = await signUp('Ana')
  const room = await createRoom(program, [], { name: 'Attic' })
  await page.goto(`/rooms/${room.id}`)
  const [pins, members] = ['Pinned messages', 'Members'].map((name) => page.getByRole('button', { name }))
  const tip = (words: string) => page.getByText(words, { exact: true })
  // What tells names comes when the page is at rest, and then tells whatever the pointer comes to.
  await expect(async () => {
    await page.mouse.move(0, 0)
    await pins?.hover()
    await expect(tip('Pinned messages')).toBeVisible({ timeout: 2_000 })
  }).toPass()
  await members?.hover()
  await expect(tip('Members')).toBeVisible()
  await expect(tip('Pinned messages')).toHaveCount(0)
  await page.keyboard.press('Escape')
  await expect(tip('Members')).toHaveCount(0)
  await pins?.focus()
  await expect(tip('Pinned messages')).toBeVisible()
  await pins?.press('Tab')
  await expect(tip('Members')).toBeVisible()
  await page.getByRole('button', { name: 'Room menu' }).click()
  await expect(page.getByRole('menu')).toBeVisible()
  await expect(tip('Members')).toHaveCount(0)
  await page.keyboard.press('Escape')
  await expect(page.getByRole('menu')).toHaveCount(0)
  await pins?.hover()
  await expect(tip('Pinned messages'), 'although the focus goes elsewhere').toBeVisible()
})
