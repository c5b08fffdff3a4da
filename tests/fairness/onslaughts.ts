import { randomUUID } from 'node:crypto'
import { createReadStream, readFileSync } from 'node:fs'
import { Agent, request } from 'node:http'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import type { Room } from '#lib/rooms/schema.ts'
import { createRoom, http, type Program, register, tryUpload } from '../client.ts'
import { sessionCookieOf, signInByForm } from '../cookie.ts'
import { html, servePages } from '../pages.ts'
import { password } from '../password.ts'

export type Target = {
  url: string
  /** Where the server's database lies. */
  dataDir: string
  /** A port of this machine that the server may ask for link previews. */
  outsidePort: number
}

/** Gets ready, and gives what keeps the server busy until it is done or the signal says that it is enough. */
type Onslaught = (target: Target) => Promise<(enough: AbortSignal) => Promise<unknown>>

const times = <T>(count: number, make: (at: number) => Promise<T>) =>
  Promise.all(Array.from({ length: count }, (_, at) => make(at)))
const until = async (enough: AbortSignal, step: () => Promise<unknown>) => {
  while (!enough.aborted) await step()
}
const message = (content: string) => ({ clientId: randomUUID(), content })

/** What one account, or nobody at all, does to a server so that everybody else waits; by what it is. */
export const onslaughts: Record<string, Onslaught> = {
  'pages of link previews that nest without an end': async ({ url, outsidePort }) => {
    const parts = ['<b>', '<svg>', '<z></y>', '<title><b x=']
    const pages = parts.map((part, at) => [`/${at}`, html(part.repeat(1_047_000 / part.length))] as const)
    await servePages(Object.fromEntries(pages), outsidePort)
    const eve = await register(url, 'Eve')
    const at = (page: number) => `http://127.0.0.1:${outsidePort}/${page % parts.length}`
    return () => times(12, (page) => eve.http('POST', '/previews', { url: at(page) }))
  },

  'messages whose marks never end': async ({ url }) => {
    const eve = await register(url, 'Eve')
    const room = await createRoom(eve)
    const parts = ['[__a', '*~]', '~__a', 'a~_', '![', '**a ', '`a``', '[a](<', '> ', '*a **b ']
    for (const part of parts)
      await eve.post(`/rooms/${room.id}/messages`, message(part.repeat(15_900 / part.length)))
    const [cookie = ''] = sessionCookieOf(await signInByForm(url, eve.user.email)).split(';')
    return (enough) =>
      times(4, () =>
        until(enough, () => fetch(`${url}/rooms/${room.id}`, { headers: { cookie } }).then(read)),
      )
  },

  'file names of spaces and dots': async ({ url }) => {
    const eve = await register(url, 'Eve')
    return () => times(10, (at) => tryUpload(eve, `a${(at % 2 ? '. ' : ' ').repeat(39_000)}a`, 'x'))
  },

  'bodies without an end before sign-in': async ({ url }) => {
    const paths = ['callback/credentials', '_log', 'signout', 'session', 'csrf', 'callback/credentials']
    return () => times(paths.length, (at) => pour(`${url}/api/auth/${paths[at]}`, 200))
  },

  'small pictures of very many pixels': async ({ url, outsidePort }) => {
    const eve = await register(url, 'Eve')
    const picture = readFileSync(new URL('./square.avif', import.meta.url))
    await servePages(
      {
        '/': html('<title>x</title><meta property="og:image" content="/p">'),
        '/p': html(picture, 'image/avif'),
      },
      outsidePort,
    )
    return () =>
      Promise.all([
        times(6, () => tryUpload(eve, 'p.avif', picture)),
        times(4, () => eve.http('POST', '/previews', { url: `http://127.0.0.1:${outsidePort}/` })),
      ])
  },

  'catching up again and again': async ({ url, dataDir }) => {
    const eve = await register(url, 'Eve')
    const room = await createRoom(eve)
    fill(dataDir, room, eve, 499, 'x'.repeat(1_200))
    const lines = await times(8, () => eve.connect())
    return () =>
      Promise.all(
        lines.flatMap((line) =>
          Array.from({ length: 300 }, () =>
            line.socket
              .timeout(60_000)
              .emitWithAck('room:watch', { roomId: room.id, since: 0 })
              .catch(() => null),
          ),
        ),
      )
  },

  registrations:
    async ({ url }) =>
    () =>
      times(400, () =>
        http(url)('POST', '/auth/register', { email: `${randomUUID()}@example.org`, name: 'Eve', password }),
      ),

  'history over forty connections': async ({ url }) => {
    const eve = await register(url, 'Eve')
    const room = await createRoom(eve)
    for (let at = 0; at < 20; at++)
      await eve.post(`/rooms/${room.id}/messages`, message('Hello '.repeat(200)))
    return (enough) => times(40, () => until(enough, () => eve.http('GET', `/rooms/${room.id}/messages`)))
  },

  'pages over forty connections, signed out':
    async ({ url }) =>
    (enough) =>
      times(40, () => until(enough, () => fetch(`${url}/sign-in`).then(read))),

  'exports over a hundred and twenty connections': async ({ url, dataDir }) => {
    const eve = await register(url, 'Eve')
    const room = await createRoom(eve)
    fill(dataDir, room, eve, 20_000, 'Hello <b> & '.repeat(20))
    const path = `${url}/api/v1/rooms/${room.id}/export?format=html`
    const headers = { authorization: `Bearer ${eve.accessToken}` }
    return (enough) =>
      times(120, () =>
        until(enough, () =>
          fetch(path, { headers, signal: enough })
            .then(read)
            .catch(() => null),
        ),
      )
  },

  'calls begun and left': async ({ url }) => {
    const eve = await register(url, 'Eve')
    const room = await createRoom(eve, [], { type: 'video' })
    const lines = await times(4, () => eve.connect())
    const media = { microphone: false, camera: false, screen: false }
    return (enough) =>
      Promise.all(
        lines.map((line) =>
          until(enough, async () => {
            await line.ask('call:join', { roomId: room.id, media }).catch(() => null)
            await line.ask('call:leave', { roomId: room.id }).catch(() => null)
          }),
        ),
      )
  },

  'rooms, and somebody added to each': async ({ url }) => {
    const [eve, victim] = [await register(url, 'Eve'), await register(url, 'Victim')]
    return (enough) =>
      times(8, () =>
        until(enough, async () => {
          const made = await eve.http('POST', '/rooms', {
            name: `Noise ${randomUUID()}`,
            visibility: 'public',
          })
          if (made.status !== 201) return new Promise((later) => setTimeout(later, 50))
          return eve.http('POST', `/rooms/${(made.body as Room).id}/members`, { userId: victim.user.id })
        }),
      )
  },

  'a room of a hundred thousand messages deleted': async ({ url, dataDir }) => {
    const eve = await register(url, 'Eve')
    const room = await createRoom(eve)
    fill(dataDir, room, eve, 100_000, 'Hello')
    return () => eve.http('DELETE', `/rooms/${room.id}`)
  },

  'files that are never sent': async ({ url }) => {
    const eve = await register(url, 'Eve')
    const bytes = Buffer.alloc(20 * 1_048_576, 'x')
    return () => times(12, (at) => tryUpload(eve, `${at}.txt`, bytes))
  },
}

