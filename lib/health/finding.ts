import type { Queries } from '#lib/db/open.ts'
import type { Env } from '#lib/env.ts'
import { failureOf, inOneLine, isError } from '#lib/failure.ts'
import type upkeep from '#lib/words/en/upkeep.json'
import type { Finding } from './schema.ts'

/** What is looked at, and with what. `deep`: also what reads for minutes. */
export type Looked = { read: Queries; env: Env; now: () => number; deep: boolean }
export type Check = (looked: Looked) => Promise<Finding[]>
export type Says = keyof (typeof upkeep)['health']['says']

/** `good` of what is well, `look` at what should be seen to, `bad` of what does not work. */
export const found = (
  subject: Finding['subject'],
  state: Finding['state'],
  says: Says,
  params: Finding['params'] = {},
): Finding => ({ subject, state, says, params })

/** Why something failed: what the system says of it, and nothing that anybody sent. */
export function why(error: unknown): string {
  if (isError(error) && 'code' in error && typeof error.code === 'string') return error.code
  return inOneLine(failureOf(error)).slice(0, 200)
}

export const gigabytes = (bytes: number) => Math.round(bytes / 1e8) / 10
export const days = (ms: number) => Math.floor(ms / 86_400_000)
