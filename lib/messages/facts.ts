import type { Message, ThreadAttention } from './schema.ts'

export type MessageFacts = {
  /** `followers`: of a reply in a thread those who follow it, by their ids; they may have left the room. */
  'message.posted': { message: Message; followers: string[] }
  /** Its text, that it is deleted, a reaction, a pin; and whom it mentioned before. */
  'message.changed': { message: Message; mentioned: string[] }
  'thread.attended': { userId: string; attention: ThreadAttention }
}
