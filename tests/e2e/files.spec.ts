import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import sharp from 'sharp'
import { temporaryFolder } from '../../scripts/tools/program.ts'
import { createRoom, upload } from '../client.ts'
import { expect, expectNoSeriousAxe, expectNoSideways, hold, message, say, test } from '../fixtures.ts'
import { picture } from '../forms.ts'
import { paper } from '../paper.ts'
import { tellingPictures } from '../telling-pictures.ts'

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
  await ana.posts('Our cat')
  await expect(staged(ana.page)).toHaveCount(0)
  await expect(message(ana.page, 'Our cat').getByRole('img', { name: 'cat.png' })).toBeVisible()
  await ana.posts('What do you think?')

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

/** Fingers on a touch screen, one way for each, all at once. */
const fingers = async (page: Page, ...ways: { x: number; y: number }[][]) => {
  const browser = await page.context().newCDPSession(page)
  const steps = Math.max(...ways.map(({ length }) => length))
  for (let at = 0; at < steps; at++)
    await browser.send('Input.dispatchTouchEvent', {
      type: at === 0 ? 'touchStart' : 'touchMove',
      touchPoints: ways.map((way, id) => ({ ...(way[at] ?? { x: 0, y: 0 }), id })),
    })
  await browser.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] })
}
const way = (from: { x: number; y: number }, to: { x: number; y: number }) =>
  Array.from({ length: 9 }, (_, at) => ({
    x: from.x + ((to.x - from.x) * at) / 8,
    y: from.y + ((to.y - from.y) * at) / 8,
  }))

