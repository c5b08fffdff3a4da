import { z } from 'zod'

const lasting = z.object({ forMs: z.number().int().min(1).max(3_600_000) })

/** What a test instance can be asked to suffer: for a time, or at once. */
export const fault = z.discriminatedUnion('fault', [
  /** Neither reads nor writes are answered. */
  lasting.extend({ fault: z.literal('database') }),
  /** This process hears nothing of the others. */
  lasting.extend({ fault: z.literal('redis') }),
  /** Nothing more can be written: no file, no row. What is there can be read. */
  lasting.extend({ fault: z.literal('disk') }),
  /** Requests and commands are taken late; null: never, and their lines are cut. */
  lasting.extend({ fault: z.literal('answers'), delayMs: z.number().int().min(0).max(600_000).nullable() }),
  /** The clock is ahead by so much, or behind. */
  lasting.extend({ fault: z.literal('clock'), byMs: z.number().int().min(-1e11).max(1e11) }),
  /** Sockets are cut as by a router that was restarted: those of one person, or all. */
  z.object({ fault: z.literal('sockets'), userId: z.string().optional() }),
  /** The sessions of somebody run out now. */
  z.object({ fault: z.literal('session'), userId: z.string() }),
  /** All that lasts ends. */
  z.object({ fault: z.literal('none') }),
])

export type Fault = z.infer<typeof fault>
export type LastingFault = Extract<Fault, { forMs: number }>
