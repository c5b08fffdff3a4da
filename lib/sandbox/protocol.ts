import type { ReplyError } from '#lib/errors.ts'
import type { Failure } from '#lib/failure.ts'

/** What a process of the sandbox is told. */
export type Asked = { name: string; input: unknown }
export type Outcome = { answer: unknown } | { refusal: ReplyError } | { failure: Failure }
/**
 * What it says: an outcome for each piece of work, and lines for the log. `tooMuch` is its last word;
 * one that is spent is to get no other work.
 */
export type Said = (Outcome & { spent: boolean }) | { note: string } | 'tooMuch'
