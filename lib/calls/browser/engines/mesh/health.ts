import type { LinkHealth, LinkLack, LinkTrouble } from '../link-quality.ts'

/** What the watchdog found out about a link. */
export type Finding = {
  connection: RTCPeerConnectionState
  ok: boolean
  /** Something that should arrive arrives. */
  flows: boolean
  /** Something has arrived on this link, or on one before it. */
  everOk: boolean
  delivered: boolean
  attempts: number
  /** Rebuilding did not bring what is missing: it is not tried again. */
  resigned: boolean
  reachable: boolean
  relayOnly: boolean
  missing: { sound: boolean; picture: boolean }
}
export type Diagnosis = {
  health: LinkHealth
  lacks: LinkLack | null
  resigned: boolean
  why: LinkTrouble | null
}

/** Puts a finding into the words that people are told. */
export const diagnose = (finding: Finding): Diagnosis => ({
  health: healthOf(finding),
  lacks: lackOf(finding),
  resigned: finding.resigned && lackOf(finding) !== null,
  why: finding.ok ? null : troubleOf(finding),
})

function healthOf({ ok, connection, flows, everOk, attempts, resigned }: Finding): LinkHealth {
  if (ok) return 'ok'
  const halfway = connection === 'connected' && (flows || resigned)
  if (attempts >= 3 && connection !== 'connected') return 'failed'
  if (!everOk && attempts < 2 && !resigned) return 'connecting'
  return halfway ? 'unstable' : 'reconnecting'
}

function lackOf({ ok, connection, missing: { sound, picture } }: Finding): LinkLack | null {
  if (ok || connection !== 'connected') return null
  if (sound && picture) return 'both'
  if (sound) return 'sound'
  return picture ? 'picture' : null
}

function troubleOf({ connection, flows, everOk, delivered, attempts, ...finding }: Finding): LinkTrouble {
  if (!finding.reachable) return 'unreachable'
  if (connection === 'connected') {
    const { resigned, missing } = finding
    if (delivered && !flows && !resigned) return 'interrupted'
    if (resigned || missing.sound || missing.picture) return 'silent'
    return everOk ? 'interrupted' : 'joining'
  }
  if (finding.relayOnly) return 'relay'
  if (everOk && attempts < 2) return 'interrupted'
  return everOk || attempts > 0 || connection === 'failed' ? 'no-path' : 'joining'
}
