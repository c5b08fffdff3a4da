import { randomUUID } from 'node:crypto'
import { afterAll, expect, test } from 'vitest'
import type { TokenPair } from '#lib/accounts/schema.ts'
import type { Seat } from '#lib/calls/schema.ts'
import type { Message } from '#lib/messages/schema.ts'
import type { Invite } from '#lib/rooms/schema.ts'
import { createDatabase, startPostgres } from '../../scripts/tools/postgres.ts'
import { type Breaker, breakPostgres, breakSqlite } from '../broken-database.ts'
import { createRoom, http, program, register, upload } from '../client.ts'
import { sessionCookieOf, signInByForm } from '../cookie.ts'
import {
  type Answered,
  askEveryEndpoint,
  callEveryAction,
  openEveryPage,
  sendEveryCommand,
} from '../everything.ts'
import { type Server, startServer } from '../server.ts'

const postgres = await startPostgres()
afterAll(postgres.stop)

type Start = () => Promise<{
  server: Server
  breakIt: () => Promise<Breaker>
  /** Each statement fails on one of them; the other says the same whichever it is. */
  eachTable: boolean
}>

const databases: [name: string, start: Start][] = [
  [
    'SQLite',
    async () => {
      const server = await startServer(settings)
      return { server, breakIt: () => breakSqlite(server.dataDir), eachTable: true }
    },
  ],
  [
    'PostgreSQL',
    async () => {
      const url = await createDatabase(postgres.url)
      const server = await startServer({ ...settings, DATABASE_URL: url })
      return { server, breakIt: () => breakPostgres(url), eachTable: false }
    },
  ],
]
const settings = {
  LOG_LEVEL: 'trace',
  LIMIT_MESSAGES_PER_5S: '100000',
  LIMIT_CHANGES_PER_5S: '100000',
  LIMIT_SEARCHES_PER_10S: '100000',
  LIMIT_UPLOADS_PER_MIN: '100000',
  LIMIT_PREVIEWS_PER_MIN: '100000',
  LIMIT_SIGN_IN_FAILURES: '100000',
  LIMIT_SIGN_IN_FAILURES_PER_ADDRESS: '100000',
}

/** In everything that is sent, and nowhere else. */
const mark = 'quagmire'

