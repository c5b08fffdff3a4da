import { isRefusal, type Reply, replyError } from '#lib/errors.ts'
import { refusalOf } from '#lib/http/browser/client.ts'

type Given = { email: string; password: string } | { challenge: string; code: string } | { passkey: string }

/** Signs this browser in. Rejects when the server cannot be reached. */
export const enter = (person: Given): Promise<Reply<null>> => begin('callback/credentials', person)

/** Lets this browser in by the guest link of a room. */
export const enterAsGuest = (guest: { token: string; name: string }): Promise<Reply<null>> =>
  begin('callback/visit', guest)

async function begin(action: string, fields: Record<string, string>): Promise<Reply<null>> {
  try {
    await send(action, fields)
    return { ok: true, data: null }
  } catch (error) {
    if (!isRefusal(error)) throw error
    return { ok: false, error: replyError(error) }
  }
}

/** Signs it out. Rejects when it is not. */
export const endSession = (): Promise<void> => send('signout', {})

/** Next-auth wants each form with a token that it gave to a page of this site. */
async function send(action: string, fields: Record<string, string>): Promise<void> {
  const { csrfToken }: { csrfToken: string } = await (await ask('csrf')).json()
  const body = new URLSearchParams({ ...fields, csrfToken, json: 'true' })
  await ask(action, { method: 'POST', body })
}

async function ask(action: string, request?: RequestInit): Promise<Response> {
  const answer = await fetch(`/api/auth/${action}`, request)
  if (answer.ok) return answer
  throw await refusalOf(answer)
}
