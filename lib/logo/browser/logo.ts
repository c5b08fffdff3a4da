import { Refusal } from '#lib/errors.ts'
import { addressOf, api, refusalOf } from '#lib/http/browser/client.ts'

/** Shows a logo from now on. Rejects with the server's words. */
export async function sendLogo(picture: Blob): Promise<void> {
  const form = new FormData()
  form.append('file', picture, 'logo')
  const response = await fetch(addressOf('PUT /admin/logo'), { method: 'PUT', body: form }).catch(() => null)
  if (!response) throw new Refusal('unavailable', 'unreachable')
  if (!response.ok) throw await refusalOf(response)
}

export const removeLogo = (): Promise<undefined> => api('DELETE /admin/logo')
