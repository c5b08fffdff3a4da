import type { z } from 'zod'
import { type Issue, issue, Refusal } from '#lib/errors.ts'
import { isReason } from '#lib/words/in-english.ts'
import type { Params } from '#lib/words/reasons.ts'

/**
 * What came in through any door, as its shape has it; refuses what has another form, `path` joined by dots.
 * `reason` says why where the first fault has none of its own: where zod words it.
 */
export function parsed<S extends z.ZodType>(shape: S, given: unknown, reason: FormReason): z.output<S> {
  const checked = shape.safeParse(given)
  if (checked.success) {
    makeWhole(checked.data)
    return checked.data
  }
  const issues = issuesOf(checked.error)
  const [first] = issues
  throw new Refusal('invalid_input', (first?.reason ?? reason) as FormReason, first?.params ?? {}, {
    issues,
    ...(first && { message: first.message }),
  })
}

/**
 * Puts U+FFFD in the place of each half of a pair that lost the other: JSON can bring some, no encoding of
 * Unicode can, and PostgreSQL takes none. As deep as shapes go.
 */
function makeWhole(value: unknown): void {
  if (typeof value !== 'object' || value === null) return
  for (const [key, one] of Object.entries(value))
    if (typeof one !== 'string') makeWhole(one)
    else if (!one.isWellFormed()) Reflect.set(value, key, one.toWellFormed())
}

type FormReason = 'http.request' | 'http.command' | 'http.handshake' | 'http.formInput'

/**
 * What is wrong with what was sent. Schemas name reasons in the place of zod's
 * messages; what zod says by itself stays as it is.
 */
export const issuesOf = ({ issues }: Pick<z.ZodError, 'issues'>): Issue[] =>
  issues.flatMap((one) => {
    // Of what has several forms the last one is meant: it is the usual one.
    if (one.code === 'invalid_union' && one.errors.length > 0)
      return issuesOf({ issues: one.errors.at(-1) ?? [] })
    const path = one.path.join('.')
    return isReason(one.message) ? issue(path, one.message, boundsOf(one)) : { path, message: one.message }
  })

const boundsOf = (one: z.core.$ZodIssue): Params => ({
  ...('minimum' in one && { min: Number(one.minimum) }),
  ...('maximum' in one && { max: Number(one.maximum) }),
})
