import type { Translate } from '#lib/words/translate.ts'
import type { MessageEvent } from './schema.ts'

/**
 * An event as a message says it, in the language of `t`, which `locale` names, to `readerId` where that is
 * known. People are mentioned by their ids.
 */
export function eventWords(t: Translate, locale: string, event: MessageEvent, readerId?: string): string {
  if (event.what === 'call.began') return t('messages.events.callBegan', { who: mention(event.userId) })
  if (event.what === 'members.changed') return comingWords(t, locale, event)
  // Of a newer build, which still runs beside this one, or was put back.
  if (event.what !== 'call.ended') return t('messages.events.unknown')
  if (event.missed) return missedWords(t, event.people, readerId)
  const people = new Intl.ListFormat(locale, { type: 'unit' }).format(event.people.map(mention))
  const minutes = Math.round(event.durationMs / 60_000)
  if (minutes < 60) return t('messages.events.callEnded', { minutes, people })
  return t('messages.events.longCallEnded', {
    hours: Math.floor(minutes / 60),
    minutes: minutes % 60,
    people,
  })
}

type Coming = Extract<MessageEvent, { what: 'members.changed' }>

function comingWords(t: Translate, locale: string, { joined, left }: Coming): string {
  const who = ({ people, count }: Coming['joined']) => {
    const others = count > people.length ? count - Math.min(people.length, 2) : 0
    const named = (others > 0 ? people.slice(0, 2) : people).map(mention)
    const type = others > 0 ? 'unit' : 'conjunction'
    return { people: new Intl.ListFormat(locale, { type }).format(named), others }
  }
  const told = [
    joined.count > 0 && t('messages.events.joined', who(joined)),
    left.count > 0 && t('messages.events.left', who(left)),
  ].filter((words) => words !== false)
  return told.join(', ')
}

function missedWords(t: Translate, [caller]: string[], readerId: string | undefined): string {
  if (caller === undefined) return t('messages.events.callMissed')
  if (caller === readerId) return t('messages.events.callUnanswered')
  return t('messages.events.callMissedFrom', { who: mention(caller) })
}

const mention = (userId: string) => `<@${userId}>`
