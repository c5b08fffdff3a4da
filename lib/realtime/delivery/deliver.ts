import type { World } from '#lib/context.ts'
import type { Subscribe } from '#lib/facts/bus.ts'
import type { Send } from '../audience.ts'
import { deliverAccounts } from './accounts.ts'
import { deliverCalls } from './calls.ts'
import { deliverMessages } from './messages.ts'
import { deliverModeration } from './moderation.ts'
import { deliverOwn } from './own.ts'
import { deliverRooms } from './rooms.ts'
import { makeTellSummary } from './summaries.ts'

/**
 * Tells clients what became true: each fact as the events of the contract, to those who
 * may know. It reads, and changes nothing.
 */
export function deliver(facts: Subscribe, { db }: Pick<World, 'db'>, send: Send): void {
  const tellSummary = makeTellSummary(db.read, send)
  deliverAccounts(facts, db.read, send)
  deliverRooms(facts, db.read, send, tellSummary)
  deliverMessages(facts, send)
  deliverOwn(facts, send)
  deliverModeration(facts, db.read, send)
  facts.on('instance.changed', () => send('instance:changed', { everybody: true }, {}))
  facts.on('emoji.changed', () => send('emoji:changed', { everybody: true }, {}))
  deliverCalls(facts, send, tellSummary)
}