test('the pictures of a conversation are looked at whole and near, by keys, mouse and fingers', async ({
  signUp,
  expectedErrors,
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
    await upload(program, 'one.png', await picture('png', 3_000, 1_000)),
    await upload(program, 'two.webp', await picture('webp', 900, 3_000)),
    await upload(program, 'beep.wav', wav),
  ]
  const post = (content: string, attachmentIds: string[]) =>
    program.post(`/rooms/${room.id}/messages`, { clientId: crypto.randomUUID(), content, attachmentIds })
  await post(
    'Look',
    files.map(({ id }) => id),
  )
  await post('And', [(await upload(program, 'small.png', await picture('png', 40, 30))).id])
  await page.goto(`/rooms/${room.id}`)
  const sound = message(page, 'Look').locator('audio')
  await expect.poll(() => sound.evaluate((audio: HTMLAudioElement) => audio.duration)).toBeCloseTo(0.256)
  await expectNoSeriousAxe(page)

  const open = page.getByRole('button', { name: 'Show one.png' })
  await open.focus()
  await page.keyboard.press('Enter')
  const box = page.getByRole('dialog')
  const shown = (name: string) => box.getByRole('img', { name })
  const place = box.getByTestId('picture-stage')
  const placed = async (name: string) =>
    (await shown(name).boundingBox()) ?? { x: 0, y: 0, width: 0, height: 0 }
  const isWhole = async (name: string) => {
    const [inside, outside] = [await placed(name), await place.boundingBox()]
    return (
      outside !== null &&
      inside.width > 0 &&
      inside.x >= outside.x - 1 &&
      inside.y >= outside.y - 1 &&
      inside.x + inside.width <= outside.x + outside.width + 1 &&
      inside.y + inside.height <= outside.y + outside.height + 1
    )
  }
  await expect(box.getByText('1 of 3')).toBeVisible()
  await expect(box.getByText(/^Ana · .* · .*B$/i)).toBeVisible()
  await expectNoSeriousAxe(page)
  for (const [width, height] of [
    [1280, 800],
    [390, 844],
    [844, 390],
    [320, 320],
    [1920, 1080],
  ] as const) {
    await page.setViewportSize({ width, height })
    for (const [key, name] of [
      ['ArrowRight', 'two.webp'],
      ['ArrowLeft', 'one.png'],
    ] as const) {
      await page.keyboard.press(key)
      await expect.poll(() => isWhole(name), `${name} at ${width} × ${height}`).toBe(true)
    }
  }

  await page.setViewportSize({ width: 1280, height: 800 })
  await expect.poll(() => isWhole('one.png')).toBe(true)
  const whole = (await placed('one.png')).width
  const wide = async () => (await placed('one.png')).width / whole
  await page.keyboard.press('+')
  await expect.poll(wide).toBeCloseTo(1.5)
  await page.keyboard.press('ArrowRight')
  await expect(box.getByText('1 of 3'), 'arrows move what is near').toBeVisible()
  await page.keyboard.press('0')
  await expect.poll(wide).toBeCloseTo(1)
  await page.mouse.move(400, 400)
  await page.mouse.wheel(0, -400)
  await expect.poll(wide).toBeGreaterThan(2)
  const before = await placed('one.png')
  await page.mouse.down()
  await page.mouse.move(500, 400, { steps: 4 })
  await page.mouse.up()
  expect((await placed('one.png')).x).toBeCloseTo(before.x + 100, 0)
  await page.mouse.dblclick(400, 400)
  await expect.poll(wide, 'whole again').toBeCloseTo(1)
  await page.mouse.dblclick(400, 400)
  await expect.poll(wide).toBeCloseTo(2.5)

  // Three in the conversation, of two messages; the small one is no larger than it is.
  await page.keyboard.press('0')
  await page.getByRole('button', { name: 'Next picture' }).click()
  await page.getByRole('button', { name: 'Next picture' }).click()
  await expect.poll(async () => (await placed('small.png')).width).toBe(40)
  await expect(box.getByRole('button', { name: 'Next picture' })).toBeDisabled()
  const download = page.waitForEvent('download')
  await box.getByRole('link', { name: 'Download' }).click()
  expect((await download).suggestedFilename()).toBe('small.png')
  await page.keyboard.press('Escape')
  await expect(box).toBeHidden()
  await expect(open).toBeFocused()

  await page.setViewportSize({ width: 360, height: 640 })
  await expectNoSideways(page)
  await open.click()
  await expect.poll(() => isWhole('one.png')).toBe(true)
  const phone = (await placed('one.png')).width
  await fingers(page, way({ x: 300, y: 300 }, { x: 100, y: 310 }))
  await expect(shown('two.webp'), 'a finger turns to the next').toBeVisible()
  await fingers(page, way({ x: 100, y: 300 }, { x: 300, y: 310 }))
  await expect(shown('one.png')).toBeVisible()
  await fingers(
    page,
    way({ x: 170, y: 300 }, { x: 100, y: 300 }),
    way({ x: 190, y: 300 }, { x: 260, y: 300 }),
  )
  await expect
    .poll(async () => (await placed('one.png')).width / phone, 'two make it larger')
    .toBeGreaterThan(3)
  await page.keyboard.press('0')
  await fingers(page, way({ x: 180, y: 200 }, { x: 180, y: 420 }))
  await expect(box, 'down ends it').toBeHidden()

  expectedErrors.push(/Failed to load resource/)
  await page.route('**/api/v1/files/**', (route) => route.abort())
  await page.getByRole('button', { name: 'Show small.png' }).click()
  await expect(box.getByRole('alert')).toContainText('cannot be shown here')
  await expect(box.getByRole('alert').getByRole('link', { name: 'Download' })).toBeVisible()
})

