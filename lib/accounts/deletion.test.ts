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
import { storeSettings } from '#lib/instance/settings.ts'
import { pin } from '#lib/messages/operations.ts'
import { reportMessage } from '#lib/moderation/reporting.ts'
import { remind } from '#lib/reminders/operations.ts'
import { banPerson } from '#lib/rooms/bans.ts'
import { openDirectRoom } from '#lib/rooms/direct.ts'
import { createInvite } from '#lib/rooms/invites.ts'
import { addMember, memberOf } from '#lib/rooms/members.ts'
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
  unheard,
} from '../../tests/factories.ts'
import { password } from '../../tests/password.ts'
import { openWorld } from '../../tests/world.ts'
import { changeAccount, promote } from './administration.ts'
import { accountOf, allAccounts } from './all-accounts.ts'
import { deleteAccount, deleteMyAccount } from './deletion.ts'
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

async function staffed(settings: Record<string, string> = {}) {
  const world = await openWorld(settings)
  const ada = await createUser(world, 'Ada', 'admin')
  return { world, ada, bob: await createUser(world, 'Robert Zimmermann') }
}

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

test.each(['guest', 'bot', 'member'] as const)('a %s deletes nobody', async (role) => {
  const { world, ada } = await staffed()
  const eve = await createUser(world, 'Eve', role)
  await expect(deleteAccount(eve, idOf(ada), place)).rejects.toMatchObject({ code: 'forbidden' })
})

test('one’s own account takes the password, or the email where there is none, and a code where one is asked for', async () => {
  const { world, bob } = await staffed()
  const refused = (given: object, at: string) =>
    expect(deleteMyAccount(bob, given, place)).rejects.toMatchObject({ issues: [{ path: at }] })
  const email = await emailOf(bob)
  await refused({ password: 'not the password' }, 'password')
  await refused({ email }, 'password')
  await world.db.write((tx) =>
    tx
      .insert(schema.authenticators)
      .values({ userId: idOf(bob), secret: 'sealed', confirmedAt: world.now() }),
  )
  await refused({ password }, 'code')
  await refused({ password, code: '000000' }, 'code')
  await world.db.write((tx) => tx.delete(schema.authenticators))
  await world.db.write((tx) =>
    tx
      .update(schema.users)
      .set({ passwordHash: '' })
      .where(eq(schema.users.id, idOf(bob))),
  )
  await refused({ password }, 'email')
  await refused({ email: 'other@example.org' }, 'email')
  expect(await viewerOf(world, bob.viewer.sessionId)).not.toBeNull()
  await deleteMyAccount(bob, { email }, place)
  expect(await viewerOf(world, bob.viewer.sessionId)).toBeNull()
  await expect(deleteMyAccount(bob, { email }, place)).rejects.toMatchObject({ code: 'invalid_input' })
})

test.each([
  ['by themselves', (who: Someone) => deleteMyAccount(who, { password }, place)],
  ['as administrators', (who: Someone) => deleteAccount(who, idOf(who), place)],
])('of administrators who all delete their accounts %s at once, one stays', async (_, remove) => {
  const { world, ada } = await staffed()
  const admins = [ada, await createUser(world, 'Ben', 'admin'), await createUser(world, 'Cleo', 'admin')]
  const outcomes = await Promise.allSettled(admins.map(remove))
  expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'fulfilled', 'rejected'])
  const left = await Promise.all(admins.map((one) => viewerOf(world, one.viewer.sessionId)))
  expect(left.filter(Boolean)).toMatchObject([{ role: 'admin' }])
})

