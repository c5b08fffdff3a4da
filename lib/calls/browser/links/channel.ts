import { readTold, type Told } from './told.ts'

/** The data channel of a link, through which its ends talk while the server is away. */
export class Channel {
  #channel: RTCDataChannel | null = null
  #hear: (told: Told) => void
  #opened: () => void

  constructor(hear: (told: Told) => void, opened: () => void) {
    this.#hear = hear
    this.#opened = opened
  }

  /** Agreed on beforehand by its number, it has its m-line from the first offer on. */
  make(pc: RTCPeerConnection) {
    if (this.#channel) return
    const channel = pc.createDataChannel('link', { negotiated: true, id: 0 })
    channel.onopen = () => this.#opened()
    channel.onmessage = ({ data }) => {
      const told = readTold(data)
      if (told) this.#hear(told)
    }
    this.#channel = channel
  }

  /** What cannot be told now is told when the channel opens. */
  tell(told: Told) {
    if (this.#channel?.readyState === 'open') this.#channel.send(JSON.stringify(told))
  }
}
