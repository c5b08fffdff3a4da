import type { MeshLinkReport } from '#lib/calls/browser/engines/mesh/reports.ts'

/*
 * What bench/calls.ts runs inside the page. Playwright sends each function as text, so none of them uses
 * anything from outside itself.
 */
declare global {
  interface Window {
    peers: RTCPeerConnection[]
    /** Milliseconds without a new picture, the longest so far. */
    longestGapMs: number
  }
}

/** Before the page: keeps hold of its peer connections. */
export const holdPeers = () => {
  window.peers = []
  window.RTCPeerConnection = class extends RTCPeerConnection {
    constructor(configuration?: RTCConfiguration) {
      super(configuration)
      window.peers.push(this)
    }
  }
}

/** Before the page: senders keep what the browser would do by itself. */
export const uncapped = () => {
  RTCRtpSender.prototype.setParameters = async () => undefined
}

/** Presses the button and waits for pictures on so many links; gives the milliseconds, null after 30 s. */
export const joinAndWait = async (linkCount: number): Promise<number | null> => {
  const began = performance.now()
  const button = [...document.querySelectorAll('button')].find(
    ({ textContent }) => textContent === 'Join call',
  )
  button?.click()
  while (performance.now() - began < 30_000) {
    const links = (await window.__rooms?.links()) ?? []
    const decoding = links.filter(({ received }) => received.camera.frames > 0)
    if (links.length === linkCount && decoding.length === linkCount) return performance.now() - began
    // A look costs the browser something too: more of them would be what is measured.
    await new Promise((again) => setTimeout(again, 100))
  }
  return null
}

/** Watches, from now on, how long no picture comes. */
export const watchGaps = () => {
  let [frames, epoch, since] = [0, 0, performance.now()]
  window.longestGapMs = 0
  setInterval(async () => {
    const [link] = ((await window.__rooms?.links()) ?? []) as MeshLinkReport[]
    const now = performance.now()
    window.longestGapMs = Math.max(window.longestGapMs, now - since)
    if (!link || (link.epoch === epoch && link.received.camera.frames <= frames)) return
    if (link.received.camera.frames > 0) since = now
    frames = link.received.camera.frames
    epoch = link.epoch
  }, 50)
}

/** Bytes sent on all links so far. */
export const bytesSent = async (): Promise<number> => {
  let sum = 0
  for (const peer of window.peers)
    for (const entry of (await peer.getStats()).values())
      if (entry.type === 'transport') sum += entry.bytesSent
  return sum
}
