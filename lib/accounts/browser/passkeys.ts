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

type Entered = Reply<'entered' | 'nothing'>

/** A browser asks for one passkey at a time: whoever pressed the button is not interrupted by an offer. */
let isPressed = false
/** Offers anew what the button took the place of. */
let offerAgain: () => void = () => undefined

/** Signs this browser in by a passkey. `nothing`: none was shown. */
export async function enterByPasskey(): Promise<Entered> {
  isPressed = true
  const entered = await askFor({}).finally(() => {
    isPressed = false
  })
  if (!entered.ok || entered.data === 'nothing') offerAgain()
  return entered
}

async function askFor({
  isStill = () => true,
  ...how
}: {
  isStill?: () => boolean
  useBrowserAutofill?: true
}) {
  const nothing: Entered = { ok: true, data: 'nothing' }
  const options = await replied(api('POST /auth/passkey/options'))
  // Nobody asked for what is only offered, so nobody is told why it is not.
  if (!options.ok) return how.useBrowserAutofill ? nothing : options
  const { startAuthentication } = await webauthn()
  if (!isStill()) return nothing
  const optionsJSON = options.data as never
  const shown = await startAuthentication({ optionsJSON, ...how }).catch(() => null)
  if (!shown || !isStill()) return nothing
  const entered = await enter({ passkey: JSON.stringify(shown) })
  return entered.ok ? ({ ok: true, data: 'entered' } satisfies Entered) : entered
}

/** What was asked with is good for five minutes. */
const offeredForMs = 240_000

/**
 * Has the browser offer passkeys where the email is typed (conditional mediation, WebAuthn level 3), where it
 * can. `chosen` hears what came of one. Gives what ends it.
 */
export function offerPasskeys(chosen: (reply: Entered) => void): () => void {
  let isOver = false
  let again: ReturnType<typeof setTimeout> | undefined
  const isStill = () => !(isOver || isPressed)
  const offer = async () => {
    clearTimeout(again)
    if (!(await window.PublicKeyCredential?.isConditionalMediationAvailable?.()) || !isStill()) return
    again = setTimeout(() => void offer(), offeredForMs)
    const reply = await askFor({ isStill, useBrowserAutofill: true })
    if (isStill() && !(reply.ok && reply.data === 'nothing')) chosen(reply)
  }
  offerAgain = () => void offer()
  void offer()
  return () => {
    isOver = true
    clearTimeout(again)
    offerAgain = () => undefined
  }
}
