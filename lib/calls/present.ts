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

/** A call is its participants: without any there is none. */
export const presentCall = (rows: ParticipantRow[]): CallState | null =>
  rows.length === 0
    ? null
    : {
        startedAt: isoTime(Math.min(...rows.map((row) => row.participant.joinedAt))),
        participants: rows.map(presentParticipant),
      }