test.each(databases)(
  'on %s nothing that people sent is logged, whichever statement fails',
  { timeout: 480_000 },
  async (_name, start) => {
    const { server, breakIt, eachTable } = await start()
    const { url } = server
    const account = { email: `${mark}@example.org`, name: `${mark} Ana`, password: `${mark} ${randomUUID()}` }
    const pair = (await http(url)('POST', '/auth/register', account)).body as TokenPair
    const ana = program(url, pair)
    const bob = await register(url, `${mark} Bob`)
    const room = await createRoom(ana, [bob], { name: `${mark} room`, description: mark, type: 'video' })
    const { token } = await ana.post<Invite>(`/rooms/${room.id}/invites`)
    const content = `${mark} <@${bob.user.id}>`
    const file = await upload(ana, `${mark}.txt`, mark)
    const message = await ana.post<Message>(`/rooms/${room.id}/messages`, {
      clientId: randomUUID(),
      content,
      attachmentIds: [file.id],
    })
    const cookie =
      sessionCookieOf(await signInByForm(url, account.email, account.password)).split(';')[0] ?? ''
    const [line, other] = [await ana.connect(), await bob.connect()]
    const media = { microphone: true, camera: false, screen: false }
    const { participantId, resumeToken }: Seat = await line.send('call:join', { roomId: room.id, media })
    const seated: Seat = await other.send('call:join', { roomId: room.id, media })
    const things = {
      ...account,
      currentPassword: account.password,
      refreshToken: pair.refreshToken,
      description: mark,
      type: 'video',
      visibility: 'public',
      role: 'member',
      roomId: room.id,
      userId: bob.user.id,
      addresses: [bob.user.email],
      reason: mark,
      messageId: message.id,
      fileId: file.id,
      fileName: `${mark}.txt`,
      id: randomUUID(),
      token,
      content,
      replyToId: message.id,
      emoji: '👍',
      url: `http://127.0.0.1/${mark}`,
      seq: 1,
      level: 'mentions',
      note: mark,
      favourite: true,
      remindAt: new Date(Date.now() + 3_600_000).toISOString(),
      sendAt: new Date(Date.now() + 3_600_000).toISOString(),
      choices: [0],
      theme: 'dark',
      folded: true,
      inviteId: randomUUID(),
      emojiId: randomUUID(),
      jobId: randomUUID(),
      order: 'name',
      text: mark,
      code: '123456',
      registration: 'open',
      room: { name: `${mark} first room` },
      response: {
        ...{ id: 'a', rawId: 'a', type: 'public-key' },
        response: { clientDataJSON: 'a', attestationObject: 'a', authenticatorData: 'a', signature: 'a' },
      },
      resumeToken,
      query: { q: mark, query: mark, from: mark, since: '0', days: '30' },
      command: {
        query: undefined,
        media,
        on: true,
        typing: true,
        to: participantId,
        participantId,
        epoch: 1,
        description: { type: 'offer', sdp: mark },
        hand: true,
        links: [],
        action: 'mute',
        locked: true,
        knock: true,
        admit: true,
        resumeToken: seated.resumeToken,
      },
    }

    const answers: Answered[] = []
    /** Gives the names of what failed. */
    const tryAll = async (wanted: (asked: string) => boolean) => {
      const given = [
        ...(await askEveryEndpoint(ana, things, wanted)),
        ...(await sendEveryCommand(other, things, wanted)),
        ...(await openEveryPage(url, cookie, things, wanted)),
        ...(await callEveryAction(url, cookie, things, wanted)),
      ]
      await signInByForm(url, account.email, account.password)
      answers.push(...given)
      return new Set(given.filter(hasFailed).map(({ asked }) => asked))
    }
    const breaker = await breakIt()
    const secrets = [
      ...(await breaker.values('users', 'password_hash')),
      pair.accessToken,
      pair.refreshToken,
      token,
      resumeToken,
      cookie.split('=')[1] ?? '',
    ]
    await breaker.stopWriting()
    await tryAll(() => true)
    // What does not fail without a few tables together fails without none of them.
    for (const few of inParts(breaker.tables, 8)) {
      for (const table of few) await breaker.hide(table)
      const failing = await tryAll((asked) => !withoutIt.includes(asked))
      for (const table of few) await breaker.bringBack(table)
      for (const table of eachTable ? few : []) {
        await breaker.hide(table)
        await tryAll((asked) => failing.has(asked))
        await breaker.bringBack(table)
      }
    }
    await breaker.close()
    await server.stop()

    const asked = new Set(answers.map((answer) => answer.asked))
    const failures = answers.filter(({ answered }) => answered === 500 || answered === 'internal')
    const failed = new Set(failures.map((answer) => answer.asked))
    // Each has failed at some statement, but for those that may find none.
    expect([...asked].filter((one) => !failed.has(one) && !needless.includes(one))).toEqual([])
    expect(answers.filter(({ answered }) => answered === 400 || answered === 'invalid_input')).toEqual([])
    const log = server.log()
    expect(linesWith(log, 'update \\"users\\" set')).not.toEqual([])
    expect(linesWith(log, 'printed by a library')).not.toEqual([])
    for (const secret of [mark, '$argon2', ...secrets]) expect(linesWith(log, secret)).toEqual([])
  },
)

const hasFailed = ({ answered }: Answered) =>
  typeof answered === 'number'
    ? answered >= 500
    : ['internal', 'unavailable', 'failed later', 'broken off'].includes(answered)

const inParts = <T>(all: T[], size: number): T[][] =>
  all.length === 0 ? [] : [all.slice(0, size), ...inParts(all.slice(size), size)]

/** What never asks the database: two pages only lead elsewhere. */
const withoutIt = ['GET /docs/api', 'GET /openapi.json', 'GET /', 'GET /admin']
/** What may be answered without it. */
const needless = [
  ...withoutIt,
  // Without mail there is nothing to do, whoever asks.
  'POST /auth/forgot',
  // A signature shows that it is none of ours.
  ...['POST /auth/passkey/options', 'POST /auth/passkey', 'POST /guests'],
  'putBannerAway',
  'chooseOrder',
  'foldSidebar',
  'chooseTheme',
  'room:unwatch',
]

const linesWith = (log: string, words: string) =>
  log.split('\n').filter((line) => line.toLowerCase().includes(words.toLowerCase()))
