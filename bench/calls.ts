/*
 * Do calls come up, come back, and cost what they should? One figure at a time, or all:
 *   join       from the press of "Join call" until pictures are decoded: of two, and the full mesh of four
 *   storm      20 rounds of four who join at the same moment: links without picture or sound, and ghosts
 *   recovery   without pictures, and without the server: after it was killed, a line was cut, a peer
 *              connection was closed under the page
 *   cost       processor, upload and pictures for each of two to six people, beside the browser's own
 *              measure. Where each is near the machine's processors shared among all, all it has is used up,
 *              and pictures a second say what that gave
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join as joinPath } from 'node:path'
import { chromium, type Page } from '@playwright/test'
import config from '../playwright.config.ts'
import { personOf } from '../qa/people/person.ts'
import { expectMedia, leaveCall, links, openLobby, smallCamera } from '../tests/calls.ts'
import { createRoom, register } from '../tests/client.ts'
import { expect, type Person, signIn } from '../tests/fixtures.ts'
import { startServer } from '../tests/server.ts'
import { bytesSent, holdPeers, joinAndWait, uncapped, watchGaps } from './call-in-page.ts'
import { writeCamera } from './camera.ts'

const folder = mkdtempSync(joinPath(tmpdir(), 'rooms-bench-'))
const film = joinPath(folder, 'camera.y4m')
writeCamera(film)
const { args = [], ...launch } = config.use?.launchOptions ?? {}
const browser = await chromium.launch({
  ...launch,
  args: [...args, `--use-file-for-fake-video-capture=${film}`],
})
const settings = { LOG_LEVEL: 'silent' }
let server = await startServer(settings)

const figures: Record<string, () => Promise<void>> = { join, storm, recovery, cost }
const wanted = process.argv.slice(2)
try {
  for (const [name, measure] of Object.entries(figures))
    if (wanted.length === 0 || wanted.includes(name)) await measure()
} finally {
  await browser.close()
  await server.stop()
  rmSync(folder, { recursive: true })
}

async function join() {
  for (const count of [2, 4]) {
    const times: number[] = []
    const callers = await gather(count)
    for (let round = 0; round < 5; round++) {
      times.push(...(await joinAll(callers)).map((ms) => ms ?? Number.POSITIVE_INFINITY))
      await Promise.all(callers.map(leaveCall))
    }
    await part(callers)
    const sorted = times.toSorted((a, b) => a - b)
    const [median, worst] = [sorted[Math.floor(sorted.length / 2)], sorted.at(-1)]
    console.log(
      `${count} people: pictures on every link after ${seconds(median)}, at worst ${seconds(worst)}`,
    )
  }
}

async function storm() {
  const callers = await gather(4)
  let [dead, ghosts] = [0, 0]
  for (let round = 0; round < 20; round++) {
    for (const caller of callers) await openLobby(caller)
    const nobody = () => Promise.all(callers.map(({ page }) => page.getByText('Nobody is in').count()))
    await expect
      .poll(nobody, { timeout: 5_000 })
      .toEqual(callers.map(() => 1))
      .catch(() => ghosts++)
    await press(callers)
    await expectMedia(callers).catch((error) => {
      dead += String(error).match(/"lacks"/g)?.length ?? 1
    })
    await Promise.all(callers.map(leaveCall))
  }
  await part(callers)
  console.log(`20 rounds of four: ${dead} of 240 directions dead, ${ghosts} rounds with ghosts`)
}

async function recovery() {
  const callers = await gather(2)
  const [ana] = callers
  if (!ana) throw new Error('nobody came')
  await joinAll(callers)
  await expectMedia(callers)
  const faults: Record<string, () => Promise<number>> = {
    'server killed and started again': async () => {
      await server.kill()
      await lineIs(ana.page, false)
      server = await startServer({ ...settings, PORT: new URL(server.url).port, DATA_DIR: server.dataDir })
      return lineIs(ana.page, true)
    },
    'line cut for 5 s': async () => {
      await ana.page.context().setOffline(true)
      await lineIs(ana.page, false)
      await ana.page.waitForTimeout(5_000)
      await ana.page.context().setOffline(false)
      return lineIs(ana.page, true)
    },
    'peer connection closed': async () => {
      await ana.page.evaluate(() => window.peers.at(-1)?.close())
      return 0
    },
  }
  for (const [name, fault] of Object.entries(faults)) {
    for (const { page } of callers) await page.evaluate(watchGaps)
    const lineMs = await fault()
    await expectMedia(callers)
    const gaps = await Promise.all(callers.map(({ page }) => page.evaluate(() => window.longestGapMs)))
    const line = lineMs > 0 ? `, back at the server after ${seconds(lineMs)}` : ''
    console.log(`${name}: at most ${seconds(Math.max(...gaps))} without a new picture${line}`)
  }
  await part(callers)
}

async function cost() {
  for (let count = 2; count <= 6; count++) {
    const [ours, theirs] = [await costOf(count), await costOf(count, uncapped)]
    const beside = (name: keyof typeof ours, digits: number) =>
      `${ours[name].toFixed(digits)} (uncapped ${theirs[name].toFixed(digits)})`
    const parts = [
      `${beside('cpu', 2)} processors`,
      `${beside('kbps', 0)} kbit/s up`,
      `${beside('fps', 1)} pictures/s`,
    ]
    console.log(`${count} people, each: ${parts.join(', ')} on a link`)
  }
}

/** For each person, when the senders have found their measure. */
async function costOf(count: number, prepare?: () => void) {
  // A call of six that has just begun has its estimate of the line still before it.
  const settleMs = count * 6_000
  const forMs = 10_000
  const callers = await gather(count, prepare)
  await joinAll(callers)
  await callers[0]?.page.waitForTimeout(settleMs)
  const before = await look(callers)
  await callers[0]?.page.waitForTimeout(forMs)
  const after = await look(callers)
  await part(callers)
  const ms = after.atMs - before.atMs
  return {
    cpu: ((after.cpu - before.cpu) * 1_000) / ms / count,
    kbps: ((after.bytes - before.bytes) * 8) / ms / count,
    fps: ((after.frames - before.frames) * 1_000) / ms / count / (count - 1),
  }
}

