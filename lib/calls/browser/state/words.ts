import type { Translate } from '#lib/words/translate.ts'
import type { LinkState, Participant } from '../../schema.ts'
import type { LinkQuality } from '../engines/link-quality.ts'

/** What is done about something that does not arrive, or may be. */
export const repairWords = (t: Translate, { resigned }: { resigned?: boolean | undefined }): string =>
  resigned ? t('calls.link.resigned') : t('calls.link.repairing')

/** What stands on a tile that cannot be trusted; null when it can. */
export function stateWords(
  t: Translate,
  { status }: Pick<Participant, 'status'>,
  link: LinkQuality | undefined,
): string | null {
  if (link?.lacks) return t(`calls.link.lacks.${link.lacks}`, { repair: repairWords(t, link) })
  if (link?.health === 'ok' || link?.health === 'unstable') return null
  if (status === 'reconnecting') return t('calls.link.why.unreachable')
  const isNew = !link || link.health === 'connecting'
  return t(`calls.link.why.${link?.why ?? (isNew ? 'joining' : 'interrupted')}`)
}

export type Quality = 'good' | 'fair' | 'poor'
const good = 75
const fair = 45

/** A score in a word. Nothing measured yet is nothing to complain of. */
export const qualityOf = ({ score }: { score?: number | null | undefined }): Quality => {
  if (score === null || score === undefined || score >= good) return 'good'
  return score >= fair ? 'fair' : 'poor'
}

/** How somebody receives somebody else, for the table of connections. */
export function receptionWords(t: Translate, told: LinkState | null): { text: string; isBad: boolean } {
  if (!told) return { text: t('calls.connections.reception.unknown'), isBad: false }
  if (told.lacks) return { text: t(`calls.connections.reception.${told.lacks}`), isBad: true }
  const how = told.state === 'ok' ? qualityOf(told) : told.state
  const isBad = how !== 'good' && how !== 'fair' && how !== 'connecting'
  return { text: t(`calls.connections.reception.${how}`), isBad }
}
