import { english } from './english.ts'
import type { Params, Reason } from './reasons.ts'

/** The English sentence of a reason; the reason itself where there is none. */
export const inEnglish = (reason: string, params: Params = {}): string =>
  isReason(reason) ? english(`refusals.${reason}` as never, params as never) : reason

/** Whether this build has words for it. */
export const isReason = (reason: string): reason is Reason => english.has(`refusals.${reason}` as never)
