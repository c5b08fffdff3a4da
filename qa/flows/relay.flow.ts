import { cannotCheck, expect, test } from 'rooms/qa'
import { type Servers, turnServersOf } from '../people/relays.ts'

test('Relay: the TURN server passes on what it is given', { tag: '@once' }, async ({ ana, room }) => {
  const servers = turnServersOf(await ana.program.get<Servers>(`/rooms/${room.id}/ice-servers`))
  if (servers.length === 0) return cannotCheck('this instance names no TURN server')
  const heard = await ana.page.evaluate(async (iceServers) => {
    const [one, other] = [1, 2].map(() => new RTCPeerConnection({ iceServers, iceTransportPolicy: 'relay' }))
    if (!one || !other) return 'no connection'
    const refusals: string[] = []
    for (const [from, to] of [
      [one, other],
      [other, one],
    ] as const) {
      from.onicecandidate = ({ candidate }) => candidate && void to.addIceCandidate(candidate)
      from.onicecandidateerror = ({ url, errorCode, errorText }) =>
        refusals.push(`${url}: ${errorCode} ${errorText}`)
    }
    const passed = new Promise<string>((resolve) => {
      other.ondatachannel = ({ channel }) => {
        channel.onmessage = ({ data }) => resolve(String(data))
      }
      const channel = one.createDataChannel('proof')
      channel.onopen = () => channel.send('passed')
      const silent = () => resolve(`nothing passed. ${refusals.join(', ') || 'The server is silent'}`)
      one.onicegatheringstatechange = () => {
        const isFound = / typ relay /.test(one.localDescription?.sdp ?? '')
        if (one.iceGatheringState === 'complete' && !isFound) silent()
      }
      // A server that is there answers within a second or two, also from far away.
      setTimeout(silent, 12_000)
    })
    await one.setLocalDescription()
    await other.setRemoteDescription(one.localDescription as RTCSessionDescription)
    await other.setLocalDescription()
    await one.setRemoteDescription(other.localDescription as RTCSessionDescription)
    const told = await passed
    for (const connection of [one, other]) connection.close()
    return told
  }, servers as RTCIceServer[])
  expect(heard, 'a message between two ends that may use the TURN server alone').toBe('passed')
})
