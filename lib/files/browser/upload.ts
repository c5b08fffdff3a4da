import { Refusal } from '#lib/errors.ts'
import { addressOf, refusalTold } from '#lib/http/browser/client.ts'
import type { Attachment } from '../schema.ts'

type Upload = { signal: AbortSignal; progress: (share: number) => void }

/**
 * Sends a file to the server and tells how much of it is there, from 0 to 1. Rejects with a Refusal in the
 * server's own words. By XMLHttpRequest, because fetch does not tell how far it has come.
 */
export const uploadFile = (file: File, { signal, progress }: Upload): Promise<Attachment> =>
  new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    request.open('POST', addressOf('POST /uploads'))
    request.upload.onprogress = ({ loaded, total }) => progress(loaded / total)
    request.onload = () => {
      if (request.status === 201) resolve(JSON.parse(request.responseText))
      else reject(refusalOf(request.responseText))
    }
    request.onerror = () => reject(new Refusal('unavailable', 'files.lineBroke'))
    request.onabort = () => reject(new Refusal('conflict', 'files.cancelled'))
    signal.addEventListener('abort', () => request.abort())
    const form = new FormData()
    // As it is: in the name of a file nobody can tell a quote from `%22`.
    form.append('name', file.name)
    form.append('file', file, file.name)
    request.send(form)
  })

function refusalOf(text: string): Refusal {
  try {
    return refusalTold(JSON.parse(text))
  } catch {
    // A proxy's own page, not the server's answer.
    return new Refusal('internal', 'files.notTaken')
  }
}
