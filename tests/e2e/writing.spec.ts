import type { Page } from '@playwright/test'
import sharp from 'sharp'
import { createRoom, say as post } from '../client.ts'
import { act, expect, expectNoSeriousAxe, message, type Person, say, test } from '../fixtures.ts'

const composer = (page: Page) => page.getByRole('textbox', { name: /^Message / })
const enter = async ({ page }: Person, room: { id: string }) => {
  await page.goto(`/rooms/${room.id}`)
  await expect(composer(page)).toBeFocused()
}

test('a draft waits in its room with what it answers, across other rooms and a reload, until it is sent', async ({
  signUp,
}) => {
  const ana = await signUp('Ana')
  const { page } = ana
  const [attic, cellar] = [
    await createRoom(ana.program, [], { name: 'Attic' }),
    await createRoom(ana.program, [], { name: 'Cellar' }),
  ]
  await post(await ana.program.connect(), attic.id, 'Who is **coming**?')
  await enter(ana, attic)
  await act(page, 'Who is coming?', 'Reply')
  await composer(page).fill('half a th')
  const rooms = page.getByRole('navigation', { name: 'Rooms' })
  await rooms.getByRole('link', { name: /^Cellar/ }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Cellar' })).toBeVisible()
  await expect(composer(page)).toHaveValue('')
  await rooms.getByRole('link', { name: /^Attic/ }).click()
  await expect(composer(page)).toHaveValue('half a th')
  await page.reload()
  await expect(composer(page)).toHaveValue('half a th')
  await expect(page.getByText('Reply to Ana: Who is coming?')).toBeVisible()
  await composer(page).press('End')
  await composer(page).pressSequentially('ought')
  await composer(page).press('Enter')
  await expect(
    message(page, 'half a thought').getByRole('link', { name: 'Ana Who is coming?' }),
  ).toBeVisible()
  await expect(composer(page)).toHaveValue('')
  await expect(page.getByText('Reply to Ana')).toHaveCount(0)
  await page.reload()
  await expect(message(page, 'half a thought')).toBeVisible()
  await expect(composer(page)).toHaveValue('')
  expect(cellar.id).not.toBe(attic.id)
})

test('arrow up edits the last own message, Escape gives the focus back, nothing left offers to delete', async ({
  signUp,
}) => {
  const ana = await signUp('Ana')
  const { page } = ana
  await enter(ana, await createRoom(ana.program))
  await say(page, 'first')
  await say(page, 'lsat')
  await expect(message(page, 'lsat')).toHaveAttribute('data-seq', '2')
  const editor = page.getByRole('textbox', { name: 'Edit message' })
  await composer(page).press('ArrowUp')
  await expect(editor).toHaveValue('lsat')
  await editor.press('Escape')
  await expect(editor).toHaveCount(0)
  await expect(composer(page)).toBeFocused()
  await composer(page).press('ArrowUp')
  await editor.fill('last')
  await editor.press('Enter')
  await expect(message(page, 'last')).toContainText('(edited)')
  await expect(composer(page)).toBeFocused()
  await composer(page).press('ArrowUp')
  await editor.fill('')
  await editor.press('Enter')
  await page.getByRole('alertdialog').getByRole('button', { name: 'Delete message' }).click()
  await expect(page.getByText('Message deleted')).toBeVisible()
})

test('Enter sends, with Shift it breaks the line; never while a word is being composed; on touch the button sends', async ({
  signUp,
}) => {
  const ana = await signUp('Ana')
  const { page } = ana
  const room = await createRoom(ana.program)
  await enter(ana, room)
  await composer(page).pressSequentially('one')
  await composer(page).press('Shift+Enter')
  await composer(page).pressSequentially('two')
  await expect(composer(page)).toHaveValue('one\ntwo')
  await composer(page).dispatchEvent('keydown', { key: 'Enter', isComposing: true })
  await expect(composer(page)).toHaveValue('one\ntwo')
  await composer(page).press('Enter')
  await expect(message(page, 'one two')).toBeVisible()

  await composer(page).pressSequentially('```js')
  await composer(page).press('Enter')
  await composer(page).pressSequentially('let a')
  await composer(page).press('Enter')
  await expect(composer(page), 'inside code it makes a line').toHaveValue('```js\nlet a\n')
  await composer(page).pressSequentially('```')
  await composer(page).press('Enter')
  await expect(message(page, 'let a').locator('pre')).toHaveText('let a')
  await composer(page).pressSequentially('```\nlet b', { delay: 0 })
  await composer(page).press('Control+Enter')
  await expect(message(page, 'let b').locator('pre'), 'and Ctrl sends from there too').toHaveText('let b')

  const phone = await page.context().newCDPSession(page)
  await phone.send('Emulation.setTouchEmulationEnabled', { enabled: true })
  await phone.send('Emulation.setDeviceMetricsOverride', {
    width: 390,
    height: 844,
    deviceScaleFactor: 1,
    mobile: true,
  })
  await page.reload()
  await composer(page).fill('three')
  await composer(page).press('Enter')
  await expect(composer(page)).toHaveValue('three\n')
  await page.getByRole('button', { name: 'Send' }).click()
  await expect(message(page, 'three')).toBeVisible()
  await expect(composer(page)).toHaveValue('')
})

test('keys and buttons format; what is sent is Markdown, shown as such to everybody', async ({ signUp }) => {
  const [ana, bob] = [await signUp('Ana'), await signUp('Bob')]
  const room = await createRoom(ana.program, [bob.program])
  await enter(ana, room)
  await enter(bob, room)
  const { page } = ana
  await composer(page).pressSequentially('bold')
  await composer(page).press('ControlOrMeta+a')
  await composer(page).press('ControlOrMeta+b')
  await expect(composer(page)).toHaveValue('**bold**')
  await page.getByRole('button', { name: 'Formatting' }).click()
  const bar = page.getByRole('toolbar', { name: 'Formatting' })
  await bar.getByRole('button', { name: 'Italic' }).click()
  await expect(composer(page)).toHaveValue('**_bold_**')
  await composer(page).press('ControlOrMeta+z')
  await expect(composer(page), 'undone').toHaveValue('**bold**')
  await composer(page).fill(
    '**bold** and [a link](https://example.org/x)\n\n```js\nconst a = 1\n```\n- [x] done\n\n|a|b|\n|-|-|\n|1|2|',
  )
  await composer(page).press('Enter')
  const shown = message(bob.page, 'bold and a link')
  await expect(shown.locator('strong')).toHaveText('bold')
  const link = shown.getByRole('link', { name: 'a link' })
  await expect(link).toHaveAttribute('rel', 'noopener noreferrer nofollow')
  await expect(link).toHaveAttribute('target', '_blank')
  await expect(shown.locator('.hljs-keyword'), 'coloured').toHaveText('const')
  await expect(shown.getByRole('img', { name: 'Done' })).toBeVisible()
  await expect(shown.getByRole('cell', { name: '2' })).toBeVisible()
  await expectNoSeriousAxe(bob.page)
})

test('what is typed where nothing takes text goes to the place to write, after files, clicks, menus and reactions', async ({
  signUp,
}) => {
  const ana = await signUp('Ana')
  const { page } = ana
  await enter(ana, await createRoom(ana.program))
  await say(page, 'first')
  await page.getByRole('button', { name: 'Attach files' }).focus()
  const file = { name: 'a.txt', mimeType: 'text/plain', buffer: Buffer.from('a') }
  await page.getByTestId('file-input').setInputFiles([file])
  await expect(composer(page), 'after files one writes, or sends').toBeFocused()
  await expect(page.getByRole('progressbar')).toHaveCount(0)
  await page.keyboard.press('Enter')
  await expect(page.getByTestId('attachments').getByRole('link')).toBeVisible()

  const isTyped = async (words: string) => {
    await page.keyboard.type(words)
    await expect(composer(page)).toHaveValue(words)
    await expect(composer(page)).toBeFocused()
    await composer(page).fill('')
  }
  await page.getByRole('heading', { level: 1 }).click()
  await expect(composer(page)).not.toBeFocused()
  await isTyped('after a click')
  await message(page, 'first').hover()
  await message(page, 'first').getByRole('button', { name: 'React with 👍' }).click()
  await expect(message(page, 'first').getByRole('button', { name: '👍 1' })).toBeVisible()
  await isTyped('after a reaction')
  await message(page, 'first').hover()
  await message(page, 'first').getByRole('button', { name: 'Message actions' }).click()
  await expect(page.getByRole('menuitem', { name: 'Copy text' })).toBeVisible()
  await page.keyboard.type('c')
  await expect(composer(page), 'a menu finds by letters').toHaveValue('')
  await page.keyboard.press('Escape')
  await expect(page.getByRole('menu')).toBeHidden()
  await isTyped('Ωafter a menu')

  // Buttons keep what presses them, and keys that are held with others what they are for.
  const formatting = page.getByRole('button', { name: 'Formatting' })
  await formatting.focus()
  await page.keyboard.press('Space')
  await expect(formatting).toHaveAttribute('aria-pressed', 'true')
  await page.keyboard.press('Control+a')
  await page.keyboard.press('Control+c')
  await expect(formatting).toBeFocused()
  await page.keyboard.press('Shift+?')
  await expect(page.getByRole('dialog')).toBeVisible()
  await page.keyboard.type('x')
  await page.keyboard.press('Escape')
  await expect(composer(page)).toHaveValue('')

  await act(page, 'first', 'Reply in thread')
  const inThread = page.getByRole('textbox', { name: 'Reply in thread' })
  await expect(inThread).toBeFocused()
  await page.getByRole('complementary').getByText('first').click()
  await page.keyboard.type('here')
  await expect(inThread, 'in a thread its own place').toHaveValue('here')
  await page.getByRole('heading', { level: 1 }).click()
})

test('a text that is too long is not cut: it says so and stays', async ({ signUp }) => {
  const ana = await signUp('Ana')
  const { page } = ana
  await enter(ana, await createRoom(ana.program))
  await composer(page).fill('x'.repeat(16_010))
  await expect(page.getByText('-10 characters left')).toBeVisible()
  await composer(page).press('Enter')
  await expect(page.getByRole('alert').filter({ hasText: '10 characters too long' })).toBeVisible()
  await expect(composer(page)).toHaveValue('x'.repeat(16_010))
  await composer(page).fill('x'.repeat(16_000))
  await composer(page).press('Enter')
  await expect(message(page, 'xxxx')).toBeVisible()
})

test(':smi offers emoji, Tab inserts; a message of emoji is large; reactions stand on hover and tell who', async ({
  signUp,
}) => {
  const [ana, bob] = [await signUp('Ana'), await signUp('Zoe')]
  const room = await createRoom(ana.program, [bob.program])
  await enter(ana, room)
  await enter(bob, room)
  const { page } = ana
  await composer(page).pressSequentially(':s')
  await expect(page.getByRole('listbox')).toHaveCount(0)
  await composer(page).pressSequentially('mi')
  await expect(
    page.getByRole('listbox', { name: 'Emoji' }).getByRole('option', { name: ':smile:' }),
  ).toBeVisible()
  await composer(page).pressSequentially('le')
  await composer(page).press('Tab')
  await expect(composer(page)).toHaveValue('😄 ')
  await composer(page).pressSequentially(':tada:')
  await expect(composer(page), 'named in full').toHaveValue('😄 🎉 ')
  await composer(page).press('ControlOrMeta+a')
  await composer(page).pressSequentially('😄')
  await composer(page).press('Enter')
  const text = page.getByTestId('message-text').filter({ hasText: '😄' })
  await expect(text).toHaveCSS('font-size', '28px')
  await expect(page.locator('[data-pending]'), 'its row is the one that stays').toHaveCount(0)
  const colours = async () => {
    const { channels } = await sharp(await text.screenshot()).stats()
    const [red, , blue] = channels
    return (red?.mean ?? 0) - (blue?.mean ?? 0)
  }
  await expect.poll(colours, 'yellow, also where the system has no emoji').toBeGreaterThan(0.5)

  const shown = message(bob.page, '😄')
  await shown.hover()
  await shown.getByRole('button', { name: 'React', exact: true }).click()
  const picker = bob.page.getByRole('dialog', { name: 'Reactions' })
  await picker.getByRole('searchbox').fill('rocket')
  await picker.getByRole('button', { name: '🚀', exact: true }).click()
  await message(page, '😄').hover()
  await message(page, '😄').getByRole('button', { name: 'React with 👍' }).click()
  await message(page, '😄').getByRole('button', { name: '🚀 1' }).hover()
  await expect(page.getByText('Zoe reacted with 🚀')).toBeVisible()
  await message(page, '😄').getByRole('button', { name: '🚀 1' }).click()
  await act(page, '😄', 'Who reacted')
  const who = page.getByRole('dialog', { name: 'Reactions' })
  await expect(who.getByRole('listitem')).toHaveText([/🚀: You, Zoe$/, /👍: You$/])
})

test('a finger held on a message opens its actions, the likely reactions first', async ({ signUp }) => {
  const ana = await signUp('Ana')
  const { page } = ana
  await enter(ana, await createRoom(ana.program))
  await say(page, 'hold me')
  await expect(message(page, 'hold me')).toHaveAttribute('data-seq', '1')
  const finger = { pointerType: 'touch', bubbles: true }
  await message(page, 'hold me').dispatchEvent('pointerdown', finger)
  await page.getByRole('menuitem', { name: 'React with 👍' }).click()
  await expect(message(page, 'hold me').getByRole('button', { name: '👍 1' })).toBeVisible()
})

test('@ completes people of this room first, then others, and everybody', async ({ signUp }) => {
  const [ana, bob] = [await signUp('Ana'), await signUp('Zora Inside')]
  await signUp('Zora Aside')
  const room = await createRoom(ana.program, [bob.program])
  await enter(ana, room)
  await enter(bob, room)
  const { page } = ana
  await composer(page).pressSequentially('Hi @zor')
  const options = page.getByRole('listbox', { name: 'People' }).getByRole('option')
  await expect(options).toHaveText([
    /Zora Inside$/,
    /Zora Aside not in this room$|Zora Asidenot in this room$/,
  ])
  await composer(page).press('Enter')
  await expect(composer(page)).toHaveValue('Hi @Zora Inside ')
  await composer(page).pressSequentially('and @ro')
  await composer(page).press('Tab')
  await composer(page).press('Enter')
  await bob.sees('Hi @Zora Inside and @room')
})

test('# completes rooms one may see; whoever may not see one reads that there is one', async ({
  signUp,
  expectedErrors,
}) => {
  // A browser tells its console of what is refused.
  expectedErrors.push(/Failed to load resource: the server responded with a status of 404/)
  const [ana, bob] = [await signUp('Ana'), await signUp('Bob')]
  const hall = await createRoom(ana.program, [bob.program], { name: 'Hall' })
  const vault = await createRoom(ana.program, [], { name: 'Vault', visibility: 'private' })
  const patio = await createRoom(bob.program, [], { name: 'Patio', visibility: 'public' })
  await enter(ana, hall)
  const { page } = ana
  const rooms = page.getByRole('listbox', { name: 'Rooms' })
  await composer(page).pressSequentially('#12 and #vau')
  await expect(rooms.getByRole('option')).toHaveText(['Vault'])
  await composer(page).press('Enter')
  await composer(page).pressSequentially('or #pat')
  await expect(rooms.getByRole('option')).toHaveText(['Patio' + 'not joined'])
  await composer(page).press('Tab')
  await expect(composer(page)).toHaveValue('#12 and #Vault or #Patio ')
  await composer(page).press('Enter')
  const said = message(page, '#12 and')
  await expect(said).toContainText('#12 and #Vault or #Patio')
  await enter(bob, hall)
  const heard = message(bob.page, '#12 and')
  await expect(heard).toContainText('#12 and a private room or #Patio')
  await expect(heard.getByRole('link', { name: '#Patio' })).toHaveAttribute('href', `/rooms/${patio.id}`)
  await said.getByRole('link', { name: '#Vault' }).click()
  await expect(page).toHaveURL(`/rooms/${vault.id}`)
})

test('who types is shown in a slot of fixed height, goes by itself, and is never oneself', async ({
  signUp,
}) => {
  const [ana, bob] = [await signUp('Ana'), await signUp('Bob')]
  const room = await createRoom(ana.program, [bob.program])
  await enter(ana, room)
  await enter(bob, room)
  const slot = bob.page.getByTestId('typing')
  const before = await slot.boundingBox()
  await composer(ana.page).pressSequentially('hm')
  await expect(slot).toHaveText('Ana is typing…')
  expect(await slot.boundingBox()).toEqual(before)
  await expect(ana.page.getByTestId('typing')).toHaveText('')
  await composer(ana.page).fill('')
  await expect(slot, 'what was begun is gone').toHaveText('')
  await composer(ana.page).pressSequentially('hm')
  await expect(slot).toHaveText('Ana is typing…')
  await expect(slot, 'forgotten without a word').toHaveText('', { timeout: 7_000 })
})
