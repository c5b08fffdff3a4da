import type { Translate } from '#lib/words/translate.ts'
import type { LinkState, Participant } from '../../schema.ts'
import { type LinkQuality, linkState } from '../engines/link-quality.ts'
import { repairWords } from './words.ts'

/** How one participant receives another, by the receiver's own account; null: nothing was told yet. */
export type Reception = { from: string; to: string; told: LinkState | null }

/** Everybody's view of everybody. What we receive ourselves is known here before the roster tells it. */
export const receptions = (
  participants: readonly Participant[],
  me: string | null,
  own: ReadonlyMap<string, LinkQuality>,
): Reception[] =>
  participants.flatMap(({ participantId: to, links }) =>
    participants
      .filter(({ participantId }) => participantId !== to)
      .map(({ participantId: from }) => {
        const ours = own.get(from)
        const told =
          to === me
            ? ours && linkState(from, ours)
            : links.find(({ participantId }) => participantId === from)
        return { from, to, told: told ?? null }
      }),
  )

/**
 * What is wrong between two people, in words: "Bob cannot hear Ana. Repairing…". Null when nothing is, and
 * while somebody's own line to the server is away, which is said on their tile.
 */
export function missingWords(
  t: Translate,
  { from, to, told }: Reception,
  participants: readonly Participant[],
  me: string | null,
): string | null {
  const person = (id: string) => participants.find((one) => one.participantId === id)
  const [speaker, listener] = [person(from), person(to)]
  if (!told || !speaker || !listener) return null
  if (speaker.status === 'reconnecting' || listener.status === 'reconnecting') return null
  if (told.state !== 'reconnecting' && told.state !== 'failed' && !told.lacks) return null
  const said = { lack: told.lacks ?? 'both', repair: repairWords(t, told) }
  if (to === me) return t('calls.link.between.own', { ...said, speaker: speaker.name })
  if (from === me) return t('calls.link.between.ofOwn', { ...said, listener: listener.name })
  return t('calls.link.between.others', { ...said, listener: listener.name, speaker: speaker.name })
}

/**
 * The troubles that concern each participant as a sender, other than those with ourselves, which their tile
 * tells.
 */
export function troublesOfOthers(
  t: Translate,
  all: readonly Reception[],
  participants: readonly Participant[],
  me: string | null,
): ReadonlyMap<string, string> {
  const words = new Map<string, string>()
  for (const one of all) {
    const told = one.to === me ? null : missingWords(t, one, participants, me)
    if (told) words.set(one.from, words.has(one.from) ? `${words.get(one.from)} ${told}` : told)
  }
  return words
}
