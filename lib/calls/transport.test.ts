import { expect, test } from 'vitest'
import { createRoom, createUser, unheard } from '../../tests/factories.ts'
import { openWorld } from '../../tests/world.ts'
import * as schema from './schema.ts'
import { joinCall, resumeCall } from './seating.ts'

const world = await openWorld({
  LIMIT_CALL_PARTICIPANTS: '5',
  LIMIT_CALL_VIDEO: '3',
  TURN_URLS: 'turn:turn.example.org',
  TURN_SECRET: 'a secret of the relay',
})
const media = { microphone: true, camera: true, screen: false }
const line = { node: 'here', socketId: 'line' }

test('a seat names its transport, and a program finds the servers and limits where the contract has them', async () => {
  const ana = await createUser(world, 'Ana')
  const room = await createRoom(ana, { type: 'video' })
  const joined = await joinCall(ana, { roomId: room.id, media }, line, unheard)
  const { resumeToken } = joined
  const resumed = await resumeCall(ana, { resumeToken, media }, line, unheard)
  for (const seat of [joined, resumed]) {
    expect(seat.transport.kind).toBe('mesh')
    expect(seat.iceServers).toEqual(seat.transport.iceServers)
    const [relay] = seat.iceServers
    expect(relay?.urls).toEqual(['turn:turn.example.org'])
    expect(relay?.username).toMatch(new RegExp(`^\\d+:${ana.viewer.userId}$`))
    expect(seat.limits).toEqual({ participants: 5, withVideo: 3 })
    expect(schema.seat.parse(seat)).toEqual(seat)
  }
})
