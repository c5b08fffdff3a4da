import { randomUUID } from 'node:crypto'
import { register } from '#lib/accounts/operations.ts'
import { issueTokens } from '#lib/accounts/programs.ts'
import { viewerOf } from '#lib/accounts/sessions.ts'
import type { Context } from '#lib/context.ts'
import { post } from '#lib/messages/post.ts'
import type { Message, NewMessage } from '#lib/messages/schema.ts'
import { addMember } from '#lib/rooms/members.ts'
import { createRoom } from '#lib/rooms/operations.ts'
import type { Room, RoomRole } from '#lib/rooms/schema.ts'
import type { TestWorld } from './world.ts'

/** A test's view of one signed-in person. */
export type Someone = TestWorld & Context

export const password = 'correct horse battery staple'
const client = { userAgent: 'test', address: '127.0.0.1' }

/** Registers somebody and signs them in. */
export async function createUser(world: TestWorld, name = 'Ana'): Promise<Someone> {
  const email = `${randomUUID()}@example.org`
  const user = await register(world, { email, name, password }, client.address)
  return signIn(world, user.id)
}

/** One more session of somebody. */
export async function signIn(world: TestWorld, userId: string): Promise<Someone> {
  const { profileOf } = await import('#lib/accounts/queries.ts')
  const pair = await issueTokens(world, await profileOf(world, userId), client)
  const access = await world.tokens.readAccess(pair.accessToken)
  const viewer = access && (await viewerOf(world, access.sessionId))
  if (!viewer) throw new Error('the new session is not good')
  return { ...world, viewer }
}
