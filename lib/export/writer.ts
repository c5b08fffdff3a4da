import type { Message } from '#lib/messages/schema.ts'
import type { Head } from './part.ts'

/** How a room becomes a file: what stands above its messages, each of them, and what stands below. */
export type Writer = {
  head: (head: Head) => string
  message: (message: Message, nameOf: (userId: string) => string | undefined) => string
  foot: string
}
