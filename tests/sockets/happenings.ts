import { randomUUID } from 'node:crypto'
import type { CustomEmoji } from '#lib/emoji/schema.ts'
import type { GuestLink } from '#lib/guests/schema.ts'
import type { Message } from '#lib/messages/schema.ts'
import type { Invite, Room } from '#lib/rooms/schema.ts'
import { square } from '../access/scene.ts'
import { type Line, type Program, say, upload } from '../client.ts'
import { anyEmojiName, form, formType } from '../forms.ts'

/** Two people with a line each: the first owns the room and looks after the installation. */
type Pair = { owner: Program; member: Program; a: Line; b: Line }
/**
 * What was said and made in a room: `open` to all who are in it, `hidden` from those who only read and write
 * there.
 */
export type Happened = { open: string[]; hidden: string[] }

const media = { microphone: true, camera: false, screen: false }
const secret = (what: string) => `${what} ${randomUUID()}`
const soon = () => new Date(Date.now() + 3_600_000).toISOString()

/**
 * All that can happen in a room. `third` is a member to whom most of it is done. `openToGuests`: a new link
 * for guests is made, which ends the visits by the one before.
 */
export async function happenIn(
  room: Room,
  pair: Pair,
  third: Program,
  { openToGuests = true } = {},
): Promise<Happened> {
  const { a, b } = pair
  for (const line of [a, b]) await line.send('room:watch', { roomId: room.id })
  const talk = await talkIn(room, pair)
  await callIn(room, pair)
  const own = await keepIn(room, pair)
  const care = room.visibility === 'direct' ? none : await lookAfter(room, pair, third, openToGuests)
  return {
    open: [room.id, ...talk.open, ...own.open, ...care.open],
    hidden: [...talk.hidden, ...own.hidden, ...care.hidden],
  }
}
const none: Happened = { open: [], hidden: [] }

async function talkIn({ id: roomId, visibility }: Room, { owner, member, a, b }: Pair): Promise<Happened> {
  const words = ['said', 'edited', 'answered', 'asked', 'reported'].map(secret) as [string, ...string[]]
  const [said, edited = '', answered = '', asked = '', reported = ''] = words
  const first = await say(a, roomId, said)
  await b.send('typing:set', { roomId, typing: true })
  await b.send('reaction:set', { messageId: first.id, emoji: '👍', on: true })
  await a.send('message:edit', { messageId: first.id, content: edited })
  const clientId = randomUUID
  const reply = { roomId, clientId: clientId(), content: answered, threadId: first.id }
  const inThread = await b.send('message:post', reply)
  const poll = { choices: ['Yes', 'No'] }
  const vote = await a.send('message:post', { roomId, clientId: clientId(), content: asked, poll })
  const at = `/rooms/${roomId}/messages`
  await must(member, 'PUT', `${at}/${vote.message.id}/vote`, { choices: [1] })
  await must(owner, 'POST', `${at}/${vote.message.id}/close`)
  if (visibility !== 'direct') await must(owner, 'PUT', `${at}/${first.id}/pin`)
  const file = await upload(owner, 'plan.png', square)
  const more = { clientId: clientId(), content: '', attachmentIds: [file.id] }
  const withFile = await owner.post<Message>(at, more)
  const forwarded = await b.send('message:post', {
    roomId,
    clientId: clientId(),
    content: '',
    forwardOf: first.id,
  })
  await must(member, 'POST', `${at}/${first.id}/report`, { reason: reported })
  await a.send('read:mark', { roomId, seq: 1 })
  // In a direct room nobody deletes what somebody else said.
  await (visibility === 'direct' ? b : a).send('message:delete', { messageId: inThread.message.id })
  await a.send('message:delete', { messageId: first.id })
  const ids = [first, inThread.message, vote.message, withFile, forwarded.message].map(({ id }) => id)
  return { open: [said, edited, answered, asked, file.id, ...ids], hidden: [reported] }
}

