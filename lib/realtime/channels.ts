/**
 * Socket.IO's rooms, by what they stand for. Never joined at a
 * client's wish without a rule having allowed it.
 */
export const channel = {
  user: (id: string) => `user:${id}`,
  /** Of a session or a token (`credentialOf`). */
  session: (id: string) => `session:${id}`,
  /** The watchers of a room. */
  room: (id: string) => `room:${id}`,
  /** The participants of a room's call. */
  call: (roomId: string) => `call:${roomId}`,
  participant: (id: string) => `participant:${id}`,
}
