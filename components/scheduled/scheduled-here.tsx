'use client'

import { part } from '#components/parts/part.ts'
import { later } from '#components/ui/later.tsx'

const ScheduledInRoom = later(part('ScheduledInRoom'))

/** Above the place to write in a room: what of oneself is to be sent there. */
export const ScheduledHere = ({ roomId }: { roomId: string }) => (
  <ScheduledInRoom roomId={roomId} wanted={false} />
)
