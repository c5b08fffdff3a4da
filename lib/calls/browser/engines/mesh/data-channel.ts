import { type ChannelMessage, readMessage } from './channel-messages.ts'

/** The data channel of a link, through which its ends talk while the server is away. */
export class DataChannel {
  #channel: RTCDataChannel | null = null
  #hear: (message: ChannelMessage) => void
  #opened: () => void

  constructor(hear: (message: ChannelMessage) => void, opened: () => void) {
    this.#hear = hear
    this.#opened = opened
  }

  /**
   * Makes the channel. Both ends know its number beforehand, so it has its m-line from the first offer on.
   */
  make(pc: RTCPeerConnection) {
    if (this.#channel) return
    const channel = pc.createDataChannel('link', { negotiated: true, id: 0 })
    channel.onopen = () => this.#opened()
    channel.onmessage = ({ data }) => {
      const message = readMessage(data)
      if (message) this.#hear(message)
    }
    this.#channel = channel
  }

  /** A message that cannot be sent now is made anew when the channel opens. */
  send(message: ChannelMessage) {
    if (this.#channel?.readyState === 'open') this.#channel.send(JSON.stringify(message))
  }
}
