import type { ErrorCode } from '#lib/errors.ts'
import type { Who } from './cast.ts'
import type { Kind, Scene } from './scene.ts'
import type { Alike } from './table.ts'

/**
 * `cell`: `ok`, the status of the refusal, or where a page leads instead. `body`: all that was said. `shown`:
 * what of it does not differ from answer to answer, when that is not all. `error`: what a refusal is called.
 */
export type Told = { cell: string; body: string; shown?: string; error?: { code: ErrorCode; reason: string } }

/** One way into the server, and who gets what there. */
export type Door = {
  /** All there is, from where the server has it. */
  things: string[]
  /** Whether asking for it changes nothing, so that all may ask in the same room. */
  isRead: (thing: string) => boolean
  /** Asks as a caller would; whoever is `removed` or `banned` is so when they are about to ask. */
  ask: (thing: string, who: Who, scene: Scene) => Promise<Told>
  /** A table for each kind of room, and one for what has no room. */
  tables: Partial<Record<Kind | 'instance', string>>
  /** Whom those do not draw. */
  alike: Partial<Record<Kind | 'instance', Alike>>
}
