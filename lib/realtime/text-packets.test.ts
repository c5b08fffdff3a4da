import { Encoder, type Packet, PacketType } from 'socket.io-parser'
import { expect, test } from 'vitest'
import { textPackets } from './text-packets.ts'

const usual = new Encoder()
const ours = new textPackets.Encoder()

const packets: Record<string, Packet> = {
  'an event': { type: PacketType.EVENT, nsp: '/', data: ['message:posted', { content: 'Ça va? "42"\n' }] },
  'an event that is to be acknowledged': { type: PacketType.EVENT, nsp: '/', id: 0, data: ['ask'] },
  'an acknowledgement': { type: PacketType.ACK, nsp: '/', id: 12, data: [{ ok: true }] },
  'one of nothing': { type: PacketType.ACK, nsp: '/', id: 13, data: [undefined] },
  'a welcome': { type: PacketType.CONNECT, nsp: '/', data: { sid: 'abc', pid: undefined } },
  'a refusal': { type: PacketType.CONNECT_ERROR, nsp: '/', data: { message: 'no', data: null } },
  'an empty one': { type: PacketType.CONNECT, nsp: '/', data: null },
  'a farewell': { type: PacketType.DISCONNECT, nsp: '/' },
  'another place': { type: PacketType.EVENT, nsp: '/elsewhere', id: 3, data: ['event', [1, null]] },
}

test.each(Object.entries(packets))('%s is written as Socket.IO writes it', (_, packet) => {
  expect(ours.encode(packet)).toEqual(usual.encode(packet))
})
