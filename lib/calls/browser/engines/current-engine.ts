import type { Transport } from '../../schema.ts'
import type { Engine, EngineOptions, TrackKind } from './engine.ts'
import type { LoadEngine } from './load-engine.ts'

type Listener = Pick<EngineOptions, 'onTrack' | 'onQuality'>
export type CurrentEngine = ReturnType<typeof createCurrentEngine>

/**
 * The engine of the seat that this tab has, or had last. Before the first seat there is none, and nothing is
 * loaded.
 */
export const createCurrentEngine = (roomId: string, load: LoadEngine) => {
  let current: { kind: Transport['kind']; engine: Engine } | null = null
  let listener: Listener | null = null
  /** What the devices give, also before there is an engine. */
  const tracks = new Map<TrackKind, MediaStreamTrack>()

  return {
    get: (): Engine | null => current?.engine ?? null,

    /** Begins to load the engine that the next seat will probably need. */
    prepare: () => void load().catch(() => undefined),

    /**
     * Gives the engine of this transport; `send` is how it reaches the others. Rejects when it cannot be
     * loaded.
     */
    async use({ kind }: Transport, send: EngineOptions['send']): Promise<Engine> {
      const create = await load(kind)
      if (current?.kind === kind) return current.engine
      current?.engine.leave()
      const engine = create({
        roomId,
        send,
        onTrack: (...told) => listener?.onTrack(...told),
        onQuality: (...told) => listener?.onQuality(...told),
      })
      for (const [each, track] of tracks) void engine.publish(each, track)
      current = { kind, engine }
      return engine
    },

    /** Tells one listener what arrives, and how well; returns how to stop. */
    listen(given: Listener) {
      listener = given
      return () => {
        listener = null
      }
    },

    publish(kind: TrackKind, track: MediaStreamTrack | null) {
      if (track) tracks.set(kind, track)
      else tracks.delete(kind)
      void current?.engine.publish(kind, track)
    },

    /** What the engine noted, and which one it is. */
    report: () => ({ transport: current?.kind ?? null, ...current?.engine.report() }),
  }
}