test('a moving WebP and a moving PNG move in the conversation, for whoever wants that', async ({
  signUp,
}) => {
  const { page, program } = await signUp('Ana')
  const room = await createRoom(program)
  const frames = Buffer.concat([Buffer.alloc(48 * 48 * 3, 0), Buffer.alloc(48 * 48 * 3, 255)])
  const webp = await sharp(frames, { raw: { width: 48, height: 96, channels: 3, pageHeight: 48 } })
    .webp({ delay: [100, 100] })
    .toBuffer()
  const stored = await upload(program, 'moving.webp', webp)
  const apng = await upload(program, 'moving.png', (await tellingPictures()).apng?.bytes ?? '')
  const still = await upload(program, 'still.webp', await picture('webp', 90, 90))
  expect([stored.moves, apng.moves, still.moves]).toEqual([true, true, undefined])
  await program.post(`/rooms/${room.id}/messages`, {
    clientId: crypto.randomUUID(),
    content: 'Look',
    attachmentIds: [stored, apng, still].map(({ id }) => id),
  })
  await page.emulateMedia({ reducedMotion: 'no-preference' })
  await page.goto(`/rooms/${room.id}`)
  const shown = (name: string) => message(page, 'Look').getByRole('img', { name })
  const source = (name: string) =>
    // Nothing is chosen before the picture is asked for.
    shown(name).evaluate((img: HTMLImageElement) => new URL(img.currentSrc || img.baseURI).pathname)
  await expect.poll(() => source('moving.webp')).toBe(stored.url)
  await expect.poll(() => source('moving.png')).toBe(apng.url)
  await expect.poll(() => source('still.webp')).toBe(still.thumbnail?.url)
  const first = await shown('moving.webp').screenshot({ animations: 'allow' })
  await expect
    .poll(async () => first.equals(await shown('moving.webp').screenshot({ animations: 'allow' })))
    .toBe(false)
  await page.emulateMedia({ reducedMotion: 'reduce' })
  await expect.poll(() => source('moving.webp')).toBe(stored.thumbnail?.url)
})

test('sound in a container for films has a player for sound, and a film one for films', async ({
  signUp,
}) => {
  const { page, program } = await signUp('Ana')
  const room = await createRoom(program)
  await page.goto(`/rooms/${room.id}`)
  /** As a browser records a moment of what is heard, and of what is seen. */
  const record = (type: string, seen: boolean) =>
    page.evaluate(
      async ({ type, seen }) => {
        const context = new AudioContext()
        const heard = context.createMediaStreamDestination()
        const tone = context.createOscillator()
        tone.connect(heard)
        tone.start()
        const canvas = document.createElement('canvas')
        const draw = setInterval(() => canvas.getContext('2d')?.fillRect(Math.random() * 99, 0, 9, 9), 30)
        const tracks = [...heard.stream.getTracks(), ...(seen ? canvas.captureStream(25).getTracks() : [])]
        const recorder = new MediaRecorder(new MediaStream(tracks), { mimeType: type })
        const whole = new Promise<Blob>((resolve) => {
          recorder.ondataavailable = ({ data }) => {
            if (recorder.state === 'recording') recorder.stop()
            if (data.size > 0) resolve(data)
          }
        })
        recorder.start(700)
        const bytes = new Uint8Array(await (await whole).arrayBuffer())
        clearInterval(draw)
        await context.close()
        return Array.from(bytes)
      },
      { type, seen },
    )
  const files = [
    await upload(program, 'note.webm', Buffer.from(await record('audio/webm', false))),
    await upload(program, 'note.mp4', Buffer.from(await record('audio/mp4', false))),
    await upload(program, 'film.webm', Buffer.from(await record('video/webm', true))),
  ]
  expect(files.map(({ mimeType, keepsMetadata }) => [mimeType, keepsMetadata])).toEqual([
    ['audio/webm', undefined],
    ['audio/mp4', undefined],
    ['video/webm', undefined],
  ])
  await program.post(`/rooms/${room.id}/messages`, {
    clientId: crypto.randomUUID(),
    content: 'Listen',
    attachmentIds: files.map(({ id }) => id),
  })
  const sounds = message(page, 'Listen').locator('audio')
  await expect(sounds).toHaveCount(2)
  await expect(message(page, 'Listen').locator('video')).toHaveCount(1)
  for (const player of await message(page, 'Listen').locator('audio, video').all())
    await expect
      .poll(() => player.evaluate((media: HTMLMediaElement) => [media.readyState > 0, media.error?.message]))
      .toEqual([true, undefined])
})

