import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  hkdfSync,
  randomBytes,
  timingSafeEqual,
} from 'node:crypto'

/**
 * What is derived from AUTH_SECRET for what the database keeps (HKDF, RFC 5869): whoever reads it without
 * that secret has nothing. With another secret nothing of it can be read any more.
 */
export type Keys = {
  /** Encrypts a text (AES-256-GCM), for one place alone: elsewhere it does not open. */
  seal: (text: string, place: string) => string
  /** null when it was sealed for another place, with another secret, or was changed. */
  unseal: (sealed: string, place: string) => string | null
  /** A mark of a text that nobody else can make (HMAC, RFC 2104). */
  mark: (text: string) => string
  isMark: (mark: string, text: string) => boolean
}

const ivBytes = 12
const tagBytes = 16

export function makeKeys(secret: string): Keys {
  const derive = (use: string) => Buffer.from(hkdfSync('sha256', secret, '', `rooms ${use}`, 32))
  const [sealing, marking] = [derive('sealing'), derive('marking')]
  const markOf = (text: string) => createHmac('sha256', marking).update(text).digest('base64url')
  return {
    seal: (text, place) => {
      const iv = randomBytes(ivBytes)
      const cipher = createCipheriv('aes-256-gcm', sealing, iv).setAAD(Buffer.from(place))
      const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
      return Buffer.concat([iv, cipher.getAuthTag(), body]).toString('base64url')
    },
    unseal: (sealed, place) => {
      const bytes = Buffer.from(sealed, 'base64url')
      try {
        const open = createDecipheriv('aes-256-gcm', sealing, bytes.subarray(0, ivBytes), {
          authTagLength: tagBytes,
        })
        open.setAAD(Buffer.from(place)).setAuthTag(bytes.subarray(ivBytes, ivBytes + tagBytes))
        return open.update(bytes.subarray(ivBytes + tagBytes), undefined, 'utf8') + open.final('utf8')
      } catch {
        return null
      }
    },
    mark: markOf,
    isMark: (mark, text) => {
      const [given, wanted] = [Buffer.from(mark), Buffer.from(markOf(text))]
      return given.length === wanted.length && timingSafeEqual(given, wanted)
    },
  }
}
