import { Decoder, Encoder, type Packet } from 'socket.io-parser'

/**
 * Socket.IO's packets (https://socket.io/docs/v4/socket-io-protocol/) as text. Bytes are nowhere in what is
 * sent here, and each packet is not looked through for them.
 */
class TextPacketEncoder extends Encoder {
  override encode({ type, nsp, id, data }: Packet): string[] {
    const place = nsp === '/' ? '' : `${nsp},`
    const said = (data ?? null) === null ? '' : JSON.stringify(data)
    return [`${type}${place}${id ?? ''}${said}`]
  }
}

/** The form a server of Socket.IO takes it in. What comes in is read as always. */
export const textPackets = { Encoder: TextPacketEncoder, Decoder }
