import { type Diagnosis, diagnose } from './health.ts'

/*
 * Judges a link by what it decodes: a link can sit in 'new' or 'connected' for ever without an error and
 * without media. It is pure: samples go in, a verdict comes out. Times are milliseconds of one monotonic
 * clock.
 */

/** A link that does not come up, or stays silent, for this long is broken. */
const stuckMs = 8_000
/** Shorter trouble than this heals by itself more often than not. */
const patienceMs = 2_500
/**
 * The side that did not make the link waits longer: both see the same trouble, and their repairs should not
 * cross.
 */
const yieldMs = 1_000
const restartMs = 6_000
/** After this long of good media the next trouble starts the ladder from its first step again. */
const steadyMs = 10_000
/** Packets stop for so long without being missed; looks at a link may be closer together. */
const flowMs = 1_500
/** Between samples further apart than this the machine slept, and silence during sleep proves nothing. */
const sleptMs = 5_000
/**
 * On a connected link the fault is behind it after two tries, and another would only interrupt what works.
 */
const mostSilences = 2
/** A relay alone is tried at every third rebuild in a row. */
const relayEvery = 3
export const backoffMs = [1_000, 2_000, 4_000, 8_000, 15_000]

export type Sample = {
  atMs: number
  connection: RTCPeerConnectionState
  /** When negotiation ended, or, as long as it has not, when the link was made. */
  settledAtMs: number
  /** Audio packets received and video frames decoded on this link so far. */
  audio: number
  video: number
  /** What the roster says this participant sends, as far as it is wanted. */
  expected: { audio: boolean; video: boolean }
  /** Whether the other side can answer a new offer at all. */
  reachable: boolean
  /** The other side made the link. */
  yields: boolean
  relayOnly: boolean
}

type Flow = { count: number; sinceMs: number }
export type Watch = {
  atMs: number
  audio: Flow
  video: Flow
  connectedAtMs: number
  flowedAtMs: number
  /** Since when nothing arrives of what should. */
  quietSinceMs: number | null
  /** The same, on a link that is not connected. */
  troubledSinceMs: number | null
  /** The last ICE restart of this trouble, and that of this quiet. */
  restartedAtMs: number | null
  nudgedAtMs: number | null
  okSinceMs: number | null
  /** What outlives a rebuild. */
  everOk: boolean
  attempts: number
  silences: number
  rebuiltAtMs: number
  /**
   * The next wait is stretched by this, 0 to 1, so that a whole call does not try again at the same moment.
   */
  luck: number
}
export type Verdict = Diagnosis & { action: 'none' | 'restartIce' | 'rebuild'; watch: Watch }

export const newWatch = (atMs: number): Watch => ({
  atMs,
  audio: { count: 0, sinceMs: atMs },
  video: { count: 0, sinceMs: atMs },
  connectedAtMs: Number.NEGATIVE_INFINITY,
  flowedAtMs: Number.NEGATIVE_INFINITY,
  quietSinceMs: null,
  troubledSinceMs: null,
  restartedAtMs: null,
  nudgedAtMs: null,
  okSinceMs: null,
  everOk: false,
  attempts: 0,
  silences: 0,
  rebuiltAtMs: Number.NEGATIVE_INFINITY,
  luck: 0,
})

/** The watch of the link that replaces this one. */
export const replaced = (watch: Watch, atMs: number): Watch => {
  const { everOk, attempts, silences, rebuiltAtMs, luck } = watch
  return { ...newWatch(atMs), everOk, attempts, silences, rebuiltAtMs, luck }
}

/** A rebuild was asked for or begun. */
export const attempted = (watch: Watch, atMs: number, luck: number): Watch => ({
  ...watch,
  attempts: watch.attempts + 1,
  rebuiltAtMs: atMs,
  luck,
})

/** ICE was restarted, by either side. */
export const restarted = (watch: Watch, atMs: number): Watch => ({
  ...watch,
  restartedAtMs: atMs,
  nudgedAtMs: atMs,
})

export const triesRelay = ({ attempts }: Watch): boolean => attempts > 0 && attempts % relayEvery === 0

const flowing = (flow: Flow, count: number, counts: boolean, atMs: number): Flow =>
  counts && count === flow.count ? flow : { count, sinceMs: atMs }

