import { useInstance } from '#components/instance/instance-context.tsx'
import { useJoinedRooms } from '#components/rooms/my-rooms-context.tsx'
import { keptDays } from '#lib/rooms/policy.ts'

/** After how many days messages go from a room, as it is set now; null: never. */
export function useKeptDays(roomId: string): number | null {
  const instance = useInstance()
  const room = useJoinedRooms().find(({ id }) => id === roomId)
  return room ? keptDays(room.retentionDays, instance) : null
}
