import type { EventName, EventPayload } from './contract.ts'

/**
 * Who hears an event. Each form is resolved when it is sent, so a right that has ended hears nothing more.
 */
export type Audience =
  | { watchers: string }
  /** Watchers and participants of a room's call. */
  | { call: string }
  | { participant: string }
  | { people: string[] }
  /** All members of a room, or those of some people who are members. */
  | { members: string; among?: string[] }
  /**
   * Members who do not have the room open; gathered to one event a second. `mentioned` holds
   * user ids, or "room": all but the author. `quiet`: it is unread for nobody in the room.
   */
  | { elsewhere: string; authorId: string; mentioned: string[]; quiet: boolean }
  | { session: string }
  /** Whoever is connected: for what is nobody's secret here. */
  | { everybody: true }

/** The only way from a fact to sockets. What is sent to one audience is heard in that order. */
export type Send = <E extends EventName>(event: E, audience: Audience, payload: EventPayload<E>) => void
