import type { MessageEvent } from './schema.ts'

/** What a message says: what somebody wrote, or an event in English, for clients that make no words of their own. */
export const contentOf = ({ content, event }: { content: string; event: MessageEvent | null }): string =>
  event ? eventContent(event) : content

function eventContent(event: MessageEvent): string {
  if (event.what === 'call.began') return `${mention(event.userId)} started a call`
  return `Call of ${lengthOf(event.durationMs)} with ${event.people.map(mention).join(', ')}`
}

const mention = (userId: string) => `<@${userId}>`

const lengthOf = (ms: number) => {
  const minutes = Math.round(ms / 60_000)
  if (minutes < 1) return 'less than a minute'
  if (minutes < 60) return minutes === 1 ? 'one minute' : `${minutes} minutes`
  return `${Math.floor(minutes / 60)} h ${minutes % 60} min`
}
