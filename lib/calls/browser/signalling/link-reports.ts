import { asRefusal } from '#lib/errors.ts'
import { reopen, send } from '#lib/realtime/browser/client.ts'
import type { LinkState } from '../../schema.ts'
import { type LinkQuality, linkState } from '../engines/link-quality.ts'
import { throttle } from '../throttle.ts'

/** Link states are gathered for this long: a join changes several at once. */
const gatherMs = 500
/** Scores change all the time, and nobody acts on them at once. */
const scoresMs = 5_000
/**
 * A move to another network breaks links, which is reported, and may leave a dead line of which neither end
 * hears for most of a minute.
 */
const answerMs = 4_000

/**
 * Tells the server which of the others we decode, and how well: each time all of them, soon after one
 * changed.
 */
export const createLinkReports = (roomId: string, links: () => ReadonlyMap<string, LinkQuality>) => {
  let told: LinkState[] | null = null
  const tell = () => {
    stop()
    told = [...links()].map(([participantId, quality]) => linkState(participantId, quality))
    // A report that is lost with the line is told again after the resume.
    void send('call:update', { roomId, links: told }, answerMs).catch((error) => {
      if (asRefusal(error).unanswered) reopen()
    })
  }
  const states = throttle(gatherMs, tell)
  const scores = throttle(scoresMs, tell)
  const stop = () => {
    states.cancel()
    scores.cancel()
  }
  const sameStates = () =>
    told?.length === links().size &&
    told.every(({ participantId, state, lacks, resigned = false }) => {
      const now = links().get(participantId)
      return now?.health === state && now.lacks === (lacks ?? null) && now.resigned === resigned
    })
  return {
    changed: () => (sameStates() ? scores : states).ask(),
    /** The server may know nothing of what it was told. */
    renew: () => states.ask(),
    stop() {
      stop()
      told = null
    },
  }
}
