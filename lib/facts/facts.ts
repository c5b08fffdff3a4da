import type { AccountFacts } from '#lib/accounts/facts.ts'
import type { BackupFacts } from '#lib/backups/facts.ts'
import type { CallFacts } from '#lib/calls/facts.ts'
import type { EmojiFacts } from '#lib/emoji/facts.ts'
import type { InstanceFacts } from '#lib/instance/facts.ts'
import type { MessageFacts } from '#lib/messages/facts.ts'
import type { ModerationFacts } from '#lib/moderation/facts.ts'
import type { ReminderFacts } from '#lib/reminders/facts.ts'
import type { RoomFacts } from '#lib/rooms/facts.ts'
import type { SavedFacts } from '#lib/saved/facts.ts'
import type { ScheduledFacts } from '#lib/scheduled/facts.ts'

/**
 * Everything that rules make true: each name, in the past tense of its
 * domain, with what others need to know of it.
 */
export type Facts = InstanceFacts &
  BackupFacts &
  AccountFacts &
  RoomFacts &
  EmojiFacts &
  MessageFacts &
  ModerationFacts &
  CallFacts &
  SavedFacts &
  ReminderFacts &
  ScheduledFacts
export type FactName = keyof Facts

/** Says that something is true now. */
export type Note = <F extends FactName>(name: F, fact: Facts[F]) => void
