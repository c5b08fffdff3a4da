import type { Needed } from './n-grams.ts'

/**
 * Where a message stands in the index: its time in milliseconds and room for 16 in one of them, so that the
 * order of positions is that of time.
 */
export const perMs = 16
export type Candidate = { position: number; messageId: string }
export type Entry = {
  messageId: string
  roomId: string
  createdAt: number
  digest: number
  /** Its text, folded. */
  key: string
  /** The words of what is no text: its room, its author, its having files. */
  labels: string[]
}

/**
 * Places that have all of what is needed and of each list of `any` one,
 * from `from` (included) to `before` (not).
 */
export type Wanted = Needed & { any: string[][]; from: number; before: number; limit: number }

/**
 * What messages became: those to find, the oldest first, those that are gone, and how far their rooms are.
 */
export type Change = { entries: Entry[]; gone: string[]; revisions: Map<string, number> }

/**
 * The index of what was written. It is derived: it can be lost and is made again, trails behind by
 * a moment, and never decides what somebody may read. Its tables belong to it alone, so they are
 * made here and are no part of the migrations.
 */
export type SearchIndex = {
  /** Whether this process is the one that indexes now. */
  lead: () => Promise<boolean>
  /** Up to which revision each room is indexed. */
  followed: () => Promise<Map<string, number>>
  /** Stores a change, whole or not at all. */
  put: (change: Change) => Promise<void>
  /** Forgets some of a room's messages; false once the room is forgotten altogether. */
  forget: (roomId: string) => Promise<boolean>
  /** Forgets some of what was said in a room before a time; false once there is none. */
  forgetBefore: (roomId: string, time: number) => Promise<boolean>
  /**
   * Makes looking up quick again after much was stored, a piece at once; false when there is nothing to do.
   */
  join: () => Promise<boolean>
  close: () => Promise<void>
}

/** The same for whoever looks something up; an index that is not there yet knows of nothing. */
export type IndexReader = {
  /** The newest first. */
  find: (wanted: Wanted) => Promise<Candidate[]>
  close: () => Promise<void>
}

/** Raised whenever words or tables change: an index of another version is made anew. */
export const indexVersion = 5
/** How many messages one step takes, so that neither what it holds nor what waits for it grows. */
export const atOnce = 500
