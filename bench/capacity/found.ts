import type { Top } from './step-up.ts'

/** What was measured on one machine. */
export type Found = {
  cores: number
  memoryBytes: number
  /** What was free before anything of this was started. */
  freeMemoryBytes: number
  mostOpenFiles: number
  database: 'SQLite' | 'PostgreSQL'
  /** How many people were connected, each with a room open. */
  connected: number
  serverBytes: number
  bytesPerPerson: number
  /** A busy hour, in people; and posts alone, in posts a second. */
  people: Top | null
  posts: Top | null
  uploadsPerSecond: number
  /** From the start of the server until it is ready, and how many then come back in a second. */
  readyMs: number
  backPerSecond: number
  folder: string
  onSameDisk: boolean
  disk: { syncMs: number; freeBytes: number }
}
