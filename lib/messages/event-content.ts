import { english } from '#lib/words/english.ts'
import { eventWords } from './event-words.ts'
import type { MessageEvent } from './schema.ts'

/**
 * What a message says: what somebody wrote, or an event in English, for
 * clients that make no words of their own.
 */
export const contentOf = ({ content, event }: { content: string; event: MessageEvent | null }): string =>
  event ? eventWords(english, 'en', event) : content
