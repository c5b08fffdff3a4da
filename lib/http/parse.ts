import type { z } from 'zod'
import { Refusal } from '#lib/errors.ts'

/** What came in through any door, as its shape has it; refuses what has another form, `path` joined by dots. `words` are for who sent nothing nameable. */
export function parsed<S extends z.ZodType>(shape: S, given: unknown, words: string): z.output<S> {
  const checked = shape.safeParse(given)
  if (checked.success) return checked.data
  const issues = checked.error.issues.map(({ path, message }) => ({ path: path.join('.'), message }))
  throw new Refusal('invalid_input', issues[0]?.message ?? words, { issues })
}
