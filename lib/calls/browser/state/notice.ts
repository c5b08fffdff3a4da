import { type Refused, refusalWords } from '#lib/words/refusal-words.ts'
import type { Translate } from '#lib/words/translate.ts'

type Happened =
  | 'ended'
  | 'sessionEnded'
  | 'roomClosed'
  | 'removed'
  | 'moved'
  | 'awayTooLong'
  | 'endedMeanwhile'
  | 'wentOn'
  | 'notLoaded'
type Done = 'muted' | 'gaveWay' | 'notLetIn' | 'ringsSoon'

/** What somebody is told of their call: why they are out of it, or what another did. */
export type CallNotice =
  | { what: Happened | Done }
  | { what: 'declined'; name: string }
  | { what: 'refused'; refused: Refused }

export function noticeWords(t: Translate, notice: CallNotice): string {
  if (notice.what === 'refused') return refusalWords(t, notice.refused)
  if (notice.what === 'declined') return t('calls.notice.declined', { name: notice.name })
  return t(`calls.notice.${notice.what}`)
}
