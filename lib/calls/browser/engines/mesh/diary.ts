import type { LinkHealth, LinkLack, LinkTrouble } from '../link-quality.ts'
import type { Path } from './stats.ts'

const everyMs = 5_000
const pages = 60
const mostRepairs = 50

/** Why a link was repaired: its trouble, a new network under us, or the other end's wish. */
export type RepairReason = LinkTrouble | 'network' | 'asked'
export type Repair = { at: string; what: 'restartIce' | 'rebuild'; why: RepairReason; relay: boolean }
/** How a link was at one time. */
export type Page = {
  at: string
  health: LinkHealth
  lacks: LinkLack | null
  why: LinkTrouble | null
  connection: RTCPeerConnectionState
  ice: RTCIceConnectionState | null
  path: Path | null
  kbpsIn: number
  kbpsOut: number
  /** Share of packets, 0 to 1. */
  lost: number
  roundTripMs: number | null
  score: number | null
  picture: { width: number; height: number; fps: number }
}
export type Diary = ReturnType<typeof createDiary>

/** The last five minutes of a link, one page every five seconds. It outlives the link. */
export const createDiary = () => {
  let written: Page[] = []
  let repairs: Repair[] = []
  let nextMs = Number.NEGATIVE_INFINITY
  return {
    /** `page` is made only when it is time for one. */
    write(nowMs: number, page: () => Omit<Page, 'at'>) {
      if (nowMs < nextMs) return
      nextMs = nowMs + everyMs
      written = [...written, { at: time(nowMs), ...page() }].slice(-pages)
    },
    repaired(nowMs: number, repair: Omit<Repair, 'at'>) {
      repairs = [...repairs, { at: time(nowMs), ...repair }].slice(-mostRepairs)
    },
    read: () => ({ pages: written, repairs }),
  }
}

const time = (ms: number) => new Date(ms).toISOString()