async function callIn({ id: roomId, visibility }: Room, { a, b }: Pair): Promise<void> {
  const one = await a.send('call:join', { roomId, media })
  if (visibility === 'direct') {
    await a.send('call:ring', { roomId })
    await b.send('call:decline', { roomId })
  } else {
    await a.send('call:lock', { roomId, locked: true })
    await b.send('call:knock', { roomId, knock: true })
    await a.send('call:lock', { roomId, locked: false })
  }
  await b.send('call:join', { roomId, media })
  await b.send('call:signal', { roomId, to: one.participantId, epoch: 1 })
  await a.send('call:update', { roomId, hand: true })
  await b.send('call:react', { roomId, emoji: '👍' })
  for (const line of [a, b]) await line.send('call:leave', { roomId })
}

/** What is each one's own. */
async function keepIn({ id: roomId }: Room, { member, b }: Pair): Promise<Happened> {
  const [said, later] = [secret('kept'), secret('later')]
  const { id } = await say(b, roomId, said)
  await must(member, 'PUT', `/me/saved/${id}`)
  await must(member, 'PUT', `/me/reminders/${id}`, { remindAt: soon() })
  const scheduled = { clientId: randomUUID(), content: later, sendAt: soon() }
  await must(member, 'POST', `/rooms/${roomId}/scheduled`, scheduled)
  await must(member, 'PUT', `/rooms/${roomId}/attention`, { level: 'mentions', favourite: true })
  return { open: [said, id], hidden: [later] }
}

/** What moderators and owners do. */
async function lookAfter(
  { id: roomId }: Room,
  { owner, a }: Pair,
  third: Program,
  openToGuests: boolean,
): Promise<Happened> {
  const at = `/rooms/${roomId}`
  const [about, muted, banned] = [secret('about'), secret('muted'), secret('banned')]
  await must(owner, 'PATCH', at, { description: about })
  const invite = await owner.post<Invite>(`${at}/invites`)
  const link = openToGuests ? await owner.post<GuestLink>(`${at}/guest-link`) : null
  await must(owner, 'PUT', `${at}/members/${third.user.id}/mute`, { reason: muted })
  await must(owner, 'DELETE', `${at}/members/${third.user.id}/mute`)
  await must(owner, 'PATCH', `${at}/members/${third.user.id}`, { role: 'moderator' })
  await must(owner, 'POST', `${at}/ban`, { userId: third.user.id, reason: banned })
  await must(owner, 'DELETE', `${at}/ban/${third.user.id}`)
  await must(owner, 'POST', `${at}/members`, { userId: third.user.id })
  await must(owner, 'DELETE', `${at}/invites/${invite.id}`)
  const { items } = await owner.get<{ items: { id: string; state: string }[] }>('/admin/reports?state=open')
  for (const { id } of items) await must(owner, 'PATCH', `/admin/reports/${id}`, { state: 'dismissed' })
  const last = await say(a, roomId, secret('last'))
  return {
    open: [about, last.content],
    hidden: [
      muted,
      banned,
      invite.id,
      invite.token,
      ...(link ? [link.url.split('/').at(-1) ?? link.url] : []),
    ],
  }
}

/** What happens to the whole installation. */
export async function happenToAll({ owner, member }: Pick<Pair, 'owner' | 'member'>): Promise<void> {
  const emoji = Uint8Array.from(form('square.png', square, 'image/png', anyEmojiName()))
  const made = await owner.http('POST', '/emoji', emoji, { 'content-type': formType })
  await must(owner, 'DELETE', `/emoji/${(made.body as CustomEmoji).id}`)
  await must(owner, 'PATCH', '/admin/settings', { name: secret('Name') })
  await must(member, 'PATCH', '/me', { name: secret('Bob').slice(0, 30) })
}

async function must(one: Program, method: string, path: string, body?: object): Promise<void> {
  const { status, body: answer } = await one.http(method, path, body)
  if (status >= 300) throw new Error(`${method} ${path}: ${status} ${JSON.stringify(answer)}`)
}
