import type { Message } from './schema.ts'

export type MessageFacts = {
  'message.posted': { message: Message }
  /** Its text, that it is deleted, a reaction, a pin. */
  'message.changed': { message: Message }
}
