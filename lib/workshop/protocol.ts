import type { ErrorCode } from '#lib/errors.ts'

/** What a process of the workshop is told. */
export type Asked = { name: string; input: unknown }
/** What it says: one line for each job, and lines for the log. `tooMuch` is its last word. */
export type Said =
  | { answer: unknown }
  | { refusal: { code: ErrorCode; message: string } }
  | { failure: string }
  | { note: string }
  | 'tooMuch'
