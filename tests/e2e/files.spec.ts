import type { Page } from '@playwright/test'
import sharp from 'sharp'
import { createRoom, upload } from '../client.ts'
import { expect, expectNoSeriousAxe, expectNoSideways, hold, message, say, test } from '../fixtures.ts'
import { picture } from '../forms.ts'

type Given = { name: string; type: string; bytes: number[] }
const given = (name: string, bytes: Buffer | string, type = 'text/plain'): Given => ({
  name,
  type,
  bytes: [...Buffer.from(bytes)],
})

/** As a person who drags files over the conversation, and lets them go or not. */
const drag = (page: Page, files: Given[], events: string[], on = '[data-testid="message"]') =>
  page
    .locator(on)
    .first()
    .evaluate(
      (target, { files, events }) => {
        const dataTransfer = new DataTransfer()
        for (const { name, type, bytes } of files)
          dataTransfer.items.add(new File([new Uint8Array(bytes)], name, { type }))
        for (const event of events)
          target.dispatchEvent(new DragEvent(event, { dataTransfer, bubbles: true, cancelable: true }))
      },
      { files, events },
    )

/** As a person who pastes into the composer. */
const paste = (page: Page, { text, files = [] }: { text?: string; files?: Given[] }) =>
  composer(page).evaluate(
    (target, { text, files }) => {
      const clipboardData = new DataTransfer()
      if (text !== undefined) clipboardData.setData('text/plain', text)
      for (const { name, type, bytes } of files)
        clipboardData.items.add(new File([new Uint8Array(bytes)], name, { type }))
      const event = new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true })
      // What a browser does with text nobody took.
      if (target.dispatchEvent(event) && text !== undefined) document.execCommand('insertText', false, text)
    },
    { text, files },
  )

