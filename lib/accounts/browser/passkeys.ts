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
  return enterWith(await startAuthentication({ optionsJSON: options.data as never }).catch(() => null))
}

async function enterWith(shown: unknown): Promise<Reply<'entered' | 'nothing'>> {
  if (shown === null) return { ok: true, data: 'nothing' }
  const entered = await enter({ passkey: JSON.stringify(shown) })
  return entered.ok ? { ok: true, data: 'entered' } : entered
}

/** What was asked with is good for five minutes. */
const offeredForMs = 240_000

/**
 * Has the browser offer passkeys where the email is typed (conditional mediation, WebAuthn level 3), where it
 * can. Pressing the button takes its place. Gives what ends it.
 */
export function offerPasskeys(entered: () => void): () => void {
  let isOver = false
  let again: ReturnType<typeof setTimeout> | undefined
  const offer = async () => {
    if (!(await window.PublicKeyCredential?.isConditionalMediationAvailable?.())) return
    const options = await replied(api('POST /auth/passkey/options'))
    const { startAuthentication } = await webauthn()
    if (isOver || !options.ok) return
    again = setTimeout(() => void offer(), offeredForMs)
    const optionsJSON = options.data as never
    const shown = await startAuthentication({ optionsJSON, useBrowserAutofill: true }).catch(() => null)
    // One that is refused leaves the form, and the button that says why.
    const reply = shown && !isOver ? await enterWith(shown) : null
    if (reply?.ok && reply.data === 'entered') entered()
  }
  void offer()
  return () => {
    isOver = true
    clearTimeout(again)
    void webauthn().then(({ WebAuthnAbortService }) => WebAuthnAbortService.cancelCeremony())
  }
}
