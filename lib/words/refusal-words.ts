import type { Params } from './reasons.ts'
import type { Translate } from './translate.ts'

/** What a refusal, or one issue of it, says. `message` is its English sentence, made by whoever refused. */
export type Refused = { reason?: string; params?: Params; message: string }

/**
 * A refusal in the reader's language; in the words it came with where this page does not know its reason, or
 * lacks something that its sentence names.
 */
export function refusalWords(t: Translate, { reason, params = {}, message }: Refused): string {
  const key = `refusals.${reason}`
  if (reason === undefined || !t.has(key as never)) return message
  const words = t(key as never, params as never)
  // What cannot be said is told by its key.
  return words === key ? message : words
}
