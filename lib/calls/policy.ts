import { Refusal } from '#lib/errors.ts'
import { canModerate } from '#lib/rooms/policy.ts'
import type { RoomRole, RoomType, Visibility } from '#lib/rooms/schema.ts'
import type { Media } from './schema.ts'

type Caps = { LIMIT_CALL_PARTICIPANTS: number; LIMIT_CALL_VIDEO: number }
type Seated = { media: Media }

/** Refuses (`conflict`) a call in a room for text alone. */
export function requireVideo(room: { type: RoomType }): void {
  if (room.type !== 'video')
    throw new Refusal('conflict', 'This is a text room: calls are held in video rooms.')
}

/** Refuses (`conflict`) to ring many people who did not choose each other. */
export function requireDirect(room: { visibility: Visibility }): void {
  if (room.visibility !== 'direct') throw new Refusal('conflict', 'Only direct rooms ring.')
}

/** Who of those in a locked call lets others in: its moderators and owners; while none of them sits in it, everybody in it. */
export function lettingIn<S extends { role: RoomRole | null }>(seated: S[]): S[] {
  const moderators = seated.filter(canModerate)
  return moderators.length > 0 ? moderators : seated
}

/** Refuses one more than a mesh carries. `others` are those already in the call. */
export function requireCapacity(caps: Caps, others: Seated[], media: Media): void {
  if (others.length >= caps.LIMIT_CALL_PARTICIPANTS)
    throw new Refusal('conflict', `This call is full: ${caps.LIMIT_CALL_PARTICIPANTS} people are in it.`)
  const withVideo = others.filter((other) => other.media.camera || other.media.screen).length
  if ((media.camera || media.screen) && withVideo >= caps.LIMIT_CALL_VIDEO)
    throw tooManyPictures(
      `No more than ${caps.LIMIT_CALL_VIDEO} can show pictures in a call. Take part with your camera off.`,
    )
}

/** The one conflict that ends by taking part without a picture. */
const tooManyPictures = (message: string) =>
  new Refusal('conflict', message, { issues: [{ path: 'media', message }] })
