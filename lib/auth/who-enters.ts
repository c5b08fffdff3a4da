import { passkeySignIn } from '#lib/accounts/passkeys/schema.ts'
import { signInByPasskey } from '#lib/accounts/passkeys/sign-in.ts'
import { requireSite } from '#lib/accounts/passkeys/site.ts'
import { signIn as shape } from '#lib/accounts/schema.ts'
import { type SignedIn, signIn } from '#lib/accounts/sign-in.ts'
import type { World } from '#lib/context.ts'
import { Refusal } from '#lib/errors.ts'
import { deviceOf } from './device.ts'

type Given = Record<string, unknown> | undefined
type HeaderOf = (name: string) => string | undefined

/** A passkey needs no proof: there is nothing that might have been asked for since. */
type Entered = Pick<SignedIn, 'user'> & Partial<SignedIn>

/** Who a browser signs in: by a passkey, as JSON in a field of the form, or by what its owner typed. */
export async function whoEnters(
  world: World,
  given: Given,
  header: HeaderOf,
  address: string,
): Promise<Entered> {
  if (typeof given?.passkey === 'string') {
    const shown = passkeySignIn.safeParse({ response: readJson(given.passkey) })
    if (!shown.success) throw new Refusal('invalid_input', 'accounts.passkeyRefused')
    return { user: await signInByPasskey(world, shown.data.response, requireSite(header), address) }
  }
  const person = shape.safeParse(given)
  if (!person.success) throw new Refusal('invalid_input', 'accounts.credentialsMissing')
  // Only who knows the password answers a challenge.
  const device = 'email' in person.data ? deviceOf(world, header('cookie'), person.data.email) : null
  return signIn(world, person.data, address, device)
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw new Refusal('invalid_input', 'http.badJson')
  }
}
