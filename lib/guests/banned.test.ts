import { expect, test } from 'vitest'
import { banPerson, liftBan } from '#lib/rooms/bans.ts'
import { addMember, leaveRoom, removeMember, setRole } from '#lib/rooms/members.ts'
import { muteMember, unmuteMember } from '#lib/rooms/muting.ts'
import { changeRoom } from '#lib/rooms/operations.ts'
import { createRoom, createUser, say } from '../../tests/factories.ts'
import { namesIn, openWorldOfGuests, tokenIn } from '../../tests/guests.ts'
import { endGuestLink, guestLinkOf } from './links.ts'
import { roomOfLink } from './visits.ts'

const { world, ada, ana, bob, opened, come, isHere } = await openWorldOfGuests()

test('whoever is banned does not come back by the link, which becomes another one; the other guests stay', async () => {
  const room = await createRoom(ana, {}, { member: [bob] })
  for (const whom of ['a guest', 'a member', 'somebody who had left'] as const) {
    const token = await opened(ana, room)
    const [gus, stays] = [await come(token), await come(token, 'Stays')]
    if (whom === 'somebody who had left') await leaveRoom(bob, room.id)
    const { userId } = (whom === 'a guest' ? gus : bob).viewer
    await banPerson(ana, room.id, { userId, reason: undefined })
    await expect(come(token, 'Again'), whom).rejects.toMatchObject({ reason: 'guests.linkEnded' })
    await expect(roomOfLink(world, token), whom).rejects.toMatchObject({ reason: 'guests.linkEnded' })
    await world.work()
    await liftBan(ana, room.id, userId)
    await expect(come(token, 'Again'), `${whom}, later`).rejects.toMatchObject({ reason: 'guests.linkEnded' })
    expect(await isHere(stays), whom).toBe(true)
    expect(await isHere(gus), whom).toBe(whom !== 'a guest')
    const link = await guestLinkOf(ana, room.id)
    expect(await isHere(await come(tokenIn(link?.url ?? ''), 'New')), whom).toBe(true)
    if (whom === 'a member') await addMember(ana, room.id, { userId, role: 'member' })
    await endGuestLink(ana, room.id)
    expect(await isHere(stays), whom).toBe(false)
  }
})

test('whoever is removed from a private room comes by no guest link that they have', async () => {
  const room = await createRoom(ana, { visibility: 'private' }, { member: [bob] })
  for (const whom of ['a member', 'a guest']) {
    const token = await opened(ana, room)
    const [gus, stays] = [await come(token), await come(token, 'Stays')]
    await removeMember(ana, room.id, (whom === 'a guest' ? gus : bob).viewer.userId)
    await world.work()
    await expect(come(token, 'Again'), whom).rejects.toMatchObject({ reason: 'guests.linkEnded' })
    expect(await isHere(stays), whom).toBe(true)
    const link = await guestLinkOf(ana, room.id)
    expect(await isHere(await come(tokenIn(link?.url ?? ''), 'New')), whom).toBe(true)
  }
})

test('a link from when the room was open to all becomes another one as it is closed; the guests stay', async () => {
  const room = await createRoom(ana, { visibility: 'public' }, { member: [bob] })
  const token = await opened(ana, room)
  const stays = await come(token, 'Stays')
  // Bob comes in by himself, so the link is left as it is.
  await removeMember(ana, room.id, bob.viewer.userId)
  await changeRoom(ana, room.id, { visibility: 'private' })
  await world.work()
  await expect(come(token, 'Bob again')).rejects.toMatchObject({ reason: 'guests.linkEnded' })
  expect(await isHere(stays)).toBe(true)
  const link = await guestLinkOf(ana, room.id)
  expect(await isHere(await come(tokenIn(link?.url ?? ''), 'New'))).toBe(true)
})

test('a link that a ban has put another one in the place of still ends with its maker', async () => {
  const owner = await createUser(world, 'Owner')
  const room = await createRoom(owner, {}, { member: [bob, ada] })
  await setRole(owner, room.id, bob.viewer.userId, 'owner')
  const gus = await come(await opened(owner, room))
  await banPerson(owner, room.id, { userId: ada.viewer.userId, reason: undefined })
  await leaveRoom(owner, room.id)
  await world.work()
  expect(await isHere(gus)).toBe(false)
  expect(await guestLinkOf(bob, room.id)).toBeNull()
})

test('nobody who is banned while they come in by the link stays, or comes in again', async () => {
  for (let turn = 0; turn < 6; turn += 1) {
    const room = await createRoom(ana)
    const token = await opened(ana, room)
    const gus = await come(token)
    world.pass(1)
    const [, ...tried] = await Promise.allSettled([
      banPerson(ana, room.id, { userId: gus.viewer.userId, reason: undefined }).then(() =>
        expect(come(token, 'Late')).rejects.toMatchObject({ reason: 'guests.linkEnded' }),
      ),
      ...[0, 1, 2].map((n) => come(token, `Guest ${n}`)),
    ])
    for (const one of tried)
      if (one.status === 'rejected') expect(one.reason).toMatchObject({ reason: 'guests.linkEnded' })
    await world.work()
    expect(await namesIn(ana, room)).not.toContain('Late')
  }
})

test('a guest who is muted writes as nobody else by the same link; others stay, and the owner has a new one', async () => {
  const room = await createRoom(ana, { visibility: 'private' })
  const token = await opened(ana, room)
  const [gus, kim] = [await come(token), await come(token, 'Kim')]
  await muteMember(ana, room.id, gus.viewer.userId, { reason: 'Noise' })
  await world.work()
  await expect(say(gus, room)).rejects.toMatchObject({ code: 'forbidden' })
  await expect(come(token, 'Gus again')).rejects.toMatchObject({ reason: 'guests.linkEnded' })
  await say(kim, room)
  const fresh = tokenIn((await guestLinkOf(ana, room.id))?.url ?? '')
  expect(await isHere(await come(fresh, 'Lou'))).toBe(true)
  await unmuteMember(ana, room.id, gus.viewer.userId)
  await muteMember(ana, room.id, bob.viewer.userId, {}).catch(() => undefined)
  await world.work()
  expect(tokenIn((await guestLinkOf(ana, room.id))?.url ?? ''), 'a guest’s mute alone').toBe(fresh)
})
