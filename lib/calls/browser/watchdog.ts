import type { LinkHealth } from './engine.ts'

/*
 * Judges a link by what it decodes: a link can sit in 'new' or 'connected' for ever without an error and without media.
 * Pure: samples in, verdict out. Times are milliseconds of one monotonic clock.
 */

/** A link that does not come up, or stays silent, for this long is broken. */
const stuckMs = 8_000
/** Shorter trouble than this heals by itself more often than not. */
const patienceMs = 2_500
const restartMs = 6_000
/** After this long of good media the next trouble starts the ladder from its first step again. */
const steadyMs = 10_000
/** Samples further apart than this: the machine slept, and silence during sleep proves nothing. */
const sleptMs = 5_000
export const backoffMs = [1_000, 2_000, 4_000, 8_000, 15_000]

export type Sample = {
  atMs: number
  connection: RTCPeerConnectionState
  /** When negotiation ended, or, as long as it has not, when the link was made. */
  settledAtMs: number
  /** Audio packets received and video frames decoded on this link so far. */
  audio: number
  video: number
  /** What the roster says this participant sends. */
  expected: { audio: boolean; video: boolean }
  /** Whether the other side can answer a new offer at all. */
  reachable: boolean
}

type Flow = { count: number; sinceMs: number }
export type Watch = {
  atMs: number
  audio: Flow
  video: Flow
  connectedSinceMs: number | null
  troubledSinceMs: number | null
  restartedAtMs: number | null
  okSinceMs: number | null
  /** What outlives a rebuild. */
  everOk: boolean
  attempts: number
  rebuiltAtMs: number
}
export type Verdict = { action: 'none' | 'restartIce' | 'rebuild'; health: LinkHealth; watch: Watch }

export const newWatch = (atMs: number): Watch => ({
  atMs,
  audio: { count: 0, sinceMs: atMs },
  video: { count: 0, sinceMs: atMs },
  connectedSinceMs: null,
  troubledSinceMs: null,
  restartedAtMs: null,
  okSinceMs: null,
  everOk: false,
  attempts: 0,
  rebuiltAtMs: Number.NEGATIVE_INFINITY,
})

/** The watch of the link that replaces this one. */
export const replaced = (watch: Watch, atMs: number): Watch => ({
  ...newWatch(atMs),
  everOk: watch.everOk,
  attempts: watch.attempts,
  rebuiltAtMs: watch.rebuiltAtMs,
})

/** A rebuild was asked for or begun. */
export const attempted = (watch: Watch, atMs: number): Watch => ({
  ...watch,
  attempts: watch.attempts + 1,
  rebuiltAtMs: atMs,
})

const flowing = (flow: Flow, count: number, counts: boolean, atMs: number): Flow =>
  counts && count === flow.count ? flow : { count, sinceMs: atMs }

/** Moves every running clock to now. */
const awake = (watch: Watch, atMs: number): Watch => ({
  ...watch,
  audio: { ...watch.audio, sinceMs: atMs },
  video: { ...watch.video, sinceMs: atMs },
  troubledSinceMs: watch.troubledSinceMs === null ? null : atMs,
  restartedAtMs: watch.restartedAtMs === null ? null : atMs,
})

export function judge(before: Watch, sample: Sample): Verdict {
  const { atMs, connection, expected } = sample
  const slept = atMs - before.atMs > sleptMs
  const last = slept ? awake(before, atMs) : before
  const connected = connection === 'connected'
  // A kind's clock runs only while it should arrive: switching a camera on starts it anew.
  const audio = flowing(last.audio, sample.audio, connected && expected.audio, atMs)
  const video = flowing(last.video, sample.video, connected && expected.video, atMs)
  const silentMs = Math.max(atMs - audio.sinceMs, atMs - video.sinceMs)
  const flows = sample.audio > last.audio.count || sample.video > last.video.count
  const arrived = (!expected.audio || sample.audio > 0) && (!expected.video || sample.video > 0)
  const ok = connected && arrived && silentMs < patienceMs

  let watch: Watch = {
    ...last,
    atMs,
    audio,
    video,
    connectedSinceMs: connected ? (last.connectedSinceMs ?? atMs) : null,
    troubledSinceMs: connected || flows ? null : (last.troubledSinceMs ?? atMs),
    restartedAtMs: connected ? null : last.restartedAtMs,
    okSinceMs: ok ? (last.okSinceMs ?? atMs) : null,
    everOk: last.everOk || ok,
  }
  if (watch.okSinceMs !== null && atMs - watch.okSinceMs >= steadyMs) watch = { ...watch, attempts: 0 }

  const action = step(watch, sample, { silentMs, flows, slept })
  if (action === 'restartIce') watch = { ...watch, restartedAtMs: atMs }
  return { action, health: health(watch, { ok, connected, flows }), watch }
}

function step(
  watch: Watch,
  { atMs, connection, settledAtMs, reachable }: Sample,
  now: { silentMs: number; flows: boolean; slept: boolean },
): Verdict['action'] {
  const rebuild = (): Verdict['action'] => {
    const wait = watch.attempts === 0 ? 0 : (backoffMs[Math.min(watch.attempts, backoffMs.length) - 1] ?? 0)
    return reachable && atMs - watch.rebuiltAtMs >= wait ? 'rebuild' : 'none'
  }
  if (now.slept && connection !== 'failed') return 'none'
  if (connection === 'failed' || connection === 'closed') return rebuild()
  if (connection === 'connected') {
    if (now.silentMs < stuckMs) return 'none'
    // One of two kinds arrives: after two tries the fault is in the device behind it, and another
    // rebuild would only interrupt what works.
    return now.flows && watch.attempts >= 2 ? 'none' : rebuild()
  }
  if (watch.restartedAtMs !== null) return atMs - watch.restartedAtMs >= restartMs ? rebuild() : 'none'
  if (connection === 'disconnected') {
    const overdue = watch.troubledSinceMs !== null && atMs - watch.troubledSinceMs >= patienceMs
    return overdue && reachable ? 'restartIce' : 'none'
  }
  return atMs - settledAtMs >= stuckMs ? rebuild() : 'none'
}

function health(watch: Watch, now: { ok: boolean; connected: boolean; flows: boolean }): LinkHealth {
  if (now.ok) return 'ok'
  const halfway = now.connected && now.flows
  if (watch.attempts >= 3 && !halfway) return 'failed'
  if (!watch.everOk && watch.attempts < 2) return 'connecting'
  return halfway ? 'unstable' : 'reconnecting'
}
