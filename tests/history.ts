import { eq } from 'drizzle-orm'
import { type Db, openDb } from '#lib/db/open.ts'
import { audit, messages, rooms } from '#lib/db/schema.ts'
import { newId } from '#lib/ids.ts'

type Written = { roomId: string; authorId: string; count: number; content: string }

/** Gives an empty room a long history, past all limits. */
export async function writeHistory(db: Db, { roomId, authorId, count, content }: Written): Promise<void> {
  const written = (seq: number) => ({
    id: newId(),
    roomId,
    seq,
    revision: seq,
    authorId,
    kind: 'text' as const,
    content,
    mentions: [],
    reactions: [],
    createdAt: Date.now(),
  })
  const seqs = Array.from({ length: count }, (_, at) => at + 1)
  for (let at = 0; at < count; at += 100)
    await db.write((tx) => tx.insert(messages).values(seqs.slice(at, at + 100).map(written)))
  await db.write((tx) =>
    tx.update(rooms).set({ lastSeq: count, revision: count }).where(eq(rooms.id, roomId)),
  )
}

/** The same beside a server that runs on the embedded database. */
export async function writeHistoryOf(dataDir: string, written: Written): Promise<void> {
  const db = await openDb({ url: '', dataDir, synchronous: 'NORMAL' })
  await writeHistory(db, written)
  await db.close()
}

/** Gives such a server a long audit log, a kilobyte an entry. */
export async function writeAuditOf(dataDir: string, count: number): Promise<void> {
  const db = await openDb({ url: '', dataDir, synchronous: 'NORMAL' })
  const entry = () => ({
    id: newId(),
    at: Date.now(),
    action: 'user.renamed',
    ...{ targetKind: 'user', targetId: 'somebody', targetName: 'Somebody' },
    detail: { from: 'x'.repeat(1_000), to: 'y' },
  })
  for (let at = 0; at < count; at += 500)
    await db.write((tx) => tx.insert(audit).values(Array.from({ length: 500 }, entry)))
  await db.close()
}
