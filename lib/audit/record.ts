import type { Queries } from '#lib/db/open.ts'
import { audit } from '#lib/db/schema.ts'
import { newIdInTime } from '#lib/ids.ts'
import type { AuditEntry } from './schema.ts'

/** Who does it, and from where, if that is known; null is the server's own machine. */
export type Actor = { id: string; name: string; address: string | null } | null

/** Notes a deed. Belongs to the write that does it: neither is there without the other. */
export async function record(
  tx: Queries,
  at: number,
  actor: Actor,
  deed: Pick<AuditEntry, 'action' | 'target'> & { detail?: AuditEntry['detail'] },
): Promise<void> {
  await tx.insert(audit).values({
    id: newIdInTime(at),
    at,
    actorId: actor?.id ?? null,
    actorName: actor?.name ?? null,
    action: deed.action,
    targetKind: deed.target.kind,
    targetId: deed.target.id,
    targetName: deed.target.name,
    address: actor?.address ?? null,
    detail: deed.detail ?? {},
  })
}
