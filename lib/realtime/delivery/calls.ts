import type { Subscribe } from '#lib/facts/bus.ts'
import type { Send } from '../audience.ts'
import type { TellSummary } from './summaries.ts'

export function deliverCalls({ on }: Subscribe, send: Send, tellSummary: TellSummary): void {
  on('participant.joined', ({ roomId, participant }) => {
    send('call:joined', { call: roomId }, { ...participant, roomId })
    return tellSummary(roomId, { members: roomId })
  })
  on('participant.changed', ({ roomId, participant }) =>
    send('call:changed', { call: roomId }, { ...participant, roomId }),
  )
  on('participant.left', ({ roomId, participant, reason }) => {
    const own = { participant: participant.participantId }
    if (reason === 'removed') send('call:moderated', own, { roomId, action: 'remove' })
    if (reason === 'replaced') send('call:replaced', own, { roomId })
    send('call:left', { call: roomId }, { ...participant, roomId, reason })
    return tellSummary(roomId, { members: roomId })
  })
  on('participant.muted', ({ roomId, participantId }) =>
    send('call:moderated', { participant: participantId }, { roomId, action: 'mute' }),
  )
  on('participant.gaveWay', ({ roomId, participantId }) =>
    send('call:moderated', { participant: participantId }, { roomId, action: 'camera' }),
  )
  on('participant.reacted', ({ roomId, ...reaction }) =>
    send('call:reacted', { call: roomId }, { roomId, ...reaction }),
  )
  on('signal.sent', ({ roomId, from, to, signal }) =>
    send('call:signaled', { participant: to }, { roomId, from, ...signal }),
  )

  on('call.locked', ({ roomId, locked }) => send('call:locked', { call: roomId }, { roomId, locked }))
  on('knock.heard', ({ roomId, person, to }) => {
    for (const participant of to) send('call:knocked', { participant }, { roomId, person })
  })
  on('knock.answered', ({ roomId, userId, admitted }) => {
    // Those inside, and whoever waited, wherever they wait.
    for (const audience of [{ call: roomId }, { people: [userId] }])
      send('call:answered', audience, { roomId, userId, admitted })
  })

  on('call.rang', ({ roomId, from, people }) => send('call:ringing', { people }, { roomId, from }))
  on('call.declined', ({ roomId, person }) => {
    // The call, and their other tabs, which then ring no more.
    for (const audience of [{ call: roomId }, { people: [person.id] }])
      send('call:declined', audience, { roomId, person })
  })
}