/** What all of them have used, sent and decoded so far. */
async function look(callers: Person[]) {
  const sent = await Promise.all(callers.map(({ page }) => page.evaluate(bytesSent)))
  const decoded = (await Promise.all(callers.map(links))).flat().map(({ received }) => received.camera.frames)
  const sum = (figures: number[]) => figures.reduce((all, one) => all + one, 0)
  return { bytes: sum(sent), frames: sum(decoded), cpu: await cpuSeconds(), atMs: performance.now() }
}

async function cpuSeconds(): Promise<number> {
  const session = await browser.newBrowserCDPSession()
  const { processInfo } = await session.send('SystemInfo.getProcessInfo')
  await session.detach()
  return processInfo.reduce((sum, { cpuTime }) => sum + cpuTime, 0)
}

/** So many people, each in front of the room of one call. */
async function gather(count: number, prepare?: () => void): Promise<Person[]> {
  const callers: Person[] = []
  for (let at = 0; at < count; at++) {
    const name = `Person ${at}`
    const program = await register(server.url, name)
    const context = await browser.newContext({ baseURL: server.url, permissions: ['camera', 'microphone'] })
    const page = await context.newPage()
    await signIn(page, program.user.email)
    callers.push(personOf({ name, page, program }))
  }
  const [owner, ...others] = callers.map(({ program }) => program)
  if (!owner) throw new Error('nobody came')
  const room = await createRoom(owner, others, { name: 'Kitchen table', type: 'video' })
  for (const { page } of callers) {
    for (const script of [smallCamera, holdPeers, prepare]) if (script) await page.addInitScript(script)
    await page.goto(`/rooms/${room.id}`)
  }
  return callers
}

async function part(callers: Person[]) {
  for (const { page } of callers) await page.context().close()
}

/** All at the same moment; gives when each decodes all others. */
async function joinAll(callers: Person[]) {
  for (const caller of callers) await openLobby(caller)
  return press(callers)
}

async function press(callers: Person[]) {
  for (const { page } of callers) await page.getByRole('button', { name: 'Join call' }).waitFor()
  return Promise.all(callers.map(({ page }) => page.evaluate(joinAndWait, callers.length - 1)))
}

/** Waits until the call has its line to the server, or has not; gives the milliseconds. */
async function lineIs(page: Page, there: boolean): Promise<number> {
  const began = performance.now()
  const cutOff = () => page.evaluate(() => window.__rooms?.call().cutOff)
  await expect.poll(cutOff, { timeout: 30_000, intervals: [50] }).toBe(!there)
  return performance.now() - began
}

function seconds(ms = Number.POSITIVE_INFINITY) {
  return `${(ms / 1000).toFixed(1)} s`
}
