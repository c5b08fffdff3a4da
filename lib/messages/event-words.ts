import type { Translate } from '#lib/words/translate.ts'
import type { MessageEvent } from './schema.ts'

/**
 * An event as a message says it, in the language of `t`, which `locale` names, to `readerId` where that is
 * known. People stand in it by the ids that mentions are written with, or as `named` calls them.
 */
export function eventWords(
  t: Translate,
  locale: string,
  event: MessageEvent,
  readerId?: string,
  named = mention,
): string {
  if (event.what === 'call.began') return t('messages.events.callBegan', { who: named(event.userId) })
  if (event.what === 'administrator.entered')
    return t('messages.events.administratorEntered', { who: named(event.userId) })
  if (event.what === 'members.changed') return comingWords(t, locale, event, named)
  // Of a newer build, which still runs beside this one, or was put back.
  if (event.what !== 'call.ended') return t('messages.events.unknown')
  if (event.missed) return missedWords(t, event.people, readerId, named)
  const people = new Intl.ListFormat(locale, { type: 'unit' }).format(event.people.map(named))
  const minutes = Math.round(event.durationMs / 60_000)
  if (minutes < 60) return t('messages.events.callEnded', { minutes, people })
  return t('messages.events.longCallEnded', {
    hours: Math.floor(minutes / 60),
    minutes: minutes % 60,
    people,
  })
}

type Named = (userId: string) => string
type Coming = Extract<MessageEvent, { what: 'members.changed' }>

function comingWords(t: Translate, locale: string, { joined, left, removed }: Coming, named: Named): string {
  const who = ({ people, count }: Coming['joined']) => {
    const others = count > people.length ? count - Math.min(people.length, 2) : 0
    const shown = (others > 0 ? people.slice(0, 2) : people).map(named)
    const type = others > 0 ? 'unit' : 'conjunction'
    return { people: new Intl.ListFormat(locale, { type }).format(shown), others, count }
  }
  const told = [
    joined.count > 0 && t('messages.events.joined', who(joined)),
    left.count > 0 && t('messages.events.left', who(left)),
    removed && removed.count > 0 && t('messages.events.removed', who(removed)),
  ].filter((words) => typeof words === 'string')
  return told.join(', ')
}

function missedWords(t: Translate, [caller]: string[], readerId: string | undefined, named: Named): string {
  if (caller === undefined) return t('messages.events.callMissed')
  if (caller === readerId) return t('messages.events.callUnanswered')
  return t('messages.events.callMissedFrom', { who: named(caller) })
}

const mention = (userId: string) => `<@${userId}>`
