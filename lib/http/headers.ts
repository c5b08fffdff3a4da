import type { IncomingMessage } from 'node:http'
import { addressHeader } from '#lib/auth/identify.ts'

/** Reads a header by its name in small letters; of one that came several times the first. */
export const headersOf =
  ({ headers }: IncomingMessage) =>
  (name: string): string | undefined => {
    const value = headers[name]
    return Array.isArray(value) ? value[0] : value
  }

/** The caller's address, as `settle` (intake.ts) left it. */
export const callerOf = (request: IncomingMessage): string => headersOf(request)(addressHeader) ?? ''
