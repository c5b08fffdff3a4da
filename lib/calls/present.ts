import { isoTime } from '#lib/accounts/present.ts'
import type { ParticipantRow } from './roster.ts'
import type { CallState, Participant } from './schema.ts'

export const presentParticipant = ({ participant, user }: ParticipantRow): Participant => ({
  participantId: participant.id,
  userId: user.id,
  name: user.name,
  avatarUrl: user.avatarUrl,
  joinSeq: participant.joinSeq,
  media: participant.media,
  hand: participant.hand,
  status: participant.lostAt === null ? 'connected' : 'reconnecting',
  links: participant.links,
})

/** `startedAt` is unknown for calls from before it was kept. */
export const presentCall = (rows: ParticipantRow[], startedAt: number | undefined): CallState => ({
  startedAt: isoTime(startedAt ?? Math.min(...rows.map((row) => row.participant.joinedAt))),
  participants: rows.map(presentParticipant),
})
