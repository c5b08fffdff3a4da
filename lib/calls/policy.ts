import { Refusal } from '#lib/errors.ts'
import { canModerate } from '#lib/rooms/policy.ts'
import type { RoomRole, RoomType, Visibility } from '#lib/rooms/schema.ts'
import type { CallLimits, Media } from './schema.ts'

type Seated = { userId: string; joinSeq: number; media: Media }

/** Others are for text alone: a room that becomes one ends its call in the same write. */
export const holdsCalls = (room: { type: RoomType }): boolean => room.type === 'video'

/** Refuses (`conflict`) a call in a room for text alone. */
export function requireVideo(room: { type: RoomType }): void {
  if (!holdsCalls(room)) throw new Refusal('conflict', 'calls.textRoom')
}

/** Whether a call in a room rings: only where people chose each other. */
export const rings = (room: { visibility: Visibility }): boolean => room.visibility === 'direct'

/** Refuses (`conflict`) to ring many people who did not choose each other. */
export function requireDirect(room: { visibility: Visibility }): void {
  if (!rings(room)) throw new Refusal('conflict', 'calls.ringDirect')
}

/**
 * Who of those in a locked call lets others in: its moderators and owners; while none of them sits in it,
 * everybody in it.
 */
export function lettingIn<S extends { role: RoomRole | null }>(seated: S[]): S[] {
  const moderators = seated.filter(canModerate)
  return moderators.length > 0 ? moderators : seated
}

export const showsPicture = ({ media }: { media: Media }): boolean => media.camera || media.screen

/**
 * Refuses (`conflict`) one person or one picture more than the call carries. `others` are those already in
 * it. When all pictures are taken, whoever shows none may have one of somebody's who shows several: this
 * gives the one that has to give way, or null when there is room.
 */
export function requireCapacity<S extends Seated>(
  limits: CallLimits,
  others: S[],
  { userId, media }: Pick<Seated, 'userId' | 'media'>,
): S | null {
  if (others.length >= limits.participants)
    throw new Refusal('conflict', 'calls.full', { people: limits.participants })
  const showing = others.filter(showsPicture)
  if (!showsPicture({ media }) || showing.length < limits.withVideo) return null
  const surplus = showing.some((other) => other.userId === userId) ? undefined : newestSurplus(showing)
  if (surplus) return surplus
  throw tooManyPictures(limits.withVideo)
}

/** The newest picture of the person with the most, when that is more than one. */
function newestSurplus<S extends Seated>(showing: S[]): S | undefined {
  const count = ({ userId }: Seated) => showing.filter((other) => other.userId === userId).length
  const [surplus] = showing
    .filter((one) => count(one) > 1)
    .sort((one, other) => count(other) - count(one) || other.joinSeq - one.joinSeq)
  return surplus
}

/** The one conflict that ends by taking part without a picture. */
const tooManyPictures = (pictures: number) =>
  new Refusal('conflict', 'calls.pictures', { pictures }, { at: 'media' })
