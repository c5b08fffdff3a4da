import type { Message } from './schema.ts'

export type MessageFacts = {
  'message.posted': { message: Message }
  /** Its text, that it is deleted, a reaction, a pin; and whom it mentioned before. */
  'message.changed': { message: Message; mentioned: string[] }
}
