import type { Member, Room } from '#lib/rooms/schema.ts'
import { createStore } from '#lib/store.ts'

export type RoomHere = { room: Room; members: readonly Member[]; online: ReadonlySet<string> }

/** The room that is shown now: what a person's card knows of them besides. */
export const roomHere = createStore<{ here: RoomHere | null }>({ here: null })
