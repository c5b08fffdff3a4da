import { randomUUID } from 'node:crypto'
import { eq } from 'drizzle-orm'
import { getTableConfig as configInPostgres, type PgTable } from 'drizzle-orm/pg-core'
import { getTableConfig as configInSqlite } from 'drizzle-orm/sqlite-core'
import { expect, test } from 'vitest'
import { auditLog } from '#lib/audit/queries.ts'
import { auditQuery } from '#lib/audit/schema.ts'
import { joinCall } from '#lib/calls/seating.ts'
import { dialect } from '#lib/db/dialect.ts'
import * as schema from '#lib/db/schema.ts'
import { link, ownerOf } from '#lib/elsewhere/identities.ts'
import { reportMessage } from '#lib/moderation/reporting.ts'
import { remind } from '#lib/reminders/operations.ts'
import { banPerson } from '#lib/rooms/bans.ts'
import { openDirectRoom } from '#lib/rooms/direct.ts'
import { createInvite } from '#lib/rooms/invites.ts'
import { addMember } from '#lib/rooms/members.ts'
import { findPeople } from '#lib/rooms/people.ts'
import { newInvite } from '#lib/rooms/schema.ts'
import { save } from '#lib/saved/operations.ts'
import { schedule } from '#lib/scheduled/operations.ts'
import {
  client,
  createRoom,
  createUser,
  type Someone,
  say,
  sayInThread,
  signIn,
  staffed,
  unheard,
} from '../../tests/factories.ts'
import { password } from '../../tests/password.ts'
import { changeAccount, promote } from './administration.ts'
import { accountOf, allAccounts } from './all-accounts.ts'
import { deleteAccount } from './deletion.ts'
import { inAbsence } from './in-absence.ts'
import { authenticate, register } from './operations.ts'
import { makeResetLink, makeResetLinkFor, ownerOfLink } from './password-links.ts'
import { profileOf } from './queries.ts'
import { accountQuery } from './schema.ts'
import { openSession, viewerOf } from './sessions.ts'

const place = '192.0.2.7'
const idOf = ({ viewer }: Someone) => viewer.userId
const emailOf = async (who: Someone) => (await profileOf(who, idOf(who))).email
const page = { limit: 50, cursor: undefined }
const configOf = (table: PgTable) =>
  dialect === 'sqlite' ? configInSqlite(table as never) : configInPostgres(table)

/** What may go on to name an account that is deleted, by its id: what it said, made and decided. */
const mayNameThem = [
  ...['bans.bannedBy', 'emoji.addedBy', 'files.uploaderId', 'guestLinks.createdBy', 'messages.authorId'],
  ...['participants.userId', 'rooms.creatorId'],
]

test('nothing is left of a person anywhere but in the log of deeds', async () => {
  const { world, ada, bob } = await staffed()
  const email = await emailOf(bob)
  const [at, userId] = [world.now(), idOf(bob)]
  const room = await createRoom(ada, { type: 'video' }, { member: [bob] })
  const other = await createRoom(ada, { visibility: 'private' }, { member: [bob] })
  const hello = await say(bob, room)
  await sayInThread(bob, await say(ada, room, 'Who?'))
  await save(bob, hello.id)
  const later = new Date(at + 3_600_000).toISOString()
  await remind(bob, hello.id, later)
  await schedule(bob, room.id, { clientId: randomUUID(), content: 'Later', sendAt: later } as never)
  await createInvite(bob, room.id, newInvite.parse({}))
  await reportMessage(bob, { roomId: room.id, messageId: (await say(ada, room)).id }, { reason: 'Rude' })
  await reportMessage(ada, { roomId: room.id, messageId: hello.id }, { reason: 'Odd' })
  await makeResetLink(ada, userId, place)
  await world.change(async (tx) => {
    await link(tx, { issuer: 'https://id.test', subject: 'bob', label: email, userId }, at)
    await tx.insert(schema.authenticators).values({ userId, secret: 'sealed', confirmedAt: at })
    await tx.insert(schema.recoveryCodes).values({ userId, codeHash: 'code' })
    await tx
      .insert(schema.signInChallenges)
      .values({ tokenHash: 'challenge', userId, proof: '', expiresAt: at })
    const change = { id: randomUUID(), userId, before: email, wanted: `new ${email}`, requestedAt: at }
    await tx.insert(schema.emailChanges).values(change)
    const made = { id: randomUUID(), createdAt: 1 }
    await tx.insert(schema.emoji).values({ ...made, name: 'a', nameFolded: 'a', addedBy: userId })
    const archive = { id: randomUUID(), userId, state: 'making' as const, requestedAt: at }
    await tx.insert(schema.ownArchives).values(archive)
    const unsent = { ...made, uploaderId: userId, name: 'a', mimeType: 'text/plain', sizeBytes: 1 }
    await tx.insert(schema.files).values({ ...unsent, createdAt: at })
    const card = { url: 'https://a.test', title: email } as never
    await tx.insert(schema.linkPreviews).values({ ...made, userId, card })
    await tx.insert(schema.mutes).values({ roomId: room.id, userId, until: at, reason: 'Loud' })
    await tx.insert(schema.profiles).values({ userId, pronouns: 'Zimmermann', statusText: 'Zimmermann' })
    const key = { credentialId: 'key', publicKey: 'half', counter: 0, transports: [] }
    await tx.insert(schema.passkeys).values({ ...key, id: 'key', userId, name: 'Zimmermann', createdAt: at })
    const guests = { id: 'link', roomId: room.id, createdBy: userId, createdAt: at, expiresAt: at + 60_000 }
    await tx.insert(schema.guestLinks).values(guests)
  })
  const media = { microphone: false, camera: false, screen: false }
  await joinCall(bob, { roomId: room.id, media }, { node: 'here', socketId: 'socket of bob' }, unheard)
  await banPerson(ada, other.id, { userId, reason: 'Out' })
  const own = await createRoom(bob, {}, { member: [ada] })
  await banPerson(bob, own.id, { userId: idOf(await createUser(world, 'Cleo')), reason: 'Out' })
  await world.db.write(async (tx) => {
    const [held] = await tx.select().from(schema.calls)
    if (held) await tx.insert(schema.knocks).values({ callId: held.id, userId, knockedAt: at })
  })

  const tables = Object.entries(schema as Record<string, PgTable>)
  const naming = async () => {
    const found: string[] = []
    for (const [name, table] of tables)
      for (const key of configOf(table).foreignKeys) {
        const { columns, foreignTable } = key.reference()
        const [column] = columns
        if (foreignTable !== (schema.users as unknown) || !column) continue
        if ((await world.db.read.$count(table, eq(column as never, userId))) > 0)
          found.push(`${name}.${column.name}`)
        else found.push(`${name}.${column.name}: none`)
      }
    return found.sort()
  }
  // Of a table that is new: make a row above, and say in lib/forget.ts what becomes of it.
  const before = await naming()
  expect(before.filter((one) => one.endsWith(': none'))).toEqual([])
  const sessionIds = (
    await world.db.read.select().from(schema.sessions).where(eq(schema.sessions.userId, userId))
  ).map(({ id }) => id)

  await deleteAccount(ada, userId, place)
  world.pass(60_000)
  await world.work()

  const after = (await naming()).filter((one) => !one.endsWith(': none'))
  expect(after).toEqual(mayNameThem)
  for (const [name, table] of tables) {
    const text = JSON.stringify(await world.db.read.select().from(table))
    for (const secret of [email, 'Zimmermann', 'zimmermann', 'socket of bob', ...sessionIds])
      if (name !== 'audit') expect(text, `${secret} in ${name}`).not.toContain(secret)
  }
  expect((await auditLog(ada, auditQuery.parse({ action: 'user.deleted' }))).items).toMatchObject([
    {
      actor: { name: 'Ada' },
      target: { id: userId, name: 'Robert Zimmermann' },
      detail: { messages: 'keep' },
    },
  ])
  const [kept] = await world.db.read.select().from(schema.messages).where(eq(schema.messages.id, hello.id))
  expect(kept).toMatchObject({ content: 'Hello', deletedAt: null })
  await expect(profileOf(world, userId)).resolves.toMatchObject({ name: 'Deleted user' })
})

