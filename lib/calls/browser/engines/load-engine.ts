import { load } from '#lib/build/browser/load.ts'
import type { Transport } from '../../schema.ts'
import type { CreateEngine } from './engine.ts'

type Kind = Transport['kind']
/** Without a kind: the usual one. Rejects when the page cannot load it, or knows none of the kind. */
export type LoadEngine = (kind?: Kind) => Promise<CreateEngine>

/**
 * Which engine speaks which transport. A page loads the one of its seat, and nothing else knows any of them.
 */
const engines: Record<Kind, () => Promise<CreateEngine>> = {
  mesh: async () => (await load(() => import('./mesh/mesh.ts'))).createMesh,
}
/** Most seats are for this transport: its engine may be on its way before the seat tells. */
const usual: Kind = 'mesh'

export const loadEngine: LoadEngine = async (kind = usual) => engines[kind]()