/** Moves every running clock to now. */
const awake = (watch: Watch, atMs: number): Watch => {
  const moved = (sinceMs: number | null) => (sinceMs === null ? null : atMs)
  return {
    ...watch,
    audio: { ...watch.audio, sinceMs: atMs },
    video: { ...watch.video, sinceMs: atMs },
    quietSinceMs: moved(watch.quietSinceMs),
    troubledSinceMs: moved(watch.troubledSinceMs),
    restartedAtMs: moved(watch.restartedAtMs),
    nudgedAtMs: moved(watch.nudgedAtMs),
  }
}

export function judge(before: Watch, sample: Sample): Verdict {
  const { atMs, connection, expected } = sample
  const slept = atMs - before.atMs > sleptMs
  const last = slept ? awake(before, atMs) : before
  const connected = connection === 'connected'
  // A kind's clock runs only while it should arrive: switching a camera on starts it anew.
  const audio = flowing(last.audio, sample.audio, connected && expected.audio, atMs)
  const video = flowing(last.video, sample.video, connected && expected.video, atMs)
  const silentMs = Math.max(atMs - audio.sinceMs, atMs - video.sinceMs)
  const came = sample.audio > last.audio.count || sample.video > last.video.count
  const flowedAtMs = came ? atMs : last.flowedAtMs
  const flows = atMs - flowedAtMs < flowMs
  const arrived = (!expected.audio || sample.audio > 0) && (!expected.video || sample.video > 0)
  const ok = connected && arrived && silentMs < patienceMs
  const quiet = !came && (!connected || expected.audio || expected.video)

  let watch: Watch = {
    ...last,
    atMs,
    audio,
    video,
    connectedAtMs: connected ? atMs : last.connectedAtMs,
    flowedAtMs,
    quietSinceMs: quiet ? (last.quietSinceMs ?? atMs) : null,
    troubledSinceMs: connected || came ? null : (last.troubledSinceMs ?? atMs),
    restartedAtMs: connected ? null : last.restartedAtMs,
    nudgedAtMs: came ? null : last.nudgedAtMs,
    okSinceMs: ok ? (last.okSinceMs ?? atMs) : null,
    everOk: last.everOk || ok,
  }
  if (watch.okSinceMs !== null && atMs - watch.okSinceMs >= steadyMs)
    watch = { ...watch, attempts: 0, silences: 0 }

  const action = step(watch, sample, { silentMs, flows, slept })
  const diagnosis = diagnose({
    ...watch,
    ...sample,
    ok,
    flows,
    delivered: sample.audio + sample.video > 0,
    resigned: watch.silences >= mostSilences,
    missing: {
      sound: expected.audio && atMs - audio.sinceMs >= patienceMs,
      picture: expected.video && atMs - video.sinceMs >= patienceMs,
    },
  })
  if (action === 'restartIce') watch = restarted(watch, atMs)
  if (action === 'rebuild' && connected) watch = { ...watch, silences: watch.silences + 1 }
  return { ...diagnosis, action, watch }
}

function step(
  watch: Watch,
  { atMs, connection, settledAtMs, reachable, yields, audio, video }: Sample,
  now: { silentMs: number; flows: boolean; slept: boolean },
): Verdict['action'] {
  const base = backoffMs[Math.min(watch.attempts, backoffMs.length) - 1] ?? 0
  const rested = atMs - watch.rebuiltAtMs >= base * (1 + watch.luck / 2)
  const rebuild: Verdict['action'] = reachable && rested ? 'rebuild' : 'none'
  const forLong = (sinceMs: number | null) =>
    reachable && sinceMs !== null && atMs - sinceMs >= patienceMs + (yields ? yieldMs : 0)

  if (now.slept && connection !== 'failed') return 'none'
  if (connection === 'failed' || connection === 'closed') return rebuild
  if (connection === 'connected') {
    if (now.silentMs >= stuckMs) return watch.silences < mostSilences ? rebuild : 'none'
    // Browsers take five to seven seconds to notice that a way is gone; packets tell it sooner.
    const nudge = forLong(watch.quietSinceMs) && audio + video > 0 && watch.nudgedAtMs === null
    return nudge ? 'restartIce' : 'none'
  }
  if (watch.restartedAtMs !== null) return atMs - watch.restartedAtMs >= restartMs ? rebuild : 'none'
  if (connection === 'disconnected') return forLong(watch.troubledSinceMs) ? 'restartIce' : 'none'
  // An ICE restart may lead through 'connecting' while packets still come.
  const sinceMs = Math.max(settledAtMs, watch.connectedAtMs, watch.nudgedAtMs ?? 0)
  return atMs - sinceMs >= stuckMs && !now.flows ? rebuild : 'none'
}
