import { join } from 'node:path'
import Database from 'better-sqlite3'
import type { TokenPair } from '#lib/accounts/schema.ts'
import type { InstanceRole } from '#lib/instance/schema.ts'
import { http, type Program, program, register } from '../client.ts'
import { sessionCookieOf, signInByForm } from '../cookie.ts'
import { password } from '../password.ts'
import type { Server } from '../server.ts'

/** What somebody shows at the doors: a token to HTTP and sockets, a cookie to pages and their forms. */
export type Caller = { url: string; accessToken: string; cookie: string; person?: Program }

const outside = ['other', 'removed', 'banned', 'guest', 'bot', 'admin', 'pending'] as const
const inside = ['member', 'moderator', 'owner', 'guestIn', 'botIn', 'adminIn', 'mutedIn'] as const
/**
 * Whoever comes to the doors; those whose names end in `In` are members of the room, `revoked` is its owner
 * after the session has ended, `deactivated` still has what they came in by, `pending` has a second factor to
 * set up before anything else, `visitor` came by the room's guest link. Nobody is muted, banned or a visitor
 * in a direct room: those are in none.
 */
export type Who =
  | ('out' | 'revoked' | 'deactivated' | 'visitor')
  | ((typeof outside)[number] | (typeof inside)[number])
export const isOutside = (who: Who) => (outside as readonly Who[]).includes(who)

export type Cast = {
  /** All but the visitors, who come to one room each (`Scene`). */
  callers: Record<Exclude<Who, 'visitor'>, Caller>
  people: Record<Exclude<Who, 'out' | 'revoked' | 'visitor'>, Program>
  /** In no room until somebody adds them. */
  newcomer: Program
  /**
   * In rooms for something to be done to. They take turns, so that direct rooms in a row are different rooms.
   */
  extras: Program[]
  /** Makes `pending` what they are: signing in again asks whether it is required here. */
  holdBack: () => void
}

const roles: Partial<Record<Who, InstanceRole>> = {
  guest: 'guest',
  bot: 'bot',
  guestIn: 'guest',
  botIn: 'bot',
  adminIn: 'admin',
}

/** Registers everybody, and signs them in at a browser too. */
export async function makeCast(server: Server): Promise<Cast> {
  const { url } = server
  // The first account is the admin's.
  const people = { admin: await register(url, 'admin') } as Cast['people']
  for (const name of [...outside, ...inside, 'deactivated'] as const)
    people[name] ??= await register(url, name)
  giveRoles(server, people)
  const callers = {
    out: { url, accessToken: '', cookie: '' },
    revoked: await revoked(people.owner),
  } as Cast['callers']
  for (const name of [...outside, ...inside, 'deactivated'] as const)
    callers[name] = await callerOf(people[name])
  await deactivate(people)
  const extras: Program[] = []
  for (let n = 0; n < 8; n += 1) extras.push(await register(url, `extra ${n}`))
  return {
    callers,
    people,
    newcomer: await register(url, 'newcomer'),
    extras,
    holdBack: () => holdBack(server, people),
  }
}

/** One more session of somebody, for what ends it. */
export async function signInAgain({ url, user }: Program): Promise<Program> {
  const { body } = await http(url)('POST', '/auth/login', { email: user.email, password })
  return program(url, body as TokenPair)
}

const callerOf = async (person: Program): Promise<Caller> => ({
  url: person.url,
  accessToken: person.accessToken,
  cookie: sessionCookieOf(await signInByForm(person.url, person.user.email)).split(';')[0] ?? '',
  person,
})

async function revoked(person: Program): Promise<Caller> {
  const again = await signInAgain(person)
  const { person: _, ...caller } = await callerOf(again)
  await again.post('/auth/logout')
  const { items } = await person.get<{ items: { id: string; kind: string }[] }>('/me/sessions')
  for (const { id, kind } of items) if (kind === 'browser') await person.http('DELETE', `/me/sessions/${id}`)
  return caller
}

async function deactivate({ admin, deactivated }: Cast['people']) {
  const { status } = await admin.http('PATCH', `/admin/users/${deactivated.user.id}`, {
    state: 'deactivated',
  })
  if (status !== 200) throw new Error(`deactivate: ${status}`)
}

/** Nothing over HTTP gives roles of the instance. */
const giveRoles = (server: Server, people: Cast['people']) =>
  change(server, (handle) => {
    const give = handle.prepare('update users set role = ? where id = ?')
    for (const [name, role] of Object.entries(roles))
      give.run(role, people[name as keyof typeof people].user.id)
  })

/** That it is required of all would hold back everybody else, too. */
const holdBack = (server: Server, { pending }: Cast['people']) =>
  change(server, (handle) =>
    handle.prepare('update users set must_set_up = 1 where id = ?').run(pending.user.id),
  )

function change({ dataDir }: Server, work: (handle: Database.Database) => unknown) {
  const handle = new Database(join(dataDir, 'rooms.db'))
  handle.pragma('busy_timeout = 5000')
  work(handle)
  handle.close()
}
