import type { Message } from '../schema.ts'

/** A message as it is now, or that too much was missed to tell: then what is shown has to be loaded again. */
type News = Message | 'missed'

/** What a room hears, for whoever shows a part of it. */
export const createNews = () => {
  const listeners = new Set<(news: News) => void>()
  return {
    tell(news: News) {
      for (const listener of listeners) listener(news)
    },
    subscribe(listener: (news: News) => void) {
      listeners.add(listener)
      return () => {
        listeners.delete(listener)
      }
    },
  }
}
