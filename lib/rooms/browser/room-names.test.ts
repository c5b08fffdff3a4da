import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { askRoomName, knownRoomName, nameJoinedBy, roomsToNames } from './room-names.ts'

const asked: string[] = []
const answering = (answer: () => Response) =>
  vi.stubGlobal('fetch', async (path: string) => {
    asked.push(path)
    return answer()
  })
const found = (name: string) => () => Response.json({ name })
const refused = (status: number, code: string) => () => Response.json({ code, detail: 'No' }, { status })

beforeEach(() => vi.useFakeTimers({ toFake: ['Date', 'performance'] }))
afterEach(() => {
  asked.length = 0
  vi.unstubAllGlobals()
  vi.useRealTimers()
})

test('a name is asked for once, and again after a while: it goes with the right to it', async () => {
  answering(found('Hall'))
  await Promise.all([askRoomName('r1'), askRoomName('r1')])
  expect(asked).toEqual(['/api/v1/rooms/r1'])
  expect(roomsToNames('to <#r1> or <#r2>, #12')).toBe('to #Hall or #…, #12')
  answering(refused(404, 'not_found'))
  await askRoomName('r1')
  expect(knownRoomName('r1')).toBe('Hall')
  vi.advanceTimersByTime(61_000)
  await askRoomName('r1')
  expect(knownRoomName('r1')).toBeNull()
  expect(roomsToNames('<#r1>')).toBe('#…')
})

test('what could not be asked is asked another time, and says nothing', async () => {
  answering(refused(503, 'unavailable'))
  await askRoomName('r3')
  expect(knownRoomName('r3')).toBeUndefined()
  answering(found('Attic'))
  await askRoomName('r3')
  expect(knownRoomName('r3')).toBe('Attic')
})

test('rooms one is in are known by the list of them, and by nothing else once one is not', () => {
  const rooms = new Map([['r4', { name: 'Cellar' }]])
  nameJoinedBy((id) => rooms.get(id))
  expect(roomsToNames('<#r4>')).toBe('#Cellar')
  rooms.delete('r4')
  expect(roomsToNames('<#r4>')).toBe('#…')
})
