import { randomUUID } from 'node:crypto'
import { eq } from 'drizzle-orm'
import type { z } from 'zod'
import { register } from '#lib/accounts/operations.ts'
import { issueTokens } from '#lib/accounts/programs.ts'
import { profileOf } from '#lib/accounts/queries.ts'
import { viewerOf } from '#lib/accounts/sessions.ts'
import type { SessionContext } from '#lib/context.ts'
import { users } from '#lib/db/schema.ts'
import type { InstanceRole } from '#lib/instance/schema.ts'
import { post } from '#lib/messages/post.ts'
import type { Message, NewMessage } from '#lib/messages/schema.ts'
import { addMember } from '#lib/rooms/members.ts'
import { createRoom as create } from '#lib/rooms/operations.ts'
import { newRoom, type Room, type RoomRole } from '#lib/rooms/schema.ts'
import { password } from './password.ts'
import type { TestWorld } from './world.ts'

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

/** A room of the owner's, with these people in it. */
export async function createRoom(
  owner: Someone,
  room: Partial<z.input<typeof newRoom>> = {},
  people: Partial<Record<Exclude<RoomRole, 'owner'>, Someone[]>> = {},
): Promise<Room> {
  const made = await create(owner, newRoom.parse({ name: 'Garden', ...room }))
  for (const role of ['moderator', 'member'] as const)
    for (const { viewer } of people[role] ?? [])
      await addMember(owner, made.id, { userId: viewer.userId, role })
  return made
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