const read = (response: Response) => response.arrayBuffer()

/** Sends so many megabytes, without saying how many, until the server has had enough. */
const pour = (url: string, megabytes: number) =>
  new Promise<void>((resolve) => {
    const sent = request(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      agent: new Agent(),
    })
    sent.on('response', (answer) => answer.resume().once('close', resolve))
    sent.on('error', () => resolve())
    createReadStream('/dev/zero', { end: megabytes * 1_048_576 }).pipe(sent)
  })

/** Fills a room behind the server's back: over any door it would take too long. */
function fill(dataDir: string, room: Room, author: Program, count: number, content: string) {
  const db = new Database(join(dataDir, 'rooms.db'))
  db.pragma('busy_timeout = 10000')
  db.prepare(
    `with recursive n(i) as (select 1 union all select i + 1 from n where i < @count)
    insert into messages (id, room_id, seq, revision, author_id, kind, content, mentions, reactions, created_at)
    select @roomId || i, @roomId, i, i, @authorId, 'text', @content, '[]', '[]', @now from n`,
  ).run({ count, roomId: room.id, authorId: author.user.id, content, now: Date.now() })
  db.prepare('update rooms set last_seq = @count, revision = @count where id = @roomId').run({
    count,
    roomId: room.id,
  })
  db.close()
}
