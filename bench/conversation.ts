/*
 * How fast is a conversation, as a person sees it? In a real browser: from the click on a room to its history
 * on the screen, for rooms seen before and not; from the key to the message on the own and on another's
 * screen; frames while scrolling through 10,000 messages; the memory of a tab after 50 switches; what has to
 * be loaded before the first message can be read.
 */
import type { Browser, BrowserContext, Page } from '@playwright/test'
import type { Room } from '#lib/rooms/schema.ts'
import { launchChromium } from '../scripts/tools/chromium.ts'
import { createRoom, type Program, register } from '../tests/client.ts'
import { password } from '../tests/password.ts'
import { startServer } from '../tests/server.ts'
import { frames, switchTo, watchForWords } from './in-page.ts'
import { median, quantile } from './show/figures.ts'

const rooms = 20
const messagesEach = 100
const longHistory = 10_000
const writings = 30
const switches = 50

const server = await startServer({ LIMIT_MESSAGES_PER_5S: '1000000', LIMIT_COMMANDS_PER_SECOND: '1000000' })
const browser = await launchChromium()
try {
  await measure(browser)
} finally {
  await browser.close()
  await server.stop()
}

async function measure(browser: Browser) {
  const [ana, bob] = [await register(server.url, 'Ana'), await register(server.url, 'Bob')]
  const made: Room[] = []
  for (let n = 0; n < rooms; n++) made.push(await filled(ana, [bob], `Room ${n}`, messagesEach))
  const long = await filled(ana, [bob], 'Long room', longHistory)
  const [first, second] = [await enter(browser, ana), await enter(browser, bob)]

  const page = await first.newPage()
  await page.goto(`/rooms/${long.id}`)
  await page.getByTestId('message-text').last().waitFor()
  const loaded = await page.evaluate(() => {
    const entries = performance.getEntriesByType('resource') as PerformanceResourceTiming[]
    const scripts = entries.filter(({ name }) => name.split('?')[0]?.endsWith('.js'))
    return scripts.reduce((sum, { encodedBodySize }) => sum + encodedBodySize, 0)
  })
  tell('scripts before the first message', `${(loaded / 1000).toFixed(0)} kB compressed`)

  const { perSecond, longestMs, passed } = await page.evaluate(frames, 8_000)
  tell('scrolling a room of 10,000', `${perSecond.toFixed(0)} frames/s, longest ${longestMs.toFixed(0)} ms`)
  tell('  of which passed by', `${passed} messages`)

  const seen = made.slice(0, 10)
  const cold = await each(seen, (room) => page.evaluate(switchTo, room.id))
  const warm = await each(seen, (room) => page.evaluate(switchTo, room.id))
  tell('room switch to painted history, cold', ms(cold))
  tell('room switch to painted history, warm', `${ms(warm)}, ${ratio(cold, warm)} times as fast`)

  const other = await second.newPage()
  const meeting = made[0] as Room
  for (const one of [page, other]) {
    await one.goto(`/rooms/${meeting.id}`)
    await one.getByRole('textbox', { name: /^Message / }).waitFor()
  }
  const own: number[] = []
  const others: number[] = []
  for (let n = 0; n < writings; n++) {
    const words = `written ${n}`
    const [mine, theirs] = [page.evaluate(watchForWords, words), other.evaluate(watchForWords, words)]
    await page.getByRole('textbox', { name: /^Message / }).fill(words)
    await page.keyboard.press('Enter')
    const { pressedAt, shownAt } = await mine
    own.push(shownAt - pressedAt)
    others.push((await theirs).shownAt - pressedAt)
  }
  tell('from the key to the own screen', ms(own))
  tell("from the key to another's screen", ms(others))

  const before = await heapOf(page)
  for (let n = 0; n < switches; n++) await page.evaluate(switchTo, (made[n % rooms] as Room).id)
  const after = await heapOf(page)
  tell(
    `memory after ${switches} switches`,
    `${mb(after)} MB, ${(after / before).toFixed(2)} of ${mb(before)} MB`,
  )
}

async function filled(owner: Program, people: Program[], name: string, count: number): Promise<Room> {
  const room = await createRoom(owner, [], { name })
  let left = count
  const write = async () => {
    while (left-- > 0)
      await owner.post(`/rooms/${room.id}/messages`, {
        clientId: crypto.randomUUID(),
        content: `Shall we talk it over in ${left} minutes? ${'The plans are on the table. '.repeat(left % 5)}`,
      })
  }
  await Promise.all(Array.from({ length: 16 }, write))
  for (const { user } of people) await owner.post(`/rooms/${room.id}/members`, { userId: user.id })
  await owner.http('PUT', `/rooms/${room.id}/read`, { seq: count })
  return room
}

async function enter(browser: Browser, who: Program): Promise<BrowserContext> {
  const context = await browser.newContext({ baseURL: server.url, viewport: { width: 1280, height: 800 } })
  const { csrfToken } = await (await context.request.get('/api/auth/csrf')).json()
  await context.request.post('/api/auth/callback/credentials', {
    form: { csrfToken, email: who.user.email, password, json: 'true' },
    headers: { origin: server.url },
  })
  return context
}

async function heapOf(page: Page): Promise<number> {
  const session = await page.context().newCDPSession(page)
  await session.send('HeapProfiler.collectGarbage')
  const { usedSize } = await session.send('Runtime.getHeapUsage')
  await session.detach()
  return usedSize
}

async function each<T>(list: readonly T[], take: (one: T) => Promise<number>): Promise<number[]> {
  const taken: number[] = []
  for (const one of list) taken.push(await take(one))
  return taken
}

function tell(what: string, figure: string) {
  console.log(`${what.padEnd(40)} ${figure}`)
}
function ms(values: readonly number[]): string {
  return `${median(values).toFixed(0)} ms (median), ${quantile(values, 0.95).toFixed(0)} ms (95 of 100)`
}
function ratio(slow: readonly number[], fast: readonly number[]): string {
  return (median(slow) / median(fast)).toFixed(1)
}
function mb(bytes: number): string {
  return (bytes / 1e6).toFixed(1)
}
