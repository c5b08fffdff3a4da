import type { LinkState, Participant } from '../../schema.ts'
import type { LinkLack, LinkQuality, LinkTrouble } from '../engines/link-quality.ts'

const reasons: Record<LinkTrouble, string> = {
  joining: 'Connecting…',
  unreachable: 'Reconnecting…',
  'no-path': 'No way through the network yet. Still trying…',
  relay: 'No direct way yet. Still trying, through the relay…',
  interrupted: 'Reconnecting…',
  silent: 'Connected, but nothing arrives. Repairing…',
}
const lacking: Record<LinkLack, string> = {
  sound: 'You cannot hear them.',
  picture: 'Their picture does not arrive.',
  both: 'Connected, but nothing arrives.',
}

/** What is done about something that does not arrive, or may be. */
export const repairWords = ({ resigned }: { resigned?: boolean | undefined }): string =>
  resigned ? 'Joining the call again may help.' : 'Repairing…'

/** What stands on a tile that cannot be trusted; null when it can. */
export function stateWords(
  { status }: Pick<Participant, 'status'>,
  link: LinkQuality | undefined,
): string | null {
  if (!link) return status === 'reconnecting' ? reasons.unreachable : reasons.joining
  if (link.lacks) return `${lacking[link.lacks]} ${repairWords(link)}`
  if (link.health === 'ok' || link.health === 'unstable') return null
  if (status === 'reconnecting') return reasons.unreachable
  return reasons[link.why ?? (link.health === 'connecting' ? 'joining' : 'interrupted')]
}

export type Quality = 'good' | 'fair' | 'poor'
const good = 75
const fair = 45

/** A score in a word. Nothing measured yet is nothing to complain of. */
export const qualityOf = ({ score }: { score?: number | null | undefined }): Quality => {
  if (score === null || score === undefined || score >= good) return 'good'
  return score >= fair ? 'fair' : 'poor'
}

const stateNames: Record<LinkState['state'], string> = {
  ok: 'good',
  unstable: 'unstable',
  connecting: 'connecting',
  reconnecting: 'reconnecting',
  failed: 'no connection',
}

/** How somebody receives somebody else, for the table of connections. */
export function receptionWords(told: LinkState | null): { text: string; isBad: boolean } {
  if (!told) return { text: 'not known yet', isBad: false }
  if (told.lacks === 'both') return { text: 'nothing arrives', isBad: true }
  if (told.lacks) return { text: `no ${told.lacks}`, isBad: true }
  if (told.state !== 'ok') return { text: stateNames[told.state], isBad: told.state !== 'connecting' }
  return { text: qualityOf(told), isBad: qualityOf(told) === 'poor' }
}
