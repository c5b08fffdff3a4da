import { isGuest } from '#lib/instance/policy.ts'
import { isoTime } from '#lib/iso-time.ts'
import type { CallRow, ParticipantRow } from './roster.ts'
import type { CallState, Participant } from './schema.ts'

export const presentParticipant = ({
  participant,
  user,
  is,
}: Pick<ParticipantRow, 'participant' | 'user' | 'is'>): Participant => ({
  participantId: participant.id,
  userId: user.id,
  name: user.name,
  avatarUrl: user.avatarUrl,
  ...(isGuest({ role: is }) && { guest: true as const }),
  joinSeq: participant.joinSeq,
  media: participant.media,
  hand: participant.hand,
  recording: participant.recording,
  status: participant.lostAt === null ? 'connected' : 'reconnecting',
  links: participant.links,
})

/** `call` is unknown for those from before they were kept. */
export const presentCall = (rows: ParticipantRow[], call: CallRow | undefined): CallState => ({
  startedAt: isoTime(call?.startedAt ?? Math.min(...rows.map((row) => row.participant.joinedAt))),
  participants: rows.map(presentParticipant),
  locked: call?.locked ?? false,
})
