import { z } from 'zod'
import { id, line, time } from '#lib/http/schema.ts'

/** Bytes as JSON has them in WebAuthn, level 3: base64url. */
const bytes = (most: number) =>
  z
    .string()
    .max(most)
    .regex(/^[\w-]*$/)

const credential = z.object({
  id: bytes(1_400).min(1),
  rawId: bytes(1_400).min(1),
  type: z.literal('public-key'),
  authenticatorAttachment: z.string().nullish(),
  clientExtensionResults: z.looseObject({}).default({}),
})

/** RegistrationResponseJSON. */
const registrationResponse = credential.extend({
  response: z.object({
    clientDataJSON: bytes(4_000),
    attestationObject: bytes(30_000),
    transports: z.array(z.string().max(32)).max(16).optional(),
  }),
})

/** AuthenticationResponseJSON. */
const authenticationResponse = credential.extend({
  response: z.object({
    clientDataJSON: bytes(4_000),
    authenticatorData: bytes(4_000),
    signature: bytes(10_000),
    userHandle: bytes(100).nullish(),
  }),
})

export const passkey = z.object({
  id,
  /** "" for one that has none. */
  name: z.string(),
  createdAt: time,
  lastUsedAt: time.nullable(),
})

export const newPasskey = z.object({ name: line(80).optional(), response: registrationResponse })
export const passkeySignIn = z.object({ response: authenticationResponse })

export type RegistrationResponse = z.infer<typeof registrationResponse>
export type AuthenticationResponse = z.infer<typeof authenticationResponse>
export type Passkey = z.infer<typeof passkey>
