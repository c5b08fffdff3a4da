import type { Page } from '@playwright/test'
import { expectMedia, links, seatOf, test, tileOf } from '../calls.ts'
import { expect } from '../fixtures.ts'

declare global {
  interface Window {
    /** The page's own peer connections, the oldest first. */
    connections: RTCPeerConnection[]
  }
}

const keepConnections = async (page: Page) =>
  page.addInitScript(() => {
    window.connections = []
    window.RTCPeerConnection = class extends RTCPeerConnection {
      constructor(configuration?: RTCConfiguration) {
        super(configuration)
        window.connections.push(this)
      }
    }
  })

test('who cannot hear whom is said to everybody, and repaired', async ({ gather }) => {
  test.setTimeout(240_000)
  const { callers } = await gather(['Ana', 'Bob', 'Cy'], undefined, keepConnections)
  const [ana, bob, cy] = callers
  if (!ana || !bob || !cy) throw new Error('nobody came')
  for (const caller of callers) await caller.joinsCall()
  await expectMedia(callers)

  // Bob came after Ana: her first connection is the one with him. Its sound stops without anybody being told.
  const [seat, epoch] = [await seatOf(ana), (await links(bob))[0]?.epoch]
  await ana.page.evaluate(async () => {
    const [microphone] = window.connections[0]?.getTransceivers() ?? []
    await microphone?.sender.replaceTrack(null)
  })
  const among = { timeout: 30_000 }
  await expect(tileOf(bob, ana).getByText('You cannot hear them. Repairing…')).toBeVisible(among)
  await expect(tileOf(cy, ana).getByText('Bob cannot hear Ana. Repairing…')).toBeVisible(among)
  await expect(tileOf(ana, ana).getByText('Bob cannot hear you. Repairing…')).toBeVisible(among)

  await expect(tileOf(cy, ana).getByText('Bob cannot hear Ana.')).toBeHidden(among)
  await expectMedia(callers)
  const repaired = (await links(bob)).find(({ participantId }) => participantId === seat)
  expect(repaired?.epoch, 'made anew').toBeGreaterThan(epoch ?? Number.POSITIVE_INFINITY)
})
