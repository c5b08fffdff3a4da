import { z } from 'zod'
import { pageSize } from '#lib/limits.ts'
import { oneLine, written } from '#lib/text/signs.ts'

/** What somebody writes, of several lines; "" when nothing in it can be seen. */
export const paragraph = (max: number, tooLong = 'invalid.tooLong', asKept = written) =>
  z.string().overwrite(asKept).max(max, tooLong)

/** What something is called: one line, in which something can be seen. */
export const line = (max: number) =>
  z.string().overwrite(oneLine).max(max, 'invalid.tooLong').min(1, 'invalid.empty')

export const id = z
  .string()
  .min(1)
  .max(64)
  .regex(/^[\w-]+$/, 'invalid.id')
export const time = z.iso.datetime({ precision: 3 })
export const flag = z.enum(['true', 'false']).transform((value) => value === 'true')

export const paging = z.object({
  limit: z.coerce.number().int().min(1).max(pageSize.max).default(pageSize.default),
  // Holds what a list is sorted by: a name as long as a setting can allow, in any script.
  cursor: z.string().max(8_192).optional(),
})

export type Page<T> = { items: T[]; nextCursor: string | null }
export const page = <T extends z.ZodType>(item: T) =>
  z.object({ items: z.array(item), nextCursor: z.string().nullable() })

const refusalParams = z.record(z.string(), z.union([z.string(), z.number()]))

/** RFC 9457 problem details, as every HTTP error is told. */
export const problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.number(),
  detail: z.string(),
  code: z.string(),
  /** A stable key, and what its sentence counts or names: for clients that make words of their own. */
  reason: z.string(),
  params: refusalParams.optional(),
  errors: z
    .array(
      z.object({
        path: z.string(),
        message: z.string(),
        reason: z.string().optional(),
        params: refusalParams.optional(),
      }),
    )
    .optional(),
  retryAfterMs: z.number().optional(),
  /** With `two_factor_required`: what the code is sent with. */
  challenge: z.string().optional(),
})
