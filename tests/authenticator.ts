import { Buffer } from 'node:buffer'
import { createHash, generateKeyPairSync, randomBytes, sign } from 'node:crypto'
import { isoCBOR } from '@simplewebauthn/server/helpers'
import type { AuthenticationResponse, RegistrationResponse } from '#lib/accounts/passkeys/schema.ts'

const sha256 = (data: Buffer | string) => createHash('sha256').update(data).digest()
const encoded = (data: Buffer | string) => Buffer.from(data).toString('base64url')

/** What is asked for. `user` is there when a passkey is made. */
type Options = { challenge: string; user?: { id: string } }
/** What an honest one would not do. */
type Bent = { origin?: string; rpId?: string; counter?: number; userHandle?: string; isVerified?: boolean }

const [present, verified, attested] = [0x01, 0x04, 0x40]

/** A device in software, with one passkey (ES256), that does what it is told. */
export function makeAuthenticator(origin: string, rpId: string) {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const { x = '', y = '' } = publicKey.export({ format: 'jwk' })
  const id = randomBytes(32)
  let userHandle = ''

  const clientData = (type: string, { challenge }: Options, bent: Bent) =>
    Buffer.from(JSON.stringify({ type, challenge, origin: bent.origin ?? origin, crossOrigin: false }))
  const authData = (flags: number, bent: Bent) => {
    const counter = Buffer.alloc(4)
    counter.writeUInt32BE(bent.counter ?? 0)
    const all = flags | present | (bent.isVerified === false ? 0 : verified)
    return Buffer.concat([sha256(bent.rpId ?? rpId), Buffer.from([all]), counter])
  }
  const credential = {
    id: encoded(id),
    rawId: encoded(id),
    type: 'public-key' as const,
    clientExtensionResults: {},
  }

  return {
    make: (options: Options, bent: Bent = {}): RegistrationResponse => {
      userHandle = options.user?.id ?? ''
      const cose = new Map<number, number | Buffer>([
        [1, 2],
        [3, -7],
        [-1, 1],
        [-2, Buffer.from(x, 'base64url')],
        [-3, Buffer.from(y, 'base64url')],
      ])
      const length = Buffer.from([0, id.length])
      const data = Buffer.concat([
        authData(attested, bent),
        Buffer.alloc(16),
        length,
        id,
        isoCBOR.encode(cose as never),
      ])
      const object = new Map<string, unknown>([
        ['fmt', 'none'],
        ['attStmt', new Map()],
        ['authData', new Uint8Array(data)],
      ])
      return {
        ...credential,
        response: {
          clientDataJSON: encoded(clientData('webauthn.create', options, bent)),
          attestationObject: encoded(Buffer.from(isoCBOR.encode(object as never))),
        },
      }
    },
    show: (options: Options, bent: Bent = {}): AuthenticationResponse => {
      const [client, data] = [clientData('webauthn.get', options, bent), authData(0, bent)]
      return {
        ...credential,
        response: {
          clientDataJSON: encoded(client),
          authenticatorData: encoded(data),
          signature: encoded(sign('sha256', Buffer.concat([data, sha256(client)]), privateKey)),
          userHandle: bent.userHandle ?? userHandle,
        },
      }
    },
  }
}
