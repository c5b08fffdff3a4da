import type { Params } from './reasons.ts'
import type { Translate } from './translate.ts'

/** What a refusal, or one issue of it, says. `message` is its English sentence, made by whoever refused. */
export type Refused = { reason?: string; params?: Params; message: string }

/**
 * A refusal in the reader's language; in the words it came with where
 * its reason is one this page does not know.
 */
export const refusalWords = (t: Translate, { reason, params = {}, message }: Refused): string =>
  reason !== undefined && t.has(`refusals.${reason}` as never)
    ? t(`refusals.${reason}` as never, params as never)
    : message
