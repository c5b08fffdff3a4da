import { readFile } from 'node:fs/promises'
import { expectMedia, expectStill, framesFrom, links, press, seatOf, test, tileOf, tiles } from '../calls.ts'
import { expect, expectNoSeriousAxe, expectNoSideways, type Person } from '../fixtures.ts'

const more = async (person: Person, item: string | RegExp) => {
  await press(person, 'More')
  await person.page.getByRole('menuitem', { name: item }).click()
}
const inFocus = ({ page }: Person) => page.getByRole('list', { name: 'In focus' })
/** As when somebody looks at another tab, and comes back. */
const show = ({ page }: Person, state: 'hidden' | 'visible') =>
  page.evaluate((value) => {
    Object.defineProperty(document, 'visibilityState', { value, configurable: true })
    document.dispatchEvent(new Event('visibilitychange'))
  }, state)

test('the stage: pinned, speaking, shared; what is out of sight is not sent', async ({ gather }) => {
  test.setTimeout(240_000)
  const { callers } = await gather(['Ana', 'Bob', 'Cy'])
  const [ana, bob, cy] = callers
  if (!ana || !bob || !cy) throw new Error('nobody came')
  for (const caller of callers) await caller.joinsCall()
  await expectMedia(callers)

  await test.step('a pinned tile stands large, the others beside it', async () => {
    await tileOf(ana, bob).hover()
    await press(ana, 'Pin Bob')
    await expect(inFocus(ana).getByTestId('tile')).toHaveCount(1)
    await expect(inFocus(ana)).toContainText('Bob')
    await expect(ana.page.getByRole('list', { name: 'Everybody else' }).getByTestId('tile')).toHaveCount(2)
    await expectNoSeriousAxe(ana.page)
    await expectMedia(callers)
    await tileOf(ana, bob).hover()
    await press(ana, 'Unpin Bob')
    await expect(inFocus(ana)).toHaveCount(0)
  })

  await test.step('who speaks stands large', async () => {
    for (const quiet of [ana, bob]) await press(quiet, 'Mute microphone')
    await more(ana, 'Show the speaker large')
    await expect(inFocus(ana)).toContainText('Cy')
    await more(ana, 'Show everybody alike')
    await expect(inFocus(ana)).toHaveCount(0)
  })

  await test.step('a shared screen stands large, one’s own does not', async () => {
    await press(bob, 'Share screen')
    await expect(inFocus(ana).getByTestId('screen')).toBeVisible()
    await expect(inFocus(bob)).toHaveCount(0)
    await press(bob, 'Stop sharing')
    await expect(inFocus(ana)).toHaveCount(0)
  })

  await test.step('in a tab that nobody sees, no pictures arrive; sound does', async () => {
    const [from] = await links(ana)
    if (!from) throw new Error('Ana has no links')
    await show(ana, 'hidden')
    const last = await expectStill(ana, from.participantId)
    for (const link of await links(ana)) expect(link.health).toBe('ok')
    await show(ana, 'visible')
    await expect.poll(() => framesFrom(ana, from.participantId)).toBeGreaterThan(last)
  })
})