test('rooms go on with whoever has been there longest, and one in which nobody is left goes', async () => {
  const { world, ada, bob } = await staffed()
  const [cleo, dan, eve] = [
    await createUser(world, 'Cleo'),
    await createUser(world, 'Dan'),
    await createUser(world, 'Eve', 'guest'),
  ]
  const withModerator = await createRoom(bob, {}, { member: [cleo], moderator: [dan] })
  const withMembers = await createRoom(bob, {}, { member: [eve] })
  world.pass(1_000)
  await addMember(bob, withMembers.id, { userId: idOf(cleo), role: 'member' })
  const owned = await createRoom(bob, {}, { moderator: [cleo] })
  await addMember(bob, owned.id, { userId: idOf(dan), role: 'member' })
  await world.db.write((tx) =>
    tx
      .update(schema.memberships)
      .set({ role: 'owner' })
      .where(eq(schema.memberships.userId, idOf(dan))),
  )
  const alone = await createRoom(bob, { visibility: 'private' })
  const direct = await openDirectRoom(bob, { visibility: 'direct', type: 'video', userIds: [idOf(cleo)] })
  await say(bob, withMembers)
  world.forget()
  await deleteMyAccount(bob, { password }, place)
  await world.work()

  expect(world.heardOf('session:ended')).toHaveLength(1)
  expect(world.heardOf('profile:changed')).toMatchObject([
    {
      audience: { people: expect.arrayContaining([idOf(cleo), idOf(dan)]) },
      payload: { name: 'Deleted user' },
    },
  ])
  const roleOf = async (room: { id: string }, who: Someone) =>
    (await memberOf(world.db.read, room.id, idOf(who))).member.role
  expect(await roleOf(withModerator, dan)).toBe('owner')
  expect(await roleOf(withMembers, cleo)).toBe('owner')
  expect(await roleOf(withMembers, eve)).toBe('member')
  expect(await roleOf(owned, cleo)).toBe('moderator')
  expect(await world.db.read.$count(schema.rooms, eq(schema.rooms.id, alone.id))).toBe(0)
  expect(await roleOf(direct, cleo)).toBe('member')
  await deleteAccount(ada, idOf(cleo), place)
  await world.work()
  expect(await world.db.read.$count(schema.rooms, eq(schema.rooms.id, direct.id))).toBe(0)
})

test('with “remove” what they wrote goes as if each was deleted, also once more from the middle', async () => {
  const { world, ada, bob } = await staffed()
  await world.db.write((tx) => storeSettings(tx, { deletedMessages: 'remove' }))
  const rooms = [await createRoom(ada, {}, { member: [bob] }), await createRoom(ada, {}, { member: [bob] })]
  for (const room of rooms) for (let n = 0; n < 20; n += 1) await say(bob, room, `Message ${n}`)
  const [room] = rooms
  if (!room) throw new Error('no room')
  const head = await say(bob, room, 'Head')
  const answer = await sayInThread(ada, head)
  await pin(ada, { roomId: room.id, messageId: head.id }, true)
  const foreign = await say(ada, room, 'Mine')
  const fileId = randomUUID()
  await world.db.write(async (tx) => {
    const file = { id: fileId, name: 'a', mimeType: 'text/plain', sizeBytes: 1, createdAt: world.now() }
    await tx
      .insert(schema.files)
      .values({ ...file, uploaderId: idOf(bob), messageId: head.id, roomId: room.id })
    const attachments = [{ ...file, url: '' }] as never
    await tx.update(schema.messages).set({ attachments }).where(eq(schema.messages.id, head.id))
  })
  await deleteAccount(ada, idOf(bob), place)
  world.forget()
  await world.work()

  const all = await world.db.read.select().from(schema.messages)
  const ofBob = all.filter(({ authorId, kind }) => authorId === idOf(bob) && kind === 'text')
  expect(ofBob).toHaveLength(41)
  for (const one of ofBob)
    expect(one).toMatchObject({ content: '', attachments: [], pinnedAt: null, removedFor: null })
  expect(ofBob.every(({ deletedAt }) => deletedAt !== null)).toBe(true)
  expect(all.find(({ id }) => id === answer.id)).toMatchObject({
    threadId: head.id,
    content: 'in the thread',
  })
  expect(all.find(({ id }) => id === foreign.id)).toMatchObject({ content: 'Mine', deletedAt: null })
  const [file] = await world.db.read.select().from(schema.files).where(eq(schema.files.id, fileId))
  expect(file).toMatchObject({ messageId: null, createdAt: 0 })
  expect(world.heardOf('message:gone')).toHaveLength(41)
})

test('all sessions end with the account', async () => {
  const { world, ada, bob } = await staffed()
  const second = await signIn(world, idOf(bob))
  await deleteAccount(ada, idOf(bob), place)
  expect(await viewerOf(world, second.viewer.sessionId)).toBeNull()
  expect(world.heardOf('session:ended').map(({ audience }) => audience)).toHaveLength(2)
})
