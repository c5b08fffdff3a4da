import { Refusal } from '#lib/errors.ts'
import { addressOf, api, refusalOf } from '#lib/http/browser/client.ts'

/** Shows a picture of the viewer from now on. Rejects with the server's words. */
export async function sendAvatar(picture: Blob): Promise<void> {
  const form = new FormData()
  form.append('file', picture, 'avatar')
  const response = await fetch(addressOf('PUT /me/avatar'), { method: 'PUT', body: form }).catch(() => null)
  if (!response) throw new Refusal('unavailable', 'unreachable')
  if (!response.ok) throw await refusalOf(response)
}

export const removeAvatar = (): Promise<undefined> => api('DELETE /me/avatar')
