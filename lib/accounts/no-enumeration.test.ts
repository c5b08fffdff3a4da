import { randomUUID } from 'node:crypto'
import { afterAll, expect, test } from 'vitest'
import type { World } from '#lib/context.ts'
import { isRefusal } from '#lib/errors.ts'
import { client, createUser } from '../../tests/factories.ts'
import { startMailServer } from '../../tests/mail-server.ts'
import { password } from '../../tests/password.ts'
import { openWorld, type TestWorld } from '../../tests/world.ts'
import { changeAccount } from './administration.ts'
import { askForLink } from './forgotten.ts'
import { authenticate, register } from './operations.ts'
import { makeAccount } from './password-links.ts'
import { profileOf } from './queries.ts'

/*
 * Who has an account is told neither by what is answered nor by how long that takes. Times are not measured
 * here: what takes time is counted, which is hashes and writes.
 */
const mails = await startMailServer()
afterAll(mails.stop)
const world = await openWorld(mails.settings)
const { address } = client
const ada = await createUser(world, 'Ada', 'admin')
const bob = await createUser(world, 'Bob')
const gone = await createUser(world, 'Gone')
await changeAccount(ada, gone.viewer.userId, { state: 'deactivated' }, address)
const emails = {
  known: (await profileOf(world, bob.viewer.userId)).email,
  deactivated: (await profileOf(world, gone.viewer.userId)).email,
  unknown: `${randomUUID()}@example.org`,
  withoutPassword: `${randomUUID()}@example.org`,
}
await makeAccount(ada, { email: emails.withoutPassword, name: 'Nia', role: 'member' }, address)

/** What somebody is answered, and what was done for it. */
async function seen(ask: (counted: World) => Promise<unknown>) {
  const done = { hashes: 0, writes: 0 }
  const counted: TestWorld = {
    ...world,
    turns: {
      ...world.turns,
      hashing: (line, work) => {
        done.hashes += 1
        return world.turns.hashing(line, work)
      },
    },
    db: {
      ...world.db,
      write: (body, lane) => {
        done.writes += 1
        return world.db.write(body, lane)
      },
    },
  }
  const answer = await ask(counted).then(
    () => 'done',
    (error: unknown) => {
      if (!isRefusal(error)) throw error
      const { code, reason, params, issues, message } = error
      return { code, reason, params, issues, message }
    },
  )
  return { answer, ...done }
}

const everybody = Object.values(emails)

test('a wrong password and an email that nobody has are answered alike, after a hash', async () => {
  const wrong = everybody.map((email) =>
    seen((counted) => authenticate(counted, { email, password: 'not the password' }, address)),
  )
  const [first, ...others] = await Promise.all(wrong)
  expect(first).toMatchObject({ answer: { reason: 'accounts.noMatch' }, hashes: 1, writes: 0 })
  for (const other of others) expect(other).toEqual(first)
})

test('who asks for a link is answered alike, after one write and no hash', async () => {
  const asked = []
  for (const email of everybody) asked.push(await seen((counted) => askForLink(counted, email, client)))
  for (const one of asked) expect(one).toEqual({ answer: 'done', hashes: 0, writes: 1 })
})

test('registering tells that an email has an account, after the same hash, and only to who may register', async () => {
  const asRegistering = (email: string) =>
    seen((counted) => register(counted, { email, name: 'New', password }, address))
  const [taken, free] = [
    await asRegistering(emails.known),
    await asRegistering(`${randomUUID()}@example.org`),
  ]
  expect([taken.hashes, free.hashes]).toEqual([1, 1])
  expect(taken.answer).toMatchObject({ code: 'conflict', reason: 'accounts.emailTaken' })
  for (const REGISTRATION of ['closed', 'invite'] as const) {
    const shut = { ...world, env: { ...world.env, REGISTRATION } }
    const answers = await Promise.all(
      everybody.map((email) =>
        register(shut, { email, name: 'New', password }, address).catch((no) => no.reason),
      ),
    )
    expect(new Set(answers).size, String(answers)).toBe(1)
  }
})
