import { afterAll, expect, test } from 'vitest'
import type { TokenPair } from '#lib/accounts/schema.ts'
import type { GuestLink } from '#lib/guests/schema.ts'
import type { Room } from '#lib/rooms/schema.ts'
import { createRoom, http, type Line, type Program, program, register, say } from '../client.ts'
import { startServer } from '../server.ts'
import { type Happened, happenIn, happenToAll } from './happenings.ts'

const server = await startServer({
  LIMIT_MESSAGES_PER_5S: '100000',
  LIMIT_COMMANDS_PER_SECOND: '10000',
  LIMIT_REGISTRATIONS_PER_10MIN: '100',
})
afterAll(server.stop)
const { url } = server
const people = async (...names: string[]) => Promise.all(names.map((name) => register(url, name)))

/** Nobody's secret: they hold nothing, and everybody is told. */
const harmless = ['server:hello', 'instance:changed', 'emoji:changed']
/** Told to moderators and administrators, or to whoever it is about. */
const notForReaders = [
  ...['reports:changed', 'member:muted', 'room:muted', 'bans:changed', 'invites:changed', 'message:removed'],
  ...['saved:changed', 'reminder:changed', 'scheduled:changed', 'room:attention', 'read:changed'],
  ...['thread:activity', 'thread:changed', 'activity:changed', 'room:added', 'room:removed'],
  ...['call:signaled', 'call:knocked', 'call:ringing', 'call:moderated', 'session:ended'],
]

/** What somebody heard since, as text, without what is nobody's secret. */
function told(line: Line, from: number): string[] {
  const heard = line.all(from).filter(([name]) => !harmless.includes(name))
  return heard.map(([name, payload]) => `${name} ${JSON.stringify(payload)}`)
}
const holding = (lines: string[], secrets: string[]) =>
  lines.filter((one) => secrets.some((secret) => one.includes(secret)))
const named = (lines: string[], names: string[]) =>
  lines.filter((one) => names.includes(one.split(' ', 1)[0] ?? ''))

async function asGuest(owner: Program, { id }: Room): Promise<Program> {
  const link = await owner.post<GuestLink>(`/rooms/${id}/guest-link`)
  const token = link.url.split('/').at(-1)
  const { body } = await http(url)('POST', '/guests', { token, name: 'Gus' })
  return program(url, body as TokenPair)
}

test('a guest, somebody banned, somebody muted, somebody deactivated and a stranger hear nothing but what is theirs, whatever happens', async () => {
  // The first account is the administrator's.
  const ana = await register(url, 'Ana')
  const [bob, cleo, max, dan, dea, eve] = (await people('Bob', 'Cleo', 'Max', 'Dan', 'Dea', 'Eve')) as [
    Program,
    Program,
    Program,
    Program,
    Program,
    Program,
  ]
  const lounge = await createRoom(ana, [bob, cleo, max, dan, dea], { type: 'video' })
  const house = await createRoom(ana, [bob, cleo], { type: 'video' })
  const vault = await createRoom(ana, [bob, cleo, dea], { type: 'video' })
  const square = await createRoom(ana, [bob, cleo], { type: 'video', visibility: 'public', name: 'Square' })
  const direct = await ana.post<Room>('/rooms', { visibility: 'direct', userIds: [bob.user.id] })
  const gus = await asGuest(ana, house)

  const lines = {
    gus: await gus.connect(),
    max: await max.connect(),
    dan: await dan.connect(),
    dea: await dea.connect(),
    eve: await eve.connect(),
  }
  for (const one of [lines.max, lines.dan, lines.dea]) await one.send('room:watch', { roomId: lounge.id })
  await lines.dea.send('room:watch', { roomId: vault.id })
  await lines.gus.send('room:watch', { roomId: house.id })
  const pair = { owner: ana, member: bob, a: await ana.connect(), b: await bob.connect() }
  const elsewhere = await cleo.connect()

  await ana.http('PUT', `/rooms/${lounge.id}/members/${max.user.id}/mute`, { reason: 'Loud' })
  await ana.http('POST', `/rooms/${lounge.id}/ban`, { userId: dan.user.id, reason: 'Rude' })
  await ana.http('PATCH', `/admin/users/${dea.user.id}`, { state: 'deactivated' })
  await lines.max.next('room:muted')
  expect(await lines.dan.next('room:removed')).toMatchObject({ reason: 'banned', because: 'Rude' })
  expect(await lines.dea.next('session:ended')).toEqual({ reason: 'deactivated' })
  await lines.dea.closed
  await expect(dea.connect()).rejects.toThrow()
  const from = Object.fromEntries(Object.entries(lines).map(([who, line]) => [who, line.all().length]))

  const happened = new Map<Room, Happened>()
  for (const room of [vault, square, direct, lounge, house])
    happened.set(room, await happenIn(room, pair, cleo, { openToGuests: room !== house }))
  await happenToAll(pair)

  // What is gathered for a second has been told by then; what came before has come with what comes next.
  for (const { id } of [vault, square, lounge, house])
    await elsewhere.next('room:activity', ({ roomId, lastSeq }) => roomId === id && lastSeq > 5)
  const ends = await createRoom(ana, [max, dan, eve], { name: 'Ends' })
  for (const { id } of [ends, house]) await say(pair.a, id, 'The end')
  for (const one of [lines.max, lines.dan, lines.eve])
    await one.next('room:activity', ({ roomId }) => roomId === ends.id)
  await lines.gus.next('message:posted', ({ content }) => content === 'The end')

  const heard = (who: keyof typeof lines) =>
    told(lines[who], from[who] ?? 0).filter((one) => !one.includes(ends.id))
  const of = (room: Room): Happened => happened.get(room) ?? { open: [], hidden: [] }
  const all = [...happened.values()].flatMap(({ open, hidden }) => [...open, ...hidden])
  const elsewhereThan = (own: Room) => [
    ...[...happened].flatMap(([room, { open, hidden }]) => (room === own ? [] : [...open, ...hidden])),
    ...of(own).hidden,
  ]

  // Whoever may know does: else the rest would prove nothing.
  const anas = pair.a.all().map((one) => JSON.stringify(one))
  for (const word of [...happened.values()].flatMap(({ open }) => open))
    expect(holding(anas, [word]), word).not.toEqual([])

  for (const [who, own] of [
    ['gus', house],
    ['max', lounge],
  ] as const) {
    expect(holding(heard(who), elsewhereThan(own)), who).toEqual([])
    expect(named(heard(who), notForReaders), who).toEqual([])
    expect(holding(heard(who), [own.id]), who).not.toEqual([])
  }
  for (const who of ['dan', 'dea', 'eve'] as const) {
    expect(holding(heard(who), [...all, ana.user.id, bob.user.id, cleo.user.id]), who).toEqual([])
    expect(heard(who), who).toEqual([])
  }
})
