import Database from 'better-sqlite3'

export type Person = { id: number; name: string }
export type Said = { id: number; room: number; author: Person; content: string; at: number }
export type Wording = { room: number; author: Person; content: string; clientId: string; at: number }
type Row = { id: number; room: number; authorId: number; name: string; content: string; at: number }

const shown = 'm.id, m.room, m.author as authorId, p.name, m.content, m.at'

/** The least that keeps what is said: one handle, prepared statements, and no rights of anybody. */
export function openStore(path: string) {
  const db = new Database(path)
  db.pragma('journal_mode = WAL')
  db.pragma('synchronous = NORMAL')
  db.pragma('cache_size = -64000')
  db.pragma('mmap_size = 268435456')
  const insert = db.prepare<[number, number, string, string, number]>(
    `insert into messages (room, author, content, client_id, at) values (?, ?, ?, ?, ?)
     on conflict do nothing`,
  )
  const before = db.prepare<[number, string], { id: number }>(
    'select id from messages where author = ? and client_id = ?',
  )
  const newest = db.prepare<[number, number], Row>(
    `select ${shown} from messages m join people p on p.id = m.author
     where m.room = ? order by m.id desc limit ?`,
  )
  const found = db.prepare<[string], Row>(
    `select ${shown} from (select rowid as hit from words where words match ? order by rowid desc limit 50)
     join messages m on m.id = hit join people p on p.id = m.author order by m.id desc`,
  )
  const rooms = db.prepare('select id, name, description, at from rooms order by id desc')
  const people = db.prepare<[], Person & { token: string }>('select id, name, token from people').all()

  const store = ({ room, author, content, clientId, at }: Wording) => {
    const { changes, lastInsertRowid } = insert.run(room, author.id, content, clientId, at)
    const id = changes === 0 ? before.get(author.id, clientId)?.id : Number(lastInsertRowid)
    return { id: id ?? 0, isNew: changes > 0 }
  }
  return {
    /** Everybody there is, by their tokens. */
    people: new Map(people.map(({ token, id, name }) => [token, { id, name }])),
    /** Stores all of them in one transaction. */
    storeAll: db.transaction((all: readonly Wording[]) => all.map(store)),
    rooms: () => rooms.all(),
    newest: (room: number, most: number): Said[] => newest.all(room, most).map(said).reverse(),
    find: (word: string): Said[] => found.all(`"${word.replaceAll('"', '""')}"`).map(said),
  }
}

const said = ({ authorId, name, ...row }: Row): Said => ({ ...row, author: { id: authorId, name } })
