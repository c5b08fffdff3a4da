export type ModerationFacts = {
  /** A message was reported, or a report decided. */
  'reports.changed': Record<string, never>
}