const composer = (page: Page) => page.getByRole('textbox', { name: /^Message #/ })
const staged = (page: Page) => page.getByRole('list', { name: 'Files to send' }).getByRole('listitem')
test('a pasted picture and its text arrive together, in a box that does not move', async ({ signUp }) => {
  const [ana, bob] = [await signUp('Ana'), await signUp('Bob')]
  const room = await createRoom(ana.program, [bob.program])
  for (const { page } of [ana, bob]) await page.goto(`/rooms/${room.id}`)
  const letGo = await hold(bob.page, '**/api/v1/files/**')

  await paste(ana.page, { files: [given('cat.png', await picture('png', 800, 400), 'image/png')] })
  await expect(staged(ana.page)).toContainText('cat.png')
  await expect(staged(ana.page).getByRole('progressbar')).toHaveCount(0)
  await say(ana.page, 'Our cat')
  await expect(staged(ana.page)).toHaveCount(0)
  await expect(message(ana.page, 'Our cat').getByRole('img', { name: 'cat.png' })).toBeVisible()
  await say(ana.page, 'What do you think?')

  const under = message(bob.page, 'What do you think?')
  await expect(under).toBeVisible()
  const before = await under.boundingBox()
  const box = await message(bob.page, 'Our cat').getByRole('button', { name: 'Show cat.png' }).boundingBox()
  expect([box?.width, box?.height]).toEqual([360, 180])
  letGo()
  const shown = message(bob.page, 'Our cat').getByRole('img')
  await expect.poll(() => shown.evaluate((img: HTMLImageElement) => img.naturalWidth)).toBe(720)
  expect(await under.boundingBox(), 'nothing has moved').toEqual(before)
})

test('dropped files show their progress, can be cancelled, and the message waits for them', async ({
  signUp,
}) => {
  const { page, program } = await signUp('Ana')
  const room = await createRoom(program)
  await page.goto(`/rooms/${room.id}`)
  await say(page, 'First')
  await expect(message(page, 'First'), 'nothing more is on its way').toHaveAttribute('data-seq', '1')
  const letGo = await hold(page, '**/api/v1/uploads')

  await drag(page, [given('a.txt', 'a')], ['dragenter', 'dragover'])
  await expect(page.getByText('Drop files to send them here')).toBeVisible()
  await drag(page, [], ['dragleave'])
  await drag(page, [given('a.txt', 'aaa'), given('b.txt', 'bbb')], ['dragenter', 'dragover', 'drop'])
  await expect(page.getByText('Drop files to send them here')).toBeHidden()
  await expect(page.getByRole('progressbar', { name: 'Uploading a.txt' })).toBeVisible()
  await page.getByRole('button', { name: 'Cancel b.txt' }).click()
  await expect(staged(page)).toHaveCount(1)

  await say(page, 'Here it is')
  await expect(page.getByText('Sends as soon as the files are uploaded.')).toBeVisible()
  await expect(composer(page)).toHaveValue('Here it is')
  letGo()
  const sent = message(page, 'Here it is')
  await expect(sent.getByRole('link', { name: /a\.txt 3 bytes/ })).toBeVisible()
  await expect(composer(page)).toHaveValue('')
  const download = page.waitForEvent('download')
  await sent.getByRole('link', { name: /a\.txt/ }).click()
  expect((await download).suggestedFilename()).toBe('a.txt')
})

test('what is too large or too much is told before anything is sent', async ({ signUp }) => {
  const { page, program } = await signUp('Ana')
  const room = await createRoom(program)
  await page.goto(`/rooms/${room.id}`)
  const uploads: string[] = []
  page.on('request', (request) => {
    if (request.url().endsWith('/uploads')) uploads.push(request.url())
  })
  await page.getByTestId('file-input').evaluate((input: HTMLInputElement) => {
    const list = new DataTransfer()
    list.items.add(new File(Array(101).fill(new Uint8Array(1_048_576)), 'large.bin'))
    input.files = list.files
    input.dispatchEvent(new Event('change', { bubbles: true }))
  })
  await expect(page.locator('form').getByRole('alert')).toContainText('“large.bin” is larger than')
  expect(uploads).toEqual([])
  const many = Array.from({ length: 12 }, (_, at) => ({
    name: `${at}.txt`,
    mimeType: 'text/plain',
    buffer: Buffer.from('x'),
  }))
  await page.getByTestId('file-input').setInputFiles(many)
  await expect(page.locator('form').getByRole('alert')).toContainText('at most 10 files')
  await expect(staged(page)).toHaveCount(10)
  await page.getByRole('button', { name: 'OK' }).click()

  await page.getByRole('button', { name: 'Remove 3.txt' }).click()
  await expect(staged(page).getByRole('progressbar'), 'all of them are up').toHaveCount(0)
  await page.reload()
  await expect(staged(page), 'finished uploads are part of the draft').toHaveCount(9)
  await page.getByRole('button', { name: 'Send' }).click()
  await expect(page.getByTestId('attachments').getByRole('link')).toHaveCount(9)
})

test('whoever adds a picture that may tell where it was taken is told, and can take it out', async ({
  signUp,
}) => {
  const { page, program } = await signUp('Ana')
  const room = await createRoom(program)
  await page.goto(`/rooms/${room.id}`)
  const tiff = await sharp({ create: { width: 9, height: 9, channels: 3, background: 'teal' } })
    .tiff()
    .toBuffer()
  await page.getByTestId('file-input').setInputFiles([
    { name: 'scan.tif', mimeType: 'image/tiff', buffer: tiff },
    { name: 'cat.png', mimeType: 'image/png', buffer: await picture('png', 9, 9) },
  ])
  await expect(staged(page).getByRole('progressbar')).toHaveCount(0)
  const told = page.getByRole('button', { name: 'May tell where it was taken' })
  await expect(told).toHaveCount(1)
  await expect(staged(page).filter({ has: told })).toContainText('scan.tif')
  await told.press('Enter')
  await expect(page.getByRole('dialog')).toContainText('Send it as JPEG or PNG')
  await expectNoSeriousAxe(page)
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Remove scan.tif' }).click()
  await expect(told).toHaveCount(0)
})

test('a long pasted text may become a file, and one that does not fit becomes one', async ({ signUp }) => {
  const { page, program } = await signUp('Ana')
  const room = await createRoom(program)
  await page.goto(`/rooms/${room.id}`)
  await composer(page).fill('The log: ')
  await paste(page, { text: 'line of a log\n'.repeat(400) })
  await page.getByRole('button', { name: 'Make it a file' }).click()
  await expect(composer(page)).toHaveValue('The log: ')
  await expect(staged(page)).toContainText('pasted.txt')
  await paste(page, { text: 'x'.repeat(20_000) })
  await expect(staged(page)).toHaveCount(2)
  await expect(composer(page)).toHaveValue('The log: ')
})

test('pictures are looked at one after the other, by keyboard, and sounds and videos play', async ({
  signUp,
}) => {
  const { page, program } = await signUp('Ana')
  const room = await createRoom(program)
  const wav = Buffer.concat([
    Buffer.from('RIFF\x24\x08\0\0WAVEfmt \x10\0\0\0\x01\0\x01\0', 'latin1'),
    Buffer.from('401f0000401f000001000800', 'hex'),
    Buffer.from('data\0\x08\0\0', 'latin1'),
    Buffer.alloc(2_048, 128),
  ])
  const files = [
    await upload(program, 'one.png', await picture('png', 300, 200)),
    await upload(program, 'two.webp', await picture('webp', 200, 600)),
    await upload(program, 'beep.wav', wav),
  ]
  await program.post(`/rooms/${room.id}/messages`, {
    clientId: crypto.randomUUID(),
    content: 'Look',
    attachmentIds: files.map(({ id }) => id),
  })
  await page.goto(`/rooms/${room.id}`)
  const sound = message(page, 'Look').locator('audio')
  await expect.poll(() => sound.evaluate((audio: HTMLAudioElement) => audio.duration)).toBeCloseTo(0.256)
  await expectNoSeriousAxe(page)

  const open = page.getByRole('button', { name: 'Show one.png' })
  await open.focus()
  await page.keyboard.press('Enter')
  const box = page.getByRole('dialog')
  await expect(box.getByRole('img', { name: 'one.png' })).toBeVisible()
  await expectNoSeriousAxe(page)
  await page.keyboard.press('ArrowRight')
  await expect(box.getByRole('img', { name: 'two.webp' })).toBeVisible()
  await expect(box.getByRole('button', { name: 'Next picture' })).toBeDisabled()
  await page.keyboard.press('Escape')
  await expect(box).toBeHidden()
  await expect(open).toBeFocused()
  await page.setViewportSize({ width: 360, height: 640 })
  await expectNoSideways(page)
})
