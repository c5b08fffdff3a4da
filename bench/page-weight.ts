/*
 * What has to come before one can write in a room: the scripts that are there when the composer is, beside
 * the messages as the server drew them; then what the list of messages needs, and what comes when the page is
 * at rest. As served, and as gzip would make each file, which compares builds however they are served.
 * `--list` names each file. Fails where one cannot write before more than `mostBytes` were served.
 */
import { gzipSync } from 'node:zlib'
import type { Browser, Page } from '@playwright/test'
import { launchChromium } from '../scripts/tools/chromium.ts'
import { createRoom, register } from '../tests/client.ts'
import { password } from '../tests/password.ts'
import { startServer } from '../tests/server.ts'

/** What is served until one can write. */
const mostBytes = 200_000

const checkout = process.env.ROOMS_DIR ?? process.cwd()
const server = await startServer({ LOG_LEVEL: 'silent' }, checkout)
const browser = await launchChromium()
try {
  await measure(browser)
} finally {
  await browser.close()
  await server.stop()
}

async function measure(browser: Browser) {
  const ana = await register(server.url, 'Ana')
  const room = await createRoom(ana, [], { name: 'Attic' })
  for (const content of ['Mind the **third** step', 'See https://example.org', '- one\n- two'])
    await ana.post(`/rooms/${room.id}/messages`, { clientId: crypto.randomUUID(), content })

  const signedIn = await browser.newContext({ baseURL: server.url })
  const door = await signedIn.newPage()
  await door.goto('/sign-in')
  await door.getByLabel('Email').fill(ana.user.email)
  await door.getByLabel('Password', { exact: true }).fill(password)
  await door.getByRole('button', { name: 'Sign in' }).click()
  await door.waitForURL('/rooms')
  const storageState = await signedIn.storageState()
  // A browser that has nothing yet: somebody's first look at the room.
  const context = await browser.newContext({ baseURL: server.url, storageState })
  const page = await context.newPage()
  const sizes = sizesOf(page)
  await page.addInitScript(noteProgress)
  await page.goto(`/rooms/${room.id}`)
  const canWrite = await markedAt(page, 'writable')
  const isList = await markedAt(page, 'list')
  await page.waitForLoadState('networkidle')
  const scripts = await loadedScripts(page)
  const gzipped = await sizes()
  const part = (of: typeof scripts) => ({
    files: of.length,
    served: sum(of.map(({ served }) => served)),
    gzip: sum(of.map(({ path }) => gzipped.get(path) ?? 0)),
  })
  // What was asked for before is waited for on a slow line, whether or not it had come here.
  const first = part(scripts.filter(({ askedAt }) => askedAt <= canWrite))
  tell('until one can write', first)
  tell('then, for the list', part(scripts.filter(({ askedAt }) => askedAt > canWrite && askedAt <= isList)))
  tell('afterwards, at rest', part(scripts.filter(({ askedAt }) => askedAt > Math.max(canWrite, isList))))
  if (process.argv.includes('--list'))
    for (const { path, askedAt, served } of scripts.sort((a, b) => b.served - a.served))
      console.log(
        `  ${kB(served)} served ${kB(gzipped.get(path) ?? 0)} gzip ${askedAt <= canWrite ? '' : 'later '} ${path}`,
      )
  if (first.served > mostBytes) {
    console.error(`Too heavy: ${kB(first.served)} before one can write, and ${kB(mostBytes)} is the most.`)
    process.exitCode = 1
  }
}

/**
 * Runs in the page: marks when there is where to write, which no server draws, beside what was
 * written, and when the list of messages is there, which one can scroll and act on.
 */
function noteProgress() {
  const signs = { writable: 'textarea', list: 'ol[data-room] [data-seq]' }
  const observer = new MutationObserver(() => {
    if (!document.querySelector('[data-testid=message-text]')) return
    for (const [mark, sign] of Object.entries(signs))
      if (document.querySelector(sign) && performance.getEntriesByName(mark).length === 0)
        performance.mark(mark)
  })
  observer.observe(document, { childList: true, subtree: true })
}

/** When it was marked in the page, in its milliseconds. */
async function markedAt(page: Page, mark: string): Promise<number> {
  await page.waitForFunction((mark) => performance.getEntriesByName(mark).length > 0, mark)
  return page.evaluate((mark) => performance.getEntriesByName(mark)[0]?.startTime ?? 0, mark)
}

/** Keeps the scripts that come to a page; gives the bytes of each as gzip, by path. */
function sizesOf(page: Page): () => Promise<Map<string, number>> {
  const bodies: Promise<[path: string, bytes: number]>[] = []
  page.on('response', (response) => {
    const { pathname } = new URL(response.url())
    if (!pathname.endsWith('.js')) return
    bodies.push(response.body().then((body) => [pathname, gzipSync(body).byteLength]))
  })
  return async () => new Map(await Promise.all(bodies))
}

function loadedScripts(page: Page) {
  return page.evaluate(() => {
    const entries = performance.getEntriesByType('resource') as PerformanceResourceTiming[]
    return entries
      .map((entry) => ({
        path: new URL(entry.name).pathname,
        askedAt: entry.startTime,
        served: entry.encodedBodySize,
      }))
      .filter(({ path }) => path.endsWith('.js'))
  })
}

function tell(what: string, { files, served, gzip }: { files: number; served: number; gzip: number }) {
  console.log(`${what.padEnd(22)}${files} scripts, ${kB(served)} as served, ${kB(gzip)} as gzip`)
}
function kB(bytes: number): string {
  return `${(bytes / 1000).toFixed(1)} kB`
}
function sum(values: number[]): number {
  return values.reduce((total, value) => total + value, 0)
}
