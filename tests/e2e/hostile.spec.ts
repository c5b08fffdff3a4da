import type { Message } from '#lib/messages/schema.ts'
import { createRoom, type Program, register } from '../client.ts'
import { expect, type Person, test } from '../fixtures.ts'
import { filled, full, hostile, hostileCode } from '../hostile.ts'

/** The longest a page may leave somebody without an answer. */
const mostMs = 200
/** On a slow machine also harmless text takes long; marks may take so many times as long. */
const timesHarmless = 3

const watchTasks = () => {
  const tasks: number[] = []
  Object.assign(globalThis, { tasks })
  new PerformanceObserver((list) => tasks.push(...list.getEntries().map(({ duration }) => duration))).observe(
    { type: 'longtask', buffered: true },
  )
}
const longestTask = ({ page }: Person) =>
  page.evaluate(() => Math.max(0, ...(globalThis as unknown as { tasks: number[] }).tasks))
const forgetTasks = ({ page }: Person) =>
  page.evaluate(() => (globalThis as unknown as { tasks: number[] }).tasks.splice(0))

/** As many parts as can be on as little room. */
const dense = ['*a* ', '**b** `c` ', '_**~~d~~**_ ', 'https://e.example '].map((unit) =>
  filled(`${unit.repeat(50)}\n\n`),
)
const boxes = ['- f\n', '> g\n\n', '>>>>>>>>h\n\n', '| i |\n|-|\n| j |\n\n', '- [ ] k\n'].map((unit) =>
  filled(unit),
)
const harmless = filled('These are words of a long message that means no harm. ')

const post = (program: Program, roomId: string, content: string) =>
  program.post<Message>(`/rooms/${roomId}/messages`, { clientId: crypto.randomUUID(), content })

/**
 * Somebody writes all of it while another looks on, who then comes back to it. Tells
 * the longest task of each, in milliseconds.
 */
async function readBoth(reader: Person, writer: Program, contents: string[]) {
  const { page } = reader
  const room = await createRoom(writer, [reader.program])
  await page.goto(`/rooms/${room.id}`)
  await expect(page.getByRole('textbox', { name: /^Message / })).toBeVisible()
  await post(writer, room.id, 'The first')
  await expect(page.getByTestId('message').last()).toContainText('The first')

  const everythingIsDrawn = async (seq: number) => {
    const last = page.locator(`[data-seq="${seq}"] .hljs-keyword`)
    const toEnd = page.getByRole('button', { name: /^(\d+ new messages?|Newest messages)$/ })
    await expect(async () => {
      // So much at once may come faster than a slow machine scrolls.
      if (await toEnd.isVisible()) await toEnd.click({ timeout: 1_000 })
      await expect(last).toHaveText('const', { timeout: 1_000 })
    }).toPass({ timeout: 30_000 })
    const texts = await page.getByTestId('message-text').allInnerTexts()
    expect(texts.filter((text) => text.trim() === '')).toEqual([])
  }
  await forgetTasks(reader)
  for (const content of contents) await post(writer, room.id, content)
  const { seq } = await post(writer, room.id, '```js\nconst last = "of all"\n```')
  await everythingIsDrawn(seq)
  const live = await longestTask(reader)
  await page.reload()
  await everythingIsDrawn(seq)
  return { live, again: await longestTask(reader) }
}

test('no message and no code stops a page for longer than somebody notices, however many there are', async ({
  signUp,
}) => {
  test.slow()
  const bob = await signUp('Bob')
  await bob.page.addInitScript(watchTasks)
  const eve = await register(bob.program.url, 'Eve')
  const named = Object.values(hostile).map((make) => make().slice(0, full))
  const plain = await readBoth(
    bob,
    eve,
    Array.from({ length: 40 }, (_, at) => `${at} ${harmless}`.slice(0, full)),
  )
  const allowed = Math.max(mostMs, timesHarmless * Math.max(plain.live, plain.again))
  for (const [name, contents] of Object.entries({
    named,
    dense: [...dense, ...boxes].flatMap((content) =>
      Array.from({ length: 5 }, (_, at) => `${at} ${content}`.slice(0, full)),
    ),
    code: [...hostileCode, ...hostileCode.map((code) => code.replace('\n', '\nb'))],
  })) {
    // What a message costs it costs each time; what else the machine was busy with may be gone the next.
    let took = await readBoth(bob, eve, contents)
    if (Math.max(took.live, took.again) > allowed) took = await readBoth(bob, eve, contents)
    expect(took.live, `${name}, as they come`).toBeLessThanOrEqual(allowed)
    expect(took.again, `${name}, opened anew`).toBeLessThanOrEqual(allowed)
  }
})

test('the server draws no more of a room than a window of common messages', async ({ signUp }) => {
  const bob = await signUp('Bob')
  const room = await createRoom(bob.program, [])
  for (let at = 0; at < 20; at++) await post(bob.program, room.id, `${at} ${dense[0]?.slice(0, 2_000)}`)
  const page = await (await bob.page.request.get(`/rooms/${room.id}`)).text()
  // All of them would be ten thousand.
  const marks = page.match(/<em\b/g) ?? []
  expect(marks.length).toBeGreaterThan(100)
  expect(marks.length).toBeLessThan(1_500)
  expect(page.match(/data-testid="message-text"/g)).toHaveLength(20)
})
