import type { MessagePage } from '#lib/messages/schema.ts'
import { createRoom, say } from '../client.ts'
import { expect, message, test } from '../fixtures.ts'

const hourMs = 3_600_000

/** Half a day apart: what is still today in one of them was yesterday in the other. */
for (const timezoneId of ['Pacific/Auckland', 'Africa/Casablanca'])
  test(`days and times are those of the reader’s own clock, in ${timezoneId}`, async ({
    signUp,
    browser,
  }) => {
    const ana = await signUp('Ana')
    const room = await createRoom(ana.program)
    await say(await ana.program.connect(), room.id, 'Good morning')
    const { items } = await ana.program.get<MessagePage>(`/rooms/${room.id}/messages`)
    const at = Date.parse(items[0]?.createdAt ?? '')
    const now = at + 12 * hourMs

    const storageState = await ana.page.context().storageState()
    const context = await browser.newContext({ baseURL: ana.program.url, storageState, timezoneId })
    const page = await context.newPage()
    await page.clock.setFixedTime(now)
    await page.goto(`/rooms/${room.id}`)
    const inZone = (options: Intl.DateTimeFormatOptions, ms: number) =>
      new Intl.DateTimeFormat('en-US', { ...options, timeZone: timezoneId }).format(ms)
    const time = inZone({ hour: 'numeric', minute: '2-digit' }, at)
    await expect(message(page, 'Good morning').locator('time')).toHaveText(time)
    const [then, today] = [inZone({ dateStyle: 'short' }, at), inZone({ dateStyle: 'short' }, now)]
    await expect(page.getByTestId('day')).toHaveText(then === today ? 'Today' : 'Yesterday')
    await context.close()
  })
