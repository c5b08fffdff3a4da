import { afterAll, describe, expect, test } from 'vitest'
import { statusOf } from '#lib/errors.ts'
import { api } from '#lib/http/api.ts'
import { sessionCookieOf, signInByForm } from '../cookie.ts'
import { startServer } from '../server.ts'
import { actions } from './actions.ts'
import { isOutside, makeCast, type Who } from './cast.ts'
import { commands } from './commands.ts'
import type { Door, Told } from './doors.ts'
import { dueReason } from './due-reason.ts'
import { endpoints } from './endpoints.ts'
import { pages } from './pages.ts'
import { type Kind, makeScene, nowhere, type Scene } from './scene.ts'
import { table } from './table.ts'

const server = await startServer({
  LIMIT_MESSAGES_PER_5S: '100000',
  LIMIT_CHANGES_PER_5S: '100000',
  LIMIT_SEARCHES_PER_10S: '100000',
  LIMIT_PREVIEWS_PER_MIN: '100000',
  LIMIT_UPLOADS_PER_MIN: '100000',
  LIMIT_CALL_PARTICIPANTS: '100',
  LIMIT_REGISTRATIONS_PER_10MIN: '100000',
})
afterAll(server.stop)
const cast = await makeCast(server)

describe.each(Object.entries({ endpoints, commands, actions, pages }))('%s', (_, door) => {
  const tables = Object.entries(door.tables) as [Kind | 'instance', string][]
  const rowsOf = (kind: Kind | 'instance') => table(door.tables[kind] ?? '').rows.map(([thing]) => thing)

  test.each(tables)('each has its row, of %s', (kind) => {
    const rows = kind === 'instance' ? rowsOf('private') : rowsOf(kind)
    expect([...rowsOf('instance'), ...rows].sort()).toEqual(door.things.toSorted())
  })

  describe.each(tables)('%s', (kind, text) => {
    const { callers, rows } = table(text, door.alike[kind])
    test.each(rows)('%s', async (thing, ...cells) => {
      const shared = await makeScene(cast, kind === 'instance' ? 'private' : kind, thing)
      const row: Partial<Record<Who, string>> = Object.fromEntries(callers.map((who, at) => [who, cells[at]]))
      const ask = async (who: Who, cell = '') => {
        // What is done changes the room; what is refused does not, and is asked where others were refused.
        const isAlone = changed.has(who) || !(door.isRead(thing) || isRefusal(cell))
        const scene = isAlone ? await makeScene(cast, shared.kind, thing) : shared
        return [who, await cellOf(door, thing, who, scene, dueReason(thing, who, row))] as const
      }
      const told = await inTurns(callers.map((who, at) => () => ask(who, cells[at])))
      expect(Object.fromEntries(told)).toEqual(row)
    })
  })
})

/** Asking as one of them changes the room, whatever is answered. */
const changed: ReadonlySet<Who> = new Set(['removed', 'banned'])
/** No more at once than there are direct rooms of different people. */
const atOnce = 3

/** Some at once, in their order. */
async function inTurns<T>(works: (() => Promise<T>)[]): Promise<T[]> {
  const done: T[] = []
  const left = works.entries()
  const turn = async () => {
    for (const [at, work] of left) done[at] = await work()
  }
  await Promise.all(Array.from({ length: atOnce }, turn))
  return done
}

type Document = { paths: Record<string, Record<string, { 'x-needs': string }>> }

const isRefusal = (cell = '') => /^\d+$/.test(cell)

/**
 * What somebody gets of a thing. Who is refused learns nothing: what they may not know
 * answers word by word as what does not exist. `due`: the one reason there may be.
 */
async function cellOf(door: Door, thing: string, who: Who, scene: Scene, due?: string): Promise<string> {
  const told = await door.ask(thing, who, scene)
  if (told.cell === 'ok') return told.cell
  if (told.error) {
    const { code, reason } = told.error
    expect([String(statusOf[code]), reason], `${thing} to ${who}`).toEqual([told.cell, due ?? reason])
  }
  // A page also holds what its reader is elsewhere.
  const people = told.shown === undefined ? peopleOf(scene) : []
  const known = told.shown !== undefined && who === 'visitor' ? scene.secrets : []
  for (const secret of [...scene.secrets, ...people].filter((one) => !known.includes(one)))
    expect(told.body, `${thing} to ${who}`).not.toContain(secret)
  // There is no resume token of a call that never was.
  if (told.cell === '404' && isOutside(who) && thing !== 'call:resume')
    expect(wordsOf(await door.ask(thing, who, nowhere(scene))), `${thing} to ${who}`).toEqual(wordsOf(told))
  return told.cell
}

const peopleOf = ({ extra, waiting }: Scene) =>
  [extra, waiting, ...Object.values(cast.people)].map(({ user }) => user.id)

const wordsOf = ({ cell, body, shown = body }: Told) => ({ cell, shown })

test('what changes something needs more than the right to read, and the OpenAPI document tells what', async () => {
  const { paths } = (await cast.people.other.get('/openapi.json')) as Document
  for (const { method, path, needs } of api) {
    if (method !== 'GET') expect(needs, `${method} ${path}`).not.toBe('read')
    expect(paths[path]?.[method.toLowerCase()]?.['x-needs'], `${method} ${path}`).toBe(needs)
  }
})

test('whoever was deactivated comes in by no form either', async () => {
  const { user } = cast.people.deactivated
  const answer = await signInByForm(server.url, user.email)
  expect(answer.status).toBe(403)
  expect(await answer.json()).toMatchObject({ code: 'forbidden', reason: 'accounts.deactivated' })
  expect(sessionCookieOf(answer)).toBe('')
})
