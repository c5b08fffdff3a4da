import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { tables } from '../stand-in/tables.ts'
import { history, nameOf, people, roomName, rooms, startedAt, tokenOf } from './plan.ts'

/** Makes the stand-in's database in this folder. */
export function fillStandIn(dataDir: string): void {
  mkdirSync(dataDir, { recursive: true })
  const db = new Database(join(dataDir, 'stand-in.db'))
  db.exec(tables)
  const person = db.prepare('insert into people (id, name, token) values (?, ?, ?)')
  const room = db.prepare('insert into rooms (id, name, description, at) values (?, ?, ?, ?)')
  const message = db.prepare('insert into messages (id, room, author, content, at) values (?, ?, ?, ?, ?)')
  db.transaction(() => {
    for (let id = 1; id <= people; id++) person.run(id, nameOf(id), tokenOf(id))
    for (let id = 1; id <= rooms; id++) room.run(id, roomName(id), `About ${roomName(id)}`, startedAt)
    for (const { id, room, author, content, at } of history()) message.run(id, room, author, content, at)
  })()
  db.exec('analyze')
  db.close()
}
