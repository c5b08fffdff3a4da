import { Fault } from '#lib/errors.ts'

/** A failure that another try would only repeat, or make worse: the job is given up with it. */
export class Final extends Fault {
  final = true
}

/** By its field, as refusals are. */
export const isFinal = (error: unknown): boolean =>
  error instanceof Error && 'final' in error && error.final === true
