import { expect, it, vi } from 'vitest'
import type { IceServer } from '../../../schema.ts'
import { createIceServers } from './ice-servers.ts'

const turn = (username: string): IceServer[] => [{ urls: ['turn:turn.example:3478'], username }]

it('asks once for all links, and not again within seconds', async () => {
  vi.useFakeTimers()
  let asked = 0
  const servers = createIceServers(async () => turn(`${++asked}`))
  await Promise.all([servers.refresh(), servers.refresh(), servers.refresh()])
  await servers.refresh()
  expect([asked, servers.known(), servers.relay()]).toEqual([1, turn('1'), true])
  vi.advanceTimersByTime(6_000)
  await servers.refresh()
  expect([asked, servers.known()]).toEqual([2, turn('2')])
  vi.useRealTimers()
})

it('goes on with those it knows when the server refuses or does not answer', async () => {
  vi.useFakeTimers()
  const answers = [() => Promise.reject(new Error('away')), () => new Promise<IceServer[]>(() => {})]
  const servers = createIceServers(() => answers.shift()?.() ?? Promise.resolve([]))
  servers.set(turn('seat'))
  vi.advanceTimersByTime(6_000)
  await servers.refresh()
  vi.advanceTimersByTime(6_000)
  const waiting = servers.refresh()
  await vi.advanceTimersByTimeAsync(2_000)
  await waiting
  expect(servers.known()).toEqual(turn('seat'))
  vi.useRealTimers()
})

it('knows a STUN server is no relay', () => {
  const servers = createIceServers(async () => [])
  servers.set([{ urls: ['stun:stun.example:3478'] }])
  expect(servers.relay()).toBe(false)
})
