import type { Message, MessagePage } from '#lib/messages/schema.ts'
import { createRoom } from '../client.ts'
import { expect, type Person, test } from '../fixtures.ts'
import { type HeldLine, holdLine } from '../held-line.ts'
import { startServer } from '../server.ts'

const rounds = 16
const names = ['Ana', 'Bob', 'Cem']
const disturbances = ['cut', 'offline', 'reload', 'kill', 'edit', 'delete', 'nothing'] as const

/** The same numbers for the same seed (mulberry32). */
const randomOf = (seed: number) => {
  let state = seed
  return (below: number) => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below
  }
}

test('whatever breaks, every message arrives everywhere once, in order, as it was last changed', async ({
  signUp,
  expectedErrors,
}) => {
  test.setTimeout(240_000)
  expectedErrors.push(/./)
  const seed = Number(process.env.DELIVERY_SEED ?? Date.now() % 1_000_000)
  const random = randomOf(seed)
  const settings = {
    LIMIT_MESSAGES_PER_5S: '1000',
    LIMIT_CHANGES_PER_5S: '1000',
    LIMIT_COMMANDS_PER_SECOND: '1000',
  }
  let server = await startServer(settings)
  const { url, dataDir } = server
  const restart = async () => {
    server = await startServer({ ...settings, PORT: new URL(url).port, DATA_DIR: dataDir })
  }

  const people: (Person & { line: HeldLine; wrote: string[] })[] = []
  for (const name of names) {
    const person = await signUp(name, url)
    // All of the conversation is drawn at once, for comparing.
    await person.page.setViewportSize({ width: 800, height: 6_000 })
    people.push({ ...person, line: await holdLine(person.page), wrote: [] })
  }
  const [ana, ...others] = people
  if (!ana) throw new Error('Somebody has to be there')
  const room = await createRoom(
    ana.program,
    others.map(({ program }) => program),
  )
  for (const { page } of people) await page.goto(`${url}/rooms/${room.id}`)
  const reader = await ana.page.context().newPage()
  await reader.setViewportSize({ width: 800, height: 6_000 })
  await reader.goto(`${url}/rooms/${room.id}`)
  const stored = async () => {
    const { items } = await ana.program.get<MessagePage>(`/rooms/${room.id}/messages?limit=100`)
    return items
  }
  const shownAs = ({ content, editedAt, deletedAt }: Message) => {
    if (deletedAt) return 'Message deleted'
    return editedAt ? `${content} (edited)` : content
  }

  await test.step(`seed ${seed}`, async () => {
    for (let round = 0; round < rounds; round++) {
      const someone = people[random(people.length)] ?? ana
      const disturbance = disturbances[random(disturbances.length)]
      if (disturbance === 'offline') await someone.goesOffline()
      if (disturbance === 'cut') await someone.line.cut()
      if (disturbance === 'kill') await server.kill()
      for (const person of people) {
        const words = `${person.name} ${round}`
        person.wrote.push(words)
        await person.posts(words)
      }
      if (disturbance === 'offline') await someone.comesBack()
      if (disturbance === 'kill') await restart()
      if (disturbance === 'reload') await someone.page.reload()
      if (disturbance === 'edit' || disturbance === 'delete') {
        const own = (await stored()).filter(
          (one) => one.author.id === someone.program.user.id && !one.deletedAt,
        )
        const chosen = own[random(Math.max(own.length, 1))]
        const path = `/rooms/${room.id}/messages/${chosen?.id}`
        if (chosen && disturbance === 'edit')
          await someone.program.http('PATCH', path, { content: `${chosen.content}, edited` })
        if (chosen && disturbance === 'delete') await someone.program.http('DELETE', path)
      }
    }

    for (const { page } of people)
      await expect(page.locator('[data-pending]'), `unsent, seed ${seed}`).toHaveCount(0, { timeout: 30_000 })
    const messages = await stored()
    expect(messages.map(({ seq }) => seq)).toEqual(messages.map((_, at) => at + 1))
    for (const { name, wrote, program } of people) {
      const own = messages.filter(({ author }) => author.id === program.user.id)
      expect(own.length, `${name}: nothing lost, nothing twice, seed ${seed}`).toBe(wrote.length)
      for (const [at, message] of own.entries())
        if (!message.deletedAt)
          expect(message.content.replaceAll(', edited', ''), `order, seed ${seed}`).toBe(wrote[at])
    }
    for (const page of [...people.map((person) => person.page), reader])
      await expect
        .poll(
          () =>
            page
              .getByTestId('message')
              .evaluateAll((rows) =>
                rows.map(
                  (row) =>
                    row.querySelector('[data-testid="message-text"]')?.textContent ?? 'Message deleted',
                ),
              ),
          { message: `every tab shows what is stored, seed ${seed}`, timeout: 40_000 },
        )
        .toEqual(messages.map(shownAs))
  })
  await server.stop()
})
