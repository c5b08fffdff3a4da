import type { Translate } from '#lib/words/translate.ts'
import type { MessageEvent } from './schema.ts'

/**
 * An event as a message says it, in the language of `t`, which `locale`
 * names. People are mentioned by their ids.
 */
export function eventWords(t: Translate, locale: string, event: MessageEvent): string {
  if (event.what === 'call.began') return t('messages.events.callBegan', { who: mention(event.userId) })
  // Of a newer build, which still runs beside this one, or was put back.
  if (event.what !== 'call.ended') return t('messages.events.unknown')
  const people = new Intl.ListFormat(locale, { type: 'unit' }).format(event.people.map(mention))
  const minutes = Math.round(event.durationMs / 60_000)
  if (minutes < 60) return t('messages.events.callEnded', { minutes, people })
  return t('messages.events.longCallEnded', {
    hours: Math.floor(minutes / 60),
    minutes: minutes % 60,
    people,
  })
}

const mention = (userId: string) => `<@${userId}>`
