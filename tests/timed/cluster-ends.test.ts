import { Buffer } from 'node:buffer'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { expect, test } from 'vitest'
import type { TokenPair } from '#lib/accounts/schema.ts'
import type { GuestLink } from '#lib/guests/schema.ts'
import type { Room } from '#lib/rooms/schema.ts'
import { createRoom, http, type Program, program, register, upload } from '../client.ts'
import { form } from '../forms.ts'
import { startPair } from '../pair.ts'
import { beginUpload, download } from '../transfers.ts'

const { east, west } = await startPair()
const ana = await register(east.url, 'Ana')
const media = { microphone: true, camera: false, screen: false }
const body = form('late', Buffer.alloc(200_000, 'x'))

const asMember = async (room: Room): Promise<Program> => {
  const cleo = await register(west.url, 'Cleo')
  await ana.post(`/rooms/${room.id}/members`, { userId: cleo.user.id })
  return cleo
}
const asGuest = async (room: Room): Promise<Program> => {
  const { url } = await ana.post<GuestLink>(`/rooms/${room.id}/guest-link`)
  const answer = await http(west.url)('POST', '/guests', { token: url.split('/').at(-1), name: 'Gus' })
  return program(west.url, answer.body as TokenPair)
}

type Act = (room: Room, one: Program) => Promise<{ status: number }>
const isDeactivated: Act = (_, { user }) =>
  ana.http('PATCH', `/admin/users/${user.id}`, { state: 'deactivated' })
const linkEnds: Act = ({ id }) => ana.http('PATCH', `/rooms/${id}`, { guestLink: false })
const isBanned: Act = ({ id }, { user }) => ana.http('POST', `/rooms/${id}/ban`, { userId: user.id })

test.each<[string, (room: Room) => Promise<Program>, Act]>([
  ['somebody is deactivated', asMember, isDeactivated],
  ['a guest link ends', asGuest, linkEnds],
  ['a guest is banned', asGuest, isBanned],
])(
  'when %s at one process, their line, seat and upload at the other end within a second',
  async (_how, come, act) => {
    const room = await createRoom(ana, [], { type: 'video' })
    const one = await come(room)
    const [watching, leaving] = [await ana.connect(east.url), await one.connect(west.url)]
    await watching.send('room:watch', { roomId: room.id })
    const { participantId } = await leaving.send('call:join', { roomId: room.id, media })
    const sending = beginUpload(one)
    sending.write(body.subarray(0, 100_000))

    const began = performance.now()
    const [acted, ...took] = await Promise.all([
      act(room, one),
      ...[
        leaving.closed,
        watching.next('call:left', (left) => left.participantId === participantId),
        once(sending, 'response').then(([{ statusCode }]) => expect(statusCode).toBe(401)),
      ].map((end) => end.then(() => performance.now() - began)),
    ])
    expect(acted.status).toBeLessThan(300)
    for (const ms of took) expect(ms).toBeLessThan(1_000)
    sending.destroy()
    watching.close()
    await expect(one.connect(west.url)).rejects.toThrow()
  },
)

test('when a member is banned at one process, their seat and what they download at the other end within a second', async () => {
  const room = await createRoom(ana, [], { type: 'video' })
  const cleo = await asMember(room)
  const file = await upload(ana, 'large', Buffer.alloc(48 * 1_048_576, 'x'))
  const sent = { clientId: randomUUID(), content: '', attachmentIds: [file.id] }
  await ana.post(`/rooms/${room.id}/messages`, sent)
  const [watching, leaving] = [await ana.connect(east.url), await cleo.connect(west.url)]
  await watching.send('room:watch', { roomId: room.id })
  const { participantId } = await leaving.send('call:join', { roomId: room.id, media })
  const reading = await download(cleo, `/files/${file.id}`, west.url)

  const began = performance.now()
  const [acted, ...took] = await Promise.all([
    isBanned(room, cleo),
    ...[
      leaving.next('room:removed'),
      watching.next('call:left', (left) => left.participantId === participantId),
      reading.cut(),
    ].map((end) => end.then(() => performance.now() - began)),
  ])
  expect(acted.status).toBeLessThan(300)
  for (const ms of took) expect(ms).toBeLessThan(1_000)
  expect(await reading.rest()).toMatchObject({ whole: false })
  expect(leaving.socket.connected, 'their other rooms go on').toBe(true)
  for (const line of [watching, leaving]) line.close()
})
