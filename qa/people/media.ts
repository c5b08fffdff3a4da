import { expect } from '@playwright/test'
import type { CallDebug } from '#lib/calls/browser/diagnostics/debug.ts'
import type { MeshLinkReport } from '#lib/calls/browser/engines/mesh/reports.ts'

declare global {
  interface Window {
    __rooms?: CallDebug
  }
}

/** Whoever is in a call, in whichever browser. */
export type Listener = { name: string; page: { evaluate: <T>(look: () => Promise<T>) => Promise<T> } }

export const links = ({ page }: Listener): Promise<MeshLinkReport[]> =>
  page.evaluate(async () => ((await window.__rooms?.links()) as MeshLinkReport[] | undefined) ?? [])

/** How many pictures of somebody's camera or screen have arrived. */
export const framesFrom = async (caller: Listener, from: string, kind: 'camera' | 'screen' = 'camera') =>
  (await links(caller)).find(({ participantId }) => participantId === from)?.received[kind].frames ?? 0

/** What one link delivers: any of these that do not grow are named. */
type Deaf = { from: string; to: string; lacks: string }
type Wanted = { sound?: boolean; picture?: boolean; withinMs?: number }

/**
 * Waits until new sound and new pictures have arrived on every link between these, both ways: frames that
 * were decoded, and energy of sound that was heard.
 */
export async function expectMedia(
  callers: Listener[],
  { sound = true, picture = true, withinMs = 30_000 }: Wanted = {},
) {
  const before = await Promise.all(callers.map(links))
  await expect
    .poll(async () => deaf(callers, before, await Promise.all(callers.map(links)), { sound, picture }), {
      message: 'every link carries what it should',
      timeout: withinMs,
    })
    .toEqual([])
}

function deaf(
  callers: Listener[],
  before: MeshLinkReport[][],
  now: MeshLinkReport[][],
  wanted: { sound: boolean; picture: boolean },
): Deaf[] {
  return callers.flatMap((caller, at) => {
    const reports = now[at] ?? []
    const missing = callers.length - 1 - reports.length
    const none: Deaf[] = missing === 0 ? [] : [{ from: `${missing} people`, to: caller.name, lacks: 'link' }]
    return reports.reduce((found, { participantId: from, epoch, received }) => {
      // A link that was rebuilt counts from nothing.
      const old = before[at]?.find(
        (report) => report.participantId === from && report.epoch === epoch,
      )?.received
      const frames = received.camera.frames - (old?.camera.frames ?? 0)
      const energy = received.microphone.energy - (old?.microphone.energy ?? 0)
      if (wanted.picture && frames < 5) found.push({ from, to: caller.name, lacks: 'picture' })
      if (wanted.sound && energy <= 0) found.push({ from, to: caller.name, lacks: 'sound' })
      return found
    }, none)
  })
}
