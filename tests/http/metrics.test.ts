import { afterAll, expect, test } from 'vitest'
import { kindsFor } from '#lib/job-kinds.ts'
import { createRoom, register } from '../client.ts'
import { startServer } from '../server.ts'

const token = 'a-token-for-the-scraper'
const server = await startServer({ METRICS_TOKEN: token })
afterAll(server.stop)
const metrics = (authorization?: string) =>
  fetch(`${server.url}/metrics`, { headers: authorization ? { authorization } : {} })

test('figures are for whoever brings the token', async () => {
  const ana = await register(server.url, 'Ana')
  for (const brought of [
    undefined,
    'Bearer ',
    `Bearer ${token}x`,
    `bearer${token}`,
    `Bearer ${ana.accessToken}`,
  ])
    expect((await metrics(brought)).status, brought).toBe(401)
  expect((await metrics(`bearer  ${token}`)).status, 'a scheme is named in any case').toBe(200)
  const answer = await metrics(`Bearer ${token}`)
  expect(answer.status).toBe(200)
  expect(answer.headers.get('content-type')).toMatch(/^text\/plain; version=0\.0\.4/)
})

test('they count requests, commands and sockets by name, and name nobody', async () => {
  const bob = await register(server.url, 'Bob')
  const room = await createRoom(bob)
  await bob.http('GET', `/rooms/${room.id}`)
  await bob.http('GET', '/rooms/none')
  const line = await bob.connect()
  await line.send('room:watch', { roomId: room.id })
  await line.ask('room:watch', { roomId: 'none' })
  await line.socket.emitWithAck('no:such' as never, {})
  const text = await (await metrics(`Bearer ${token}`)).text()
  const counted = 'rooms_http_request_duration_seconds_count{method="GET",route="/rooms/{roomId}"'
  expect(text).toContain(`${counted},status="200"} 1`)
  expect(text).toContain(`${counted},status="404"} 1`)
  const commands = 'rooms_socket_command_duration_seconds_count'
  expect(text).toContain(`${commands}{event="room:watch",outcome="ok"} 1`)
  expect(text).toContain(`${commands}{event="room:watch",outcome="not_found"} 1`)
  expect(text).toContain(`${commands}{event="unknown",outcome="invalid_input"} 1`)
  expect(text).toMatch(/^rooms_call_participants 0$/m)
  expect(text).toMatch(/^rooms_sockets 1$/m)
  // What recurs waits for its time.
  const recurring = kindsFor({ BACKUP_DIR: '' }).filter(({ everyMs }) => everyMs !== null)
  expect(text).toContain(`\nrooms_jobs{state="waiting"} ${recurring.length}\n`)
  expect(text).toMatch(/^rooms_jobs\{state="given_up"\} 0$/m)
  expect(text).toMatch(/^rooms_people 1$/m)
  expect(text).toMatch(/^nodejs_eventloop_lag_p99_seconds /m)
  for (const secret of [room.id, bob.user.id, bob.user.email, 'Bob']) expect(text).not.toContain(secret)
})

test('participants of calls are counted while they take part', async () => {
  const cy = await register(server.url, 'Cy')
  const room = await createRoom(cy, [], { type: 'video' })
  const line = await cy.connect()
  const count = async () =>
    /^rooms_call_participants (\d+)$/m.exec(await (await metrics(`Bearer ${token}`)).text())?.[1]
  const media = { microphone: true, camera: false, screen: false }
  await line.send('call:join', { roomId: room.id, media })
  expect(await count()).toBe('1')
  await cy.http('PATCH', `/rooms/${room.id}`, { isActive: false })
  await line.next('call:left')
  await expect.poll(count).toBe('0')
})

test('without a token there is no such page', async () => {
  const other = await startServer()
  expect((await fetch(`${other.url}/metrics`)).status).toBe(404)
  await other.stop()
})
