import { addressOf } from '#lib/http/browser/client.ts'
import type { Media } from '../../schema.ts'

/*
 * The way back into a call after a reload. It lives in the tab's own storage, which a duplicated tab copies:
 * the lock makes sure that only one of the two takes the seat.
 */
export type StoredSeat = { participantId: string; resumeToken: string; media: Media; leftAtMs: number | null }

/** A tab that is reopened later than this finds the lobby, not an open microphone. */
const staleMs = 60_000
const handoverMs = 1_000
const key = (roomId: string) => `rooms.call.${roomId}`

export const storeSeat = (roomId: string, seat: StoredSeat) =>
  sessionStorage.setItem(key(roomId), JSON.stringify(seat))

export const removeStoredSeat = (roomId: string) => sessionStorage.removeItem(key(roomId))

/** Whether this tab was in the room's call when its page went away. */
export const hasStoredSeat = (roomId: string): boolean => readSeat(roomId) !== null

/** The rooms in whose calls this tab was. */
export const roomsWithStoredSeat = (): string[] =>
  Object.keys(sessionStorage)
    .filter((one) => one.startsWith(key('')))
    .map((one) => one.slice(key('').length))
    .filter(hasStoredSeat)

/** The seat this tab had, unless another tab has it now. */
export async function claimStoredSeat(roomId: string): Promise<StoredSeat | null> {
  const seat = readSeat(roomId)
  return seat && (await claimSeat(seat.participantId)) ? seat : null
}

function readSeat(roomId: string): StoredSeat | null {
  const text = sessionStorage.getItem(key(roomId))
  const seat: StoredSeat | null = text === null ? null : JSON.parse(text)
  return seat && seat.leftAtMs !== null && Date.now() - seat.leftAtMs < staleMs ? seat : null
}

/** How each claim of this tab is released, by participant. */
const claims = new Map<string, () => void>()

/** Marks the participant as living in this tab until it is released or the page goes away. */
export async function claimSeat(participantId: string): Promise<boolean> {
  if (claims.has(participantId) || !navigator.locks) return true
  return await new Promise((answer) => {
    // After a reload the page before may take a moment to let go.
    const signal = AbortSignal.timeout(handoverMs)
    navigator.locks
      .request(`rooms.seat.${participantId}`, { signal }, () => {
        answer(true)
        return new Promise<void>((release) => claims.set(participantId, release))
      })
      .catch(() => answer(false))
  })
}

export function releaseSeat(participantId: string) {
  claims.get(participantId)?.()
  claims.delete(participantId)
}

/** Leaves by a beacon, which is sent even while the page goes away: the token speaks for it. */
export const leaveByBeacon = (roomId: string, resumeToken: string): void => {
  const body = new Blob([JSON.stringify({ resumeToken })], { type: 'application/json' })
  navigator.sendBeacon(addressOf('POST /rooms/{roomId}/call/leave', { params: { roomId } }), body)
}