test('whoever was deleted comes in by no way, is found by nobody, and may come again as somebody new', async () => {
  const { world, ada, bob } = await staffed()
  const cleo = await createUser(world, 'Cleo')
  const email = await emailOf(bob)
  const subject = { issuer: 'https://id.test', subject: 'bob' }
  await world.change((tx) => link(tx, { ...subject, label: email, userId: idOf(bob) }, world.now()))
  const reset = (await makeResetLink(ada, idOf(bob), place)).link.split('/').at(-1) ?? ''
  await deleteAccount(ada, idOf(bob), place)
  await world.work()

  expect(await viewerOf(world, bob.viewer.sessionId)).toBeNull()
  expect(await ownerOf(world.db.read, subject)).toBeNull()
  expect(await inAbsence(world.db.read, idOf(bob))).toBeNull()
  await expect(authenticate(world, { email, password }, place)).rejects.toMatchObject({
    reason: 'accounts.noMatch',
  })
  await expect(ownerOfLink(world, reset)).rejects.toMatchObject({ code: 'not_found' })
  const session = { userId: idOf(bob), kind: 'browser' as const, ...client }
  await expect(openSession(world, session)).rejects.toMatchObject({ code: 'forbidden' })
  // The server's own machine brings nobody back either, also by what stands in place of the email.
  for (const named of [email, idOf(bob)]) {
    await expect(promote(world, named)).rejects.toMatchObject({ code: 'not_found' })
    await expect(makeResetLinkFor(world, named)).rejects.toMatchObject({ code: 'not_found' })
  }
  for (const attempt of [
    () => changeAccount(ada, idOf(bob), { state: 'active' }, place),
    () => makeResetLink(ada, idOf(bob), place),
    () => deleteAccount(ada, idOf(bob), place),
    () => accountOf(ada, idOf(bob)),
    async () => addMember(ada, (await createRoom(ada)).id, { userId: idOf(bob), role: 'member' }),
    () => openDirectRoom(ada, { visibility: 'direct', type: 'video', userIds: [idOf(bob)] }),
  ])
    await expect(attempt()).rejects.toMatchObject({ code: 'not_found' })
  for (const query of ['', 'Deleted', email, idOf(bob)]) {
    expect((await findPeople(cleo, query, page)).items.map(({ id }) => id)).not.toContain(idOf(bob))
    const all = await allAccounts(ada, accountQuery.parse({ query }))
    expect(all.items.map(({ id }) => id)).not.toContain(idOf(bob))
  }

  const again = await register(world, { email, name: 'Bob', password }, place)
  expect(again.id).not.toBe(idOf(bob))
  await deleteAccount(ada, again.id, place)
  await expect(register(world, { email, name: 'Bob', password }, place)).resolves.toMatchObject({ email })
})

test('all sessions end with the account', async () => {
  const { world, ada, bob } = await staffed()
  const second = await signIn(world, idOf(bob))
  await deleteAccount(ada, idOf(bob), place)
  expect(await viewerOf(world, second.viewer.sessionId)).toBeNull()
  expect(world.heardOf('session:ended').map(({ audience }) => audience)).toHaveLength(2)
})
