import type { Queries } from '#lib/db/open.ts'
import type { Subscribe } from '#lib/facts/bus.ts'
import { moderatorIds, whoSeesLinks } from '#lib/rooms/moderators.ts'
import type { Send } from '../audience.ts'
import type { TellSummary } from './summaries.ts'

export function deliverRooms({ on }: Subscribe, db: Queries, send: Send, tellSummary: TellSummary): void {
  on('room.changed', ({ roomId }) => tellSummary(roomId, { members: roomId }))
  on('room.deleted', ({ roomId, people }) => send('room:removed', { people }, { roomId, reason: 'deleted' }))

  on('membership.started', ({ roomId, userId, role }) => {
    send('member:changed', { watchers: roomId }, { roomId, userId, change: 'joined', role })
    return tellSummary(roomId, { people: [userId] })
  })
  on('member.added', ({ roomId, userId, by }) => send('room:added', { people: [userId] }, { roomId, by }))
  on('membership.changed', ({ roomId, userId, role }) => {
    // They may do other things now, also where they do not have the room open.
    for (const audience of [{ watchers: roomId }, { people: [userId] }])
      send('member:changed', audience, { roomId, userId, change: 'role', role })
  })
  on('membership.muted', ({ roomId, userId, mute, moderators }) => {
    send('room:muted', { people: [userId] }, { roomId, mute })
    send('member:muted', { members: roomId, among: moderators }, { roomId, userId })
  })
  on('membership.ended', ({ roomId, userId, reason, ban }) => {
    const told = ban ? { reason: 'banned' as const, because: ban.reason } : { reason }
    send('room:removed', { people: [userId] }, { roomId, ...told })
    send('member:changed', { watchers: roomId }, { roomId, userId, change: 'left' })
  })
  on('bans.changed', async ({ roomId }) => {
    const among = await moderatorIds(db, roomId)
    if (among.length > 0) send('bans:changed', { members: roomId, among }, { roomId })
  })
  on('invites.changed', async ({ roomId }) => {
    const among = await whoSeesLinks(db, roomId)
    const audience = among === 'all' ? { watchers: roomId } : { members: roomId, among }
    if (among.length > 0) send('invites:changed', audience, { roomId })
  })
  on('reading.moved', ({ userId, ...place }) => send('read:changed', { people: [userId] }, place))
  on('attention.changed', ({ roomId, userId, attention }) =>
    send('room:attention', { people: [userId] }, { roomId, ...attention }),
  )
}
