import { randomUUID } from 'node:crypto'
import { Writable } from 'node:stream'
import { expect, test } from 'vitest'
import { createUser } from '../tests/factories.ts'
import { openWorld } from '../tests/world.ts'
import { revokeSession } from './accounts/sessions.ts'
import { signIn } from './accounts/sign-in.ts'
import type { Subscribe } from './facts/bus.ts'
import { makeLog } from './log.ts'
import { logSecurity } from './security-log.ts'

type Line = { msg: string; level: number; [what: string]: unknown }

/** A log, and what it was told: by the facts of a world, which are heard by name. */
function listening() {
  const lines: Line[] = []
  const to = new Writable({
    write: (chunk, _, done) => {
      lines.push(JSON.parse(String(chunk)))
      done()
    },
  })
  return { lines, log: makeLog('info', to) }
}

test('who comes in, who does not and how it ends is in the log, and no email is', async () => {
  const { lines, log } = listening()
  const world = await openWorld({}, (facts: Subscribe) => logSecurity(facts, log))
  const ana = await createUser(world)
  const email = `${randomUUID()}@example.org`
  for (const password of ['wrong password', 'wrong again'])
    await expect(signIn(world, { email, password }, '192.0.2.7')).rejects.toMatchObject({
      code: 'unauthenticated',
    })
  await expect(signIn(world, { challenge: 'false', code: '000000' }, '192.0.2.8')).rejects.toThrow()
  await revokeSession(ana, ana.viewer.sessionId)

  const { userId, sessionId } = ana.viewer
  expect(lines.find(({ msg }) => msg === 'signed in')).toMatchObject({ userId, sessionId })
  expect(lines.find(({ msg }) => msg === 'session ended')).toMatchObject({ sessionId, reason: 'signed_out' })
  const refused = lines.filter(({ msg }) => msg === 'sign-in refused')
  expect(refused).toMatchObject([
    { with: 'password', address: '192.0.2.7', code: 'unauthenticated' },
    { with: 'password', address: '192.0.2.7', code: 'unauthenticated' },
    { with: 'code', address: '192.0.2.8', code: 'unauthenticated' },
  ])
  expect(refused[0]?.account, 'tries at one account are known as such').toBe(refused[1]?.account)
  expect(JSON.stringify(lines)).not.toContain(email)
})
