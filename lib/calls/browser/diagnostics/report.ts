import type { EngineReport } from '../engines/engine.ts'
import type { CallSnapshot } from '../state/snapshot.ts'

type Seen = Pick<CallSnapshot, 'phase' | 'me' | 'cutOff' | 'participants' | 'links'>
export type CallReport = ReturnType<typeof callReport>

/**
 * What somebody who complains about a call sends along: no names, no addresses, participants only by their
 * id. `userAgent` is the browser's own string, of which the name and the version are kept.
 */
export const callReport = <Report extends EngineReport>(
  report: Report,
  seen: Seen,
  userAgent: string,
  nowMs: number,
) => ({
  at: new Date(nowMs).toISOString(),
  browser: browserOf(userAgent),
  phase: seen.phase,
  me: seen.me,
  cutOff: seen.cutOff,
  people: seen.participants.length,
  participants: seen.participants.map(({ participantId, joinSeq, media, status, links }) => ({
    participantId,
    joinSeq,
    media,
    status,
    links,
    view: seen.links.get(participantId) ?? null,
  })),
  ...report,
})

/**
 * In the order in which they must be looked for: most browsers also claim to be Chrome, and Chrome to be
 * Safari.
 */
const browsers = [
  [/Edg\/(\d{1,4})/, 'Edge'],
  [/OPR\/(\d{1,4})/, 'Opera'],
  [/Firefox\/(\d{1,4})/, 'Firefox'],
  [/Chrome\/(\d{1,4})/, 'Chrome'],
  [/Version\/(\d{1,4})/, 'Safari'],
] as const
const systems = ['Android', 'iPhone', 'iPad', 'Windows', 'Mac OS', 'CrOS', 'Linux']

function browserOf(userAgent: string): string {
  for (const [token, name] of browsers) {
    const [, version] = token.exec(userAgent) ?? []
    if (version)
      return `${name} ${version}, ${systems.find((one) => userAgent.includes(one)) ?? 'other system'}`
  }
  return 'another browser'
}
