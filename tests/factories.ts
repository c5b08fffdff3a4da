import { randomUUID } from 'node:crypto'
import { eq } from 'drizzle-orm'
import type { z } from 'zod'
import { register } from '#lib/accounts/operations.ts'
import { issueTokens } from '#lib/accounts/programs.ts'
import { profileOf } from '#lib/accounts/queries.ts'
import { viewerOf } from '#lib/accounts/sessions.ts'
import type { SessionContext } from '#lib/context.ts'
import { rooms, users } from '#lib/db/schema.ts'
import { fold } from '#lib/fold.ts'
import type { InstanceRole } from '#lib/instance/schema.ts'
import { post } from '#lib/messages/post.ts'
import type { Message, NewMessage } from '#lib/messages/schema.ts'
import { enter } from '#lib/rooms/entry.ts'
import { createRoom as create } from '#lib/rooms/operations.ts'
import { newRoom, type Room, type RoomRole } from '#lib/rooms/schema.ts'
import { password } from './password.ts'
import { openWorld, type TestWorld } from './world.ts'

/** One signed-in person, and the world around them. */
export type Someone = TestWorld & SessionContext

export const client = { userAgent: 'test', address: '127.0.0.1' }

/** Registers somebody and signs them in. */
export async function createUser(
  world: TestWorld,
  name = 'Ana',
  role: InstanceRole = 'member',
): Promise<Someone> {
  const email = `${randomUUID()}@example.org`
  const user = await register(world, { email, name, password }, client.address)
  // No operation gives instance roles, and the first account is admin: a test says which role it wants.
  if (user.role !== role)
    await world.db.write((tx) => tx.update(users).set({ role }).where(eq(users.id, user.id)))
  return signIn(world, user.id)
}

/** One more session of somebody. */
export async function signIn(world: TestWorld, userId: string): Promise<Someone> {
  const pair = await issueTokens(world, await profileOf(world, userId), client)
  const access = await world.tokens.readAccess(pair.accessToken)
  const viewer = access && (await viewerOf(world, access.sessionId))
  if (!viewer) throw new Error('the new session is not good')
  return { ...world, viewer }
}

/** A room of the owner's, with these people in it from its beginning: nobody hears that they came. */
export async function createRoom(
  owner: Someone,
  room: Partial<z.input<typeof newRoom>> = {},
  people: Partial<Record<Exclude<RoomRole, 'owner'>, Someone[]>> = {},
): Promise<Room> {
  const wanted = newRoom.parse({ name: 'Garden', ...room })
  const made = await create(
    owner,
    wanted.visibility === 'public' ? { ...wanted, name: randomUUID() } : wanted,
  )
  await owner.db.write(async (tx) => {
    // As public rooms of one name are there from before it was refused: a test need not think of others.
    if (wanted.visibility === 'public')
      await tx
        .update(rooms)
        .set({ name: wanted.name, nameFolded: fold(wanted.name) })
        .where(eq(rooms.id, made.id))
    for (const role of ['moderator', 'member'] as const)
      for (const { viewer } of people[role] ?? [])
        await enter(tx, () => undefined, { roomId: made.id, userId: viewer.userId, role }, owner.now())
  })
  return wanted.visibility === 'public' ? { ...made, name: wanted.name } : made
}

/** Posts a message. */
export async function say(author: Someone, room: { id: string }, content = 'Hello'): Promise<Message> {
  const { message } = await post(author, room.id, { clientId: randomUUID(), content })
  return message
}

/** Answers in the thread of a message. */
export const sayInThread = async (
  author: Someone,
  { roomId, id: threadId }: Message,
  more: Partial<NewMessage> = {},
): Promise<Message> => {
  author.forget()
  const reply = { clientId: randomUUID(), content: 'in the thread', threadId, ...more }
  return (await post(author, roomId, reply)).message
}

/** Of a seat whose line nobody listens to. */
export const unheard = { begin: async () => {}, end: async () => {} }

/** A world with an administrator and somebody they look after. */
export async function staffed(settings: Record<string, string> = {}) {
  const world = await openWorld(settings)
  const ada = await createUser(world, 'Ada', 'admin')
  return { world, ada, bob: await createUser(world, 'Robert Zimmermann') }
}
