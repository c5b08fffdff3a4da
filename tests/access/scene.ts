import { randomUUID } from 'node:crypto'
import type { TokenPair } from '#lib/accounts/schema.ts'
import type { CustomEmoji } from '#lib/emoji/schema.ts'
import type { Attachment } from '#lib/files/schema.ts'
import type { GuestLink } from '#lib/guests/schema.ts'
import type { Message } from '#lib/messages/schema.ts'
import type { Invite, Room } from '#lib/rooms/schema.ts'
import { http, type Program, upload } from '../client.ts'
import { sessionCookieOf, signInAtDoor } from '../cookie.ts'
import { anyEmojiName, form, formType, picture } from '../forms.ts'
import type { Caller, Cast, Who } from './cast.ts'

export type Kind = 'private' | 'public' | 'direct'

/** What stands for each name in a path, a body or a command. */
type Ids = {
  roomId: string
  /** By `member`, with a picture. */
  messageId: string
  fileId: string
  /** By `member` as well, in no message. */
  unsentId: string
  token: string
  /** The link of that token. */
  inviteId: string
  /** A member who never asks for anything. */
  userId: string
  /** That member's own session. */
  sessionId: string
  /** By `member`. */
  emojiId: string
}

type By = 'token' | 'cookie'

/** A room of a kind with everything in it, and what nobody may learn who is refused. */
export type Scene = {
  kind: Kind
  cast: Cast
  ids: Ids
  extra: Program
  waiting: Program
  secrets: string[]
  /** Whoever asks, and by what; a visitor comes in now. */
  callerOf: (who: Who, by: By) => Promise<Caller>
  remove: () => Promise<void>
  /** With a link into the room from after that, which is good for others. */
  ban: () => Promise<void>
}

let turn = 0
export const square = await picture('png', 8, 8)

/** `needs`: what is asked of it, of which the costly parts are made only if they are named. */
export async function makeScene(cast: Cast, kind: Kind, needs: string): Promise<Scene> {
  const { owner, member } = cast.people
  turn += 1
  const [extra, waiting] = [0, 1].map((n) => cast.extras[(turn + n) % cast.extras.length]) as [
    Program,
    Program,
  ]
  const name = `Name ${randomUUID()}`
  const content = `Content ${randomUUID()}`
  const room =
    kind === 'direct'
      ? await directRoom(cast, [extra, waiting])
      : await groupRoom(cast, kind, name, [extra, waiting])
  const files = /\{fileId\}/.test(needs) ? await makeFiles(member) : []
  const [sent, unsent] = files
  const message = await member.post<Message>(`/rooms/${room.id}/messages`, {
    clientId: randomUUID(),
    content,
    attachmentIds: sent ? [sent.id] : [],
  })
  const invite =
    kind !== 'direct' && /token|inviteId|acceptInvite|endInvite/.test(needs)
      ? await owner.post<Invite>(`/rooms/${room.id}/invites`)
      : { id: randomUUID(), token: randomUUID() }
  if (/\/avatars\//.test(needs))
    await extra.http('PUT', '/me/avatar', Uint8Array.from(form('a.png', square)), {
      'content-type': formType,
    })
  const { items } = await extra.get<{ items: { id: string }[] }>('/me/sessions')
  const { removed } = cast.people
  let [isIn, isBanned] = [true, false]
  let visitor: Promise<Caller> | undefined
  const ids = {
    roomId: room.id,
    messageId: message.id,
    fileId: sent?.id ?? randomUUID(),
    unsentId: unsent?.id ?? randomUUID(),
    token: invite.token,
    inviteId: invite.id,
    userId: extra.user.id,
    sessionId: items[0]?.id ?? '',
    emojiId: /\{emojiId\}/.test(needs) ? await makeEmoji(member) : randomUUID(),
  }
  return {
    kind,
    cast,
    ids,
    extra,
    waiting,
    secrets: [content, ...(kind === 'direct' ? [] : [name])],
    callerOf: async (who, by) => {
      if (who !== 'visitor') return cast.callers[who]
      visitor ??= visit(owner, room, by)
      return visitor
    },
    ban: async () => {
      if (isBanned) return
      isBanned = true
      const { banned } = cast.people
      await owner.post(`/rooms/${room.id}/ban`, { userId: banned.user.id })
      ids.token = (await owner.post<Invite>(`/rooms/${room.id}/invites`)).token
    },
    remove: async () => {
      if (!isIn) return
      isIn = false
      if (kind === 'direct') await removed.post(`/rooms/${room.id}/leave`)
      else await owner.http('DELETE', `/rooms/${room.id}/members/${removed.user.id}`)
    },
  }
}

/** The same scene, where nothing of what is named exists. */
export const nowhere = (scene: Scene): Scene => ({
  ...scene,
  ids: {
    ...scene.ids,
    roomId: randomUUID(),
    messageId: randomUUID(),
    fileId: randomUUID(),
    unsentId: randomUUID(),
    token: randomUUID(),
    inviteId: randomUUID(),
    sessionId: randomUUID(),
    emojiId: randomUUID(),
  },
})

async function groupRoom({ people }: Cast, visibility: Kind, name: string, extras: Program[]): Promise<Room> {
  const { owner, moderator, removed, banned, member, guestIn, botIn, adminIn, mutedIn } = people
  const room = await owner.post<Room>('/rooms', { name, description: name, type: 'video', visibility })
  const add = (one: Program, role = 'member') =>
    owner.post(`/rooms/${room.id}/members`, { userId: one.user.id, role })
  await add(moderator, 'moderator')
  const others = [removed, banned, member, guestIn, botIn, adminIn, mutedIn, ...extras]
  await Promise.all(others.map((one) => add(one)))
  await owner.http('PUT', `/rooms/${room.id}/members/${mutedIn.user.id}/mute`, {})
  return room
}

/** Somebody who came in by the guest link, as a program or in a browser. */
async function visit({ post, url }: Program, room: Room, by: By): Promise<Caller> {
  const link = await post<GuestLink>(`/rooms/${room.id}/guest-link`)
  const entry = { token: link.url.split('/').at(-1) ?? '', name: 'Visitor' }
  const answer =
    by === 'token'
      ? ((await http(url)('POST', '/guests', entry)).body as TokenPair)
      : sessionCookieOf(await signInAtDoor(url, 'visit', entry))
  const caller = { url, accessToken: '', cookie: '' }
  if (typeof answer !== 'string') return { ...caller, accessToken: answer.accessToken }
  return { ...caller, cookie: answer.split(';')[0] ?? '' }
}

/** Asked for again with the same people, it is the same room, and everybody is back in it. */
const directRoom = ({ people }: Cast, extras: Program[]): Promise<Room> => {
  const { owner, removed, member, guestIn, botIn, adminIn } = people
  const others = [removed, member, guestIn, botIn, adminIn, ...extras]
  return owner.post('/rooms', { visibility: 'direct', userIds: others.map(({ user }) => user.id) })
}

const makeFiles = async (member: Program): Promise<Attachment[]> => [
  await upload(member, 'square.png', square),
  await upload(member, 'unsent.txt', 'unsent'),
]

async function makeEmoji(member: Program): Promise<string> {
  const body = Uint8Array.from(form('square.png', square, 'image/png', anyEmojiName()))
  const { body: made } = await member.http('POST', '/emoji', body, { 'content-type': formType })
  return (made as CustomEmoji).id
}
