import { z } from 'zod'
import type { World } from '#lib/context.ts'

/** What a job is told and tells while it is worked at. */
export type UnderWay = {
  /** Aborted when the process stops, or has lost the job to another: what is left may be left to the next. */
  signal: AbortSignal
  /** How far it is, for whoever waits for it; stored at most once a second. */
  progress: (done: number, total: number) => Promise<void>
  /** The job’s own, the same one in each try. */
  id: string
  /**
   * For what can neither be done twice nor undone: called right before it is done, and stored. If the process
   * dies after that, the job is not begun again but given up. Rejects when the job was lost to another.
   */
  commit: () => Promise<void>
  /** It certainly was not done, so it may be tried again. */
  takeBack: () => Promise<void>
}

/**
 * Work that must happen although a process dies. It may begin again anywhere, so doing it twice must be doing
 * it once; what cannot be so commits (`UnderWay`).
 */
export type JobKind<Name extends string = string, Payload = unknown> = {
  name: Name
  payload: z.ZodType<Payload>
  /** How often it is begun before it is given up. What recurs is not given up: its next time comes. */
  tries: number
  /**
   * Jobs of this kind that one process works at together. Each kind has places of its own, so that a long one
   * keeps no other waiting.
   */
  atOnce: number
  /** How long after its end it begins again; null for what is enqueued. */
  everyMs: number | null
  /** What is kept of the payload of one that was given up, where not all of it may be. */
  remains: ((stored: unknown) => unknown) | null
  run: (world: World, stored: unknown, underWay: UnderWay) => Promise<void>
}

type Described<Name, Payload> = {
  name: Name
  payload: z.ZodType<Payload>
  run: (world: World, payload: Payload, underWay: UnderWay) => Promise<void>
  tries?: number
  atOnce?: number
  remains?: (payload: Payload) => Payload
}

/** Describes jobs that are enqueued with a payload. */
export const jobKind = <const Name extends string, Payload>({
  run,
  remains,
  ...described
}: Described<Name, Payload>): JobKind<Name, Payload> => ({
  tries: 10,
  atOnce: 4,
  everyMs: null,
  ...described,
  remains: remains
    ? (stored) => {
        const payload = described.payload.safeParse(stored)
        return payload.success ? remains(payload.data) : {}
      }
    : null,
  run: async (world, stored, underWay) => run(world, described.payload.parse(stored), underWay),
})

/** Describes what recurs: one job for all processes, whichever of them runs it. */
export const every = <const Name extends string>(
  everyMs: number,
  described: Omit<Described<Name, Record<string, never>>, 'payload' | 'atOnce'>,
): JobKind<Name, Record<string, never>> => ({
  ...jobKind({ ...described, payload: nothing, atOnce: 1 }),
  everyMs,
})

const nothing = z.record(z.string(), z.never())
