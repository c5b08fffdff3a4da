import { oneOf } from '#lib/http/browser/one-of.ts'

/** How many days are shown, as it stands in the address. */
export const spans = ['30', '7', '90', '365'] as const
export type Span = (typeof spans)[number]

export const activitySpanOf = (given: unknown): Span => oneOf(spans, given)
