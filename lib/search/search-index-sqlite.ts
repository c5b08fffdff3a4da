import { rmSync } from 'node:fs'
import Database from 'better-sqlite3'
import { keepPrivate } from '#lib/db/keep-private.ts'
import { nameStatements } from '#lib/db/name-statement.ts'
import type { Store } from '#lib/db/open.ts'
import { planOnce } from '#lib/db/plan-once.ts'
import { wordsOf } from './entry.ts'
import { joinPartsOf } from './join-parts.ts'
import { indexPath, placesWith } from './look-up-sqlite.ts'
import { roomWord } from './n-grams.ts'
import { makePositions } from './positions.ts'
import { atOnce, type Change, indexVersion, perMs, type SearchIndex } from './search-index.ts'

const tables = `
  create table followed (room_id text primary key, revision integer not null) without rowid;
  create table entries (
    position integer primary key, message_id text not null unique, room_id text not null, digest integer not null
  );
  create virtual table words using fts5(
    held, content='', contentless_delete=1, detail=none, tokenize='ascii', prefix='1 2'
  );
  pragma user_version = ${indexVersion};`

/**
 * The index in a file of its own beside the database: writing it takes no turn from those who write messages,
 * and it can be deleted. FTS5 keeps only which words stand in which row
 * (https://sqlite.org/fts5.html#the_detail_option), and of which row one begins with which one or two signs.
 */
export async function openSqliteIndex(store: Store): Promise<SearchIndex> {
  const handle = openFile(indexPath(store))
  const positions = makePositions()
  const find = placesWith(handle)
  const join = joinPartsOf(handle, 'words')
  const known = handle.prepare<[string], { position: number; digest: number }>(
    'select position, digest from entries where message_id = ?',
  )
  const insert = handle.prepare('insert or ignore into entries values (?, ?, ?, ?)')
  const redigest = handle.prepare('update entries set digest = ? where position = ?')
  const remove = handle.prepare('delete from entries where position = ?')
  const hold = handle.prepare('insert into words (rowid, held) values (?, ?)')
  const letGo = handle.prepare('delete from words where rowid = ?')
  const follow = handle.prepare('insert or replace into followed values (?, ?)')
  const unfollow = handle.prepare('delete from followed where room_id = ?')
  const roomOf = handle.prepare<[number], string>('select room_id from entries where position = ?').pluck()

  const drop = (position: number) => {
    remove.run(position)
    letGo.run(position)
  }
  // FTS5 writes a part of its own for each row that does not come after the one before it.
  const put = handle.transaction(({ entries, gone, revisions }: Change) => {
    for (const messageId of gone) {
      const place = known.get(messageId)
      if (place) drop(place.position)
    }
    for (const entry of entries) {
      const { messageId, roomId, createdAt, digest } = entry
      const place = known.get(messageId)
      if (place?.digest === digest) continue
      let position = place?.position ?? positions.first(createdAt)
      if (place) {
        letGo.run(position)
        redigest.run(digest, position)
      } else {
        while (insert.run(position, messageId, roomId, digest).changes === 0) position += 1
        positions.given(position)
      }
      hold.run(position, wordsOf(entry).join(' '))
    }
    for (const [roomId, revision] of revisions) follow.run(roomId, revision)
  })
  const dropSome = (roomId: string, before: number) => {
    const words = [roomWord(roomId)]
    const places = find({ words, beginning: [], any: [], from: 0, before, limit: atOnce })
    const own = places.filter(({ position }) => roomOf.get(position) === roomId)
    for (const { position } of own) drop(position)
    return own.length > 0
  }
  const forget = handle.transaction((roomId: string) => {
    const more = dropSome(roomId, Number.MAX_SAFE_INTEGER)
    if (!more) unfollow.run(roomId)
    return more
  })
  const forgetBefore = handle.transaction((roomId: string, time: number) => dropSome(roomId, time * perMs))

  return {
    lead: async () => true,
    followed: async () => new Map(handle.prepare<[], [string, number]>('select * from followed').raw().all()),
    put: async (change) => put(change),
    forget: async (roomId) => forget(roomId),
    forgetBefore: async (roomId, time) => forgetBefore(roomId, time),
    join: async () => join(),
    close: async () => void handle.close(),
  }
}

function openFile(path: string): Database.Database {
  try {
    return openTables(path)
  } catch (error) {
    // Of another version, or broken: nothing in it is worth more than the moment it takes to make it again.
    if (error instanceof Error && 'code' in error && error.code === 'SQLITE_BUSY') throw error
    for (const end of ['', '-wal', '-shm']) rmSync(path + end, { force: true })
    return openTables(path)
  }
}

function openTables(path: string): Database.Database {
  keepPrivate(path)
  const handle = new Database(path)
  planOnce(handle)
  nameStatements(handle)
  try {
    handle.pragma('journal_mode = WAL')
    handle.pragma('synchronous = NORMAL')
    handle.pragma('busy_timeout = 5000')
    handle.pragma('cache_size = -32000')
    const version = handle.pragma('user_version', { simple: true })
    if (version === 0) handle.exec(`begin;${tables}commit;`)
    else if (version !== indexVersion) throw new Error(`The search index has version ${version}`)
    // Every part of the index is asked each time, so that there be few is worth joining them more often.
    handle.exec("insert into words (words, rank) values ('automerge', 2), ('usermerge', 2)")
    return handle
  } catch (error) {
    handle.close()
    throw error
  }
}
