import { api } from '#lib/http/browser/client.ts'
import type { IceServer } from '../../../schema.ts'

/** All links together ask at most so often. */
const freshMs = 5_000
/** Repairs do not wait longer for the server, which may be what went away. */
const waitMs = 2_000

/** STUN and TURN servers of a room, with credentials that are valid from now on. */
export const freshIceServers = async (roomId: string): Promise<IceServer[]> =>
  (await api('GET /rooms/{roomId}/ice-servers', { params: { roomId } })).iceServers

export type IceServers = ReturnType<typeof createIceServers>

/** The STUN and TURN servers of the call. Their credentials run out, so a repair asks for new ones. */
export const createIceServers = (fetchFresh: () => Promise<IceServer[]>) => {
  let known: IceServer[] = []
  let askedAtMs = Number.NEGATIVE_INFINITY
  let asking: Promise<unknown> = Promise.resolve()

  const set = (servers: IceServer[]) => {
    known = servers
    askedAtMs = performance.now()
  }
  return {
    set,
    known: () => known,
    /** Whether there is a relay among them. */
    relay: () => known.some(({ urls }) => urls.some((url) => /^turns?:/.test(url))),
    /**
     * Asks for fresh ones, and ends when they are as fresh as can be. It never rejects: known ones are better
     * than none.
     */
    async refresh() {
      if (performance.now() - askedAtMs >= freshMs) {
        askedAtMs = performance.now()
        const late = new Promise<void>((done) => setTimeout(done, waitMs))
        asking = Promise.race([fetchFresh().then(set, () => undefined), late])
      }
      await asking
    },
  }
}
