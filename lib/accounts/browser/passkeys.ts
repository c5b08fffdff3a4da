import type { WebAuthnError } from '@simplewebauthn/browser'
import { load } from '#lib/build/browser/load.ts'
import type { Reply } from '#lib/errors.ts'
import { api } from '#lib/http/browser/client.ts'
import { replied } from '#lib/http/browser/replied.ts'
import type { OwnProof } from '../schema.ts'
import { enter } from './session.ts'

/** Whether this browser has passkeys at all: only pages with TLS, or of the machine itself, are given any. */
export const hasPasskeys = (): boolean => 'PublicKeyCredential' in window

// What few ever press is loaded by those alone.
const webauthn = () => load(() => import('@simplewebauthn/browser'))

/**
 * Makes a passkey and keeps it under a name. `proof`: who asks, where that is asked for. `nothing`: its owner
 * would not, or the device could not.
 */
export async function makePasskey({
  name,
  ...proof
}: { name: string } & OwnProof): Promise<Reply<'made' | 'alreadyThere' | 'nothing'>> {
  const options = await replied(api('POST /me/passkeys/options', { body: proof }))
  if (!options.ok) return options
  const { startRegistration } = await webauthn()
  const made = await startRegistration({ optionsJSON: options.data as never }).catch(whyNot)
  if (typeof made === 'string') return { ok: true, data: made }
  const kept = await replied(api('POST /me/passkeys', { body: { name, response: made as never } }))
  return kept.ok ? { ok: true, data: 'made' } : kept
}

const whyNot = ({ code }: Partial<WebAuthnError>) =>
  code === 'ERROR_AUTHENTICATOR_PREVIOUSLY_REGISTERED' ? 'alreadyThere' : 'nothing'

/** Signs this browser in by a passkey. `nothing`: none was shown. */
export async function enterByPasskey(): Promise<Reply<'entered' | 'nothing'>> {
  const options = await replied(api('POST /auth/passkey/options'))
  if (!options.ok) return options
  const { startAuthentication } = await webauthn()
  const shown = await startAuthentication({ optionsJSON: options.data as never }).catch(() => null)
  if (!shown) return { ok: true, data: 'nothing' }
  const entered = await enter({ passkey: JSON.stringify(shown) })
  return entered.ok ? { ok: true, data: 'entered' } : entered
}