test('one’s own tile, reactions, a recording and the connections; the files hold what they should', async ({
  gather,
}) => {
  const { callers } = await gather(['Ana', 'Bob'])
  const [ana, bob] = callers
  if (!ana || !bob) throw new Error('nobody came')
  for (const caller of callers) await caller.joinsCall()
  await expectMedia(callers)

  await test.step('one sees oneself beside the others, small or not at all, and how long the call goes on', async () => {
    const yourself = ana.page.getByRole('list', { name: 'Yourself' })
    const people = ana.page.getByRole('list', { name: 'People in the call' })
    const timer = ana.page.getByRole('timer')
    const first = await timer.textContent()
    expect(first).toMatch(/^\d+:\d\d$/)
    await more(ana, 'Show me small')
    await expect(yourself.getByTestId('tile')).toHaveCount(1)
    await expect(people.getByTestId('tile')).toHaveCount(1)
    await expectNoSeriousAxe(ana.page)
    await more(ana, 'Hide me from myself')
    await expect(yourself).toHaveCount(0)
    await expect(people.getByTestId('tile')).toHaveCount(1)
    await expectMedia(callers)
    await more(ana, 'Show me beside the others')
    await expect(people.getByTestId('tile')).toHaveCount(2)
    await expect(timer).not.toHaveText(first ?? '')
  })

  await press(ana, 'React')
  await press(ana, 'React with 🎉')
  await expect(tileOf(bob, ana).getByRole('img', { name: 'Ana reacts with 🎉' })).toBeVisible()
  await expect(tileOf(bob, ana).getByRole('img', { name: 'Ana reacts with 🎉' })).toBeHidden()

  await more(ana, 'Record in this browser')
  await expect(bob.page.getByText('Ana is recording this call.')).toBeVisible()
  await expect(tileOf(bob, ana).getByRole('img', { name: 'Records the call' })).toBeVisible()
  // Both look elsewhere: what is recorded goes on to arrive, what is not stops.
  const [anaSeat, bobSeat] = await Promise.all([seatOf(ana), seatOf(bob)])
  if (!anaSeat || !bobSeat) throw new Error('nobody sits here')
  for (const caller of callers) await show(caller, 'hidden')
  await expectStill(bob, anaSeat)
  const before = await framesFrom(ana, bobSeat)
  await expect.poll(async () => (await framesFrom(ana, bobSeat)) - before).toBeGreaterThan(10)
  for (const caller of callers) await show(caller, 'visible')
  const download = ana.page.waitForEvent('download')
  await press(ana, 'Stop and save')
  const file = await download
  expect(file.suggestedFilename()).toMatch(/^Kitchen table .*\.webm$/)
  const recorded = await readFile(await file.path())
  const heard = await ana.page.evaluate(playable, recorded.toString('base64'))
  expect(heard).toMatchObject({ width: 1280, height: 720, sound: true })
  await expect(bob.page.getByText('Ana is recording this call.')).toBeHidden()

  await more(ana, 'Connections…')
  const dialog = ana.page.getByRole('dialog', { name: 'Connections' })
  await expect(dialog.getByRole('row', { name: /^Bob/ })).toContainText(/good|fair|poor/i)
  await expectNoSeriousAxe(ana.page)
  const saving = ana.page.waitForEvent('download')
  await dialog.getByRole('button', { name: 'Save report' }).click()
  const report = await readFile(await (await saving).path(), 'utf8')
  expect(JSON.parse(report)).toBeTruthy()
  expect(report, 'no addresses').not.toMatch(/\d+\.\d+\.\d+\.\d+|\.local|candidate:/)
  await ana.page.keyboard.press('Escape')
  await ana.page.setViewportSize({ width: 375, height: 667 })
  await expect(tiles(ana)).toHaveCount(2)
  await expectNoSideways(ana.page)
})

/** What a browser finds in a recording; runs in the page. */
async function playable(base64: string) {
  const bytes = Uint8Array.from(atob(base64), (sign) => sign.charCodeAt(0))
  const video = document.createElement('video')
  video.muted = true
  video.src = URL.createObjectURL(new Blob([bytes], { type: 'video/webm' }))
  await new Promise((loaded, failed) => {
    video.onloadeddata = loaded
    video.onerror = failed
  })
  const audio = new AudioContext()
  const sound = await audio.decodeAudioData(bytes.buffer)
  await audio.close()
  const loud = sound.getChannelData(0).some((sample) => Math.abs(sample) > 0.01)
  return { width: video.videoWidth, height: video.videoHeight, sound: loud }
}

test('who speaks while muted is told so; on a full screen the chat is hidden, its button says so and brings it back', async ({
  gather,
}) => {
  const { callers } = await gather(['Ana'])
  const [ana] = callers
  if (!ana) throw new Error('nobody came')
  await ana.page.evaluate(speakingMicrophone)
  await ana.joinsCall()
  await press(ana, 'Mute microphone')
  const told = ana.page.getByText('You are muted: nobody hears you.')
  await expect(told).toBeVisible()
  await press(ana, 'Unmute')
  await expect(told).toBeHidden()
  await expect(ana.page.getByRole('button', { name: 'Mute microphone' })).toBeVisible()

  await expect(ana.page.getByRole('button', { name: 'Hide chat' })).toBeVisible()
  await more(ana, 'Full screen')
  await press(ana, 'Show chat')
  await expect(ana.page.getByRole('button', { name: 'Hide chat' })).toBeVisible()
  expect(await ana.page.evaluate(() => document.fullscreenElement === null)).toBe(true)
  await ana.posts('Back beside the call')
})

/** The fake microphone beeps too shortly to be speech: this one hums. */
const speakingMicrophone = () => {
  const devices = navigator.mediaDevices
  const ask = devices.getUserMedia.bind(devices)
  devices.getUserMedia = async (wish = {}) => {
    const stream = await ask(wish)
    const audio = new AudioContext()
    const voice = audio.createOscillator()
    const out = audio.createMediaStreamDestination()
    voice.connect(out)
    voice.start()
    for (const track of stream.getAudioTracks()) stream.removeTrack(track)
    const [hum] = out.stream.getAudioTracks()
    if (hum) stream.addTrack(hum)
    return stream
  }
}