test('a file comes down under the name it had', async ({ signUp }) => {
  const { page, program } = await signUp('Ana')
  const room = await createRoom(program)
  await page.goto(`/rooms/${room.id}`)
  const names = [
    'say "hi".txt',
    '100%22.txt',
    'a;b=c.txt',
    'تقرير ٢.pdf',
    'e\u0301te\u0301 🙂.txt',
    '.env',
    'x\\y.txt',
  ]
  await page.getByTestId('file-input').evaluate((input: HTMLInputElement, names) => {
    const list = new DataTransfer()
    for (const name of names) list.items.add(new File(['x'], name))
    input.files = list.files
    input.dispatchEvent(new Event('change', { bubbles: true }))
  }, names)
  await expect(staged(page)).toHaveCount(names.length)
  await expect(staged(page).getByRole('progressbar')).toHaveCount(0)
  await say(page, 'All of them')
  const links = message(page, 'All of them').getByTestId('attachments').getByRole('link')
  await expect(links).toHaveCount(names.length)
  for (const [at, name] of names.entries()) {
    const link = links.nth(at)
    await expect(link).toHaveAttribute('download', name)
    const answer = await page.request.get((await link.getAttribute('href')) ?? '')
    const header = answer.headers()['content-disposition'] ?? ''
    expect(decodeURIComponent(header.split("UTF-8''")[1] ?? '')).toBe(name)
    const download = page.waitForEvent('download')
    await link.click()
    // What the browser itself allows no file of this system.
    const ownNames = name.normalize().replace(/["\\]/g, '_').replace(/^\./, '_.').replace(/^_\./, '_')
    expect([name, ownNames, ownNames.replace(/^_/, '')]).toContain((await download).suggestedFilename())
  }
})

test('the files of a dropped folder go with the message, and one with too many is told', async ({
  signUp,
}) => {
  const { page, program } = await signUp('Ana')
  const room = await createRoom(program)
  await page.goto(`/rooms/${room.id}`)
  await expect(composer(page)).toBeVisible()
  const given = temporaryFolder('dropped')
  for (const folder of ['notes/more', 'many', 'empty']) mkdirSync(join(given, folder), { recursive: true })
  for (const file of ['notes/a.txt', 'notes/more/b.txt', 'single.txt']) writeFileSync(join(given, file), 'x')
  for (let at = 0; at < 12; at++) writeFileSync(join(given, 'many', `${at}.txt`), 'x')
  const box = await composer(page).boundingBox()
  const browser = await page.context().newCDPSession(page)
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const)
    await browser.send('Input.dispatchDragEvent', {
      type,
      x: (box?.x ?? 0) + 20,
      y: (box?.y ?? 0) - 60,
      data: {
        items: [],
        files: ['notes', 'many', 'empty', 'single.txt'].map((name) => join(given, name)),
        dragOperationsMask: 1,
      },
    })
  await expect(staged(page)).toHaveCount(3)
  await expect(staged(page).filter({ hasText: 'b.txt' })).toBeVisible()
  const told = page.locator('form').getByRole('alert')
  await expect(told).toContainText('“many” is left out: it has more than the 10 files')
  await expect(told).toContainText('“empty” is left out')
  await expectNoSeriousAxe(page)
})

test('a picture with too many pixels goes as a file, and its chip says so', async ({ signUp }) => {
  const { page, program } = await signUp('Ana')
  const room = await createRoom(program)
  await page.goto(`/rooms/${room.id}`)
  const large = await picture('png', 12_000, 9_000)
  await page.getByTestId('file-input').setInputFiles([
    { name: 'poster.png', mimeType: 'image/png', buffer: large },
    { name: 'minutes.pdf', mimeType: 'application/pdf', buffer: paper() },
  ])
  await expect(staged(page).getByText('Goes as a file')).toBeVisible()
  await say(page, 'The poster')
  const link = message(page, 'The poster').getByRole('link', { name: /poster\.png/ })
  await expect(link).toBeVisible()
  await expect(link).toContainText('12,000 × 9,000 pixels: too large to show')
  await expect(message(page, 'The poster').getByRole('img')).toHaveCount(0)
  const firstPage = message(page, 'The poster').locator('a', { hasText: 'minutes.pdf' }).locator('img')
  await expect.poll(() => firstPage.evaluate((img: HTMLImageElement) => img.naturalHeight)).toBe(720)
})
