import { once } from 'node:events'
import type { AddressInfo, Socket } from 'node:net'
import { buffer } from 'node:stream/consumers'
import PostalMime, { type Email } from 'postal-mime'
import { SMTPServer, type SMTPServerOptions } from 'smtp-server'

/** A mail as it came in: what the envelope said, and what is in it. */
type Arrived = Email & { raw: string; recipients: string[] }

export type MailServer = {
  /** Settings of a Rooms that sends by it. */
  settings: { SMTP_URL: string; MAIL_FROM: string }
  /** All that it took, in order. */
  arrived: Arrived[]
  /** The next mail to somebody, of this subject, that nobody has waited for, once it is here. */
  next: (address: string, subject?: string) => Promise<Arrived>
  /** Ends the lines that are open, without a word. */
  breakOff: () => void
  stop: () => Promise<void>
}

/** A real mail server on this machine, without TLS. */
export async function startMailServer(more: SMTPServerOptions = {}): Promise<MailServer> {
  const arrived: Arrived[] = []
  const given = new Set<Arrived>()
  const waiting = new Set<() => void>()
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onData: (stream, { envelope }, done) => {
      const take = async () => {
        const raw = await buffer(stream)
        const mail = await PostalMime.parse(raw)
        const recipients = envelope.rcptTo.map(({ address }) => address)
        arrived.push({ ...mail, raw: raw.toString('utf8'), recipients })
        for (const look of waiting) look()
      }
      take().then(() => done(), done)
    },
    ...more,
  })
  server.on('error', () => undefined)
  server.listen(0, '127.0.0.1')
  await once(server.server, 'listening')
  const lines = new Set<Socket>()
  server.server.on('connection', (line: Socket) => lines.add(line))
  const { port } = server.server.address() as AddressInfo
  return {
    settings: { SMTP_URL: `smtp://127.0.0.1:${port}`, MAIL_FROM: 'rooms@rooms.test' },
    arrived,
    next: (address, subject = '') =>
      new Promise((resolve) => {
        const look = () => {
          const found = arrived.find(
            (mail) =>
              !given.has(mail) && mail.recipients.includes(address) && mail.subject?.includes(subject),
          )
          if (!found) return
          given.add(found)
          waiting.delete(look)
          resolve(found)
        }
        waiting.add(look)
        look()
      }),
    breakOff: () => {
      for (const line of lines) line.destroy()
    },
    stop: () => new Promise((resolve) => server.close(resolve)),
  }
}

/** The one address that a mail leads to. */
export function linkIn({ text = '' }: Email): string {
  const [link, ...more] = new Set(text.match(/https?:\/\/\S+/g))
  if (!link || more.length > 0) throw new Error(`not one link in:\n${text}`)
  return link
}
