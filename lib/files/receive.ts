import type { FileHandle } from 'node:fs/promises'
import { type Readable, Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { Busboy, type BusboyInstance } from '@fastify/busboy'
import { asRefusal, Refusal } from '#lib/errors.ts'
import { drain } from '#lib/http/body.ts'
import { nameInForm } from './name.ts'
import type { Grow } from './space.ts'

export type Received = { name: string; sizeBytes: number }

/** Nothing for so long: the sender is gone, or means to hold the place. */
const silenceMs = 30_000
/**
 * File systems give a name 255 bytes; a letter may be written as three signs, and some programs send a path.
 */
const maxNameChars = 1_000
/** The field that tells the name as it is: in that of the file a browser's `%22` may be a quote. */
const nameField = 'name'
/** Of one part: cut short here, a name is still longer than it may be. */
const headerBytes = 8_192

/** Refuses a file of too many bytes. */
export const tooLarge = (maxBytes: number) =>
  new Refusal('payload_too_large', 'files.tooLarge', { mib: inMib(maxBytes) })
const inMib = (bytes: number) => Math.max(1, Math.floor(bytes / 1_048_576))

/** `grow` refuses too many bytes, `signal` ends it, with its reason. */
type Receiving = { to: FileHandle; grow: Grow; signal: AbortSignal }

/**
 * Writes the one file of a multipart/form-data body (RFC 7578) as it streams in; its name is that of the
 * field `name` where there is one, else that of the file. Rejects when it is too large, is not of this form
 * or breaks off; what was written so far is the caller's to remove.
 */
export function receive(
  body: Readable,
  contentType: string,
  { to, grow, signal }: Receiving,
): Promise<Received> {
  return new Promise((resolve, reject) => {
    const parser = parserOf(contentType)
    const told = { field: '', file: '' }
    const received = { sizeBytes: 0 }
    let writing: Promise<void> | undefined
    const silence = setTimeout(() => fail(new Refusal('invalid_input', 'files.stoodStill')), silenceMs)

    const stop = () => fail(signal.reason)
    function end() {
      clearTimeout(silence)
      signal.removeEventListener('abort', stop)
    }
    function fail(error: unknown) {
      end()
      body.unpipe(parser)
      drain(body)
      reject(error)
    }
    const measure = new Transform({
      transform(part: Uint8Array, _encoding, done) {
        silence.refresh()
        received.sizeBytes += part.byteLength
        try {
          grow(received.sizeBytes)
          done(null, part)
        } catch (refused) {
          done(refused as Error)
        }
      },
    })
    parser.on('file', (_field, file, name = '') => {
      if (name.length > maxNameChars) {
        file.resume()
        return fail(nameTooLong())
      }
      told.file = nameInForm(name)
      writing = pipeline(file, measure, to.createWriteStream())
      writing.catch(fail)
    })
    parser.on('field', (field, value, _cutName, isCut) => {
      if (field !== nameField) return
      if (isCut || value.length > maxNameChars) return fail(nameTooLong())
      told.field = value
    })
    parser.on('finish', () => {
      if (!writing) return fail(new Refusal('invalid_input', 'files.notMultipart'))
      writing.then(() => {
        end()
        resolve({ ...received, name: told.field || told.file })
      }, fail)
    })
    parser.on('error', (error) => fail(isOurs(error) ? error : malformed()))
    if (signal.aborted) return stop()
    signal.addEventListener('abort', stop)
    body.on('error', () => fail(brokenOff()))
    body.once('close', () => body.readableEnded || fail(brokenOff()))
    body.pipe(parser)
  })
}

function parserOf(contentType: string): BusboyInstance {
  if (!/^multipart\/form-data\b/i.test(contentType))
    throw new Refusal('unsupported_media_type', 'files.notMultipart')
  try {
    return new Busboy({
      headers: { 'content-type': contentType },
      // A backslash is part of a name on most systems.
      preservePath: true,
      limits: { files: 1, fields: 8, fieldSize: 4_096, parts: 9, headerPairs: 20, headerSize: headerBytes },
    })
  } catch {
    throw malformed()
  }
}

const isOurs = (error: unknown) => asRefusal(error) === error
const malformed = () => new Refusal('invalid_input', 'files.badMultipart')
const nameTooLong = () => new Refusal('invalid_input', 'files.nameTooLong', { characters: maxNameChars })
const brokenOff = () => new Refusal('invalid_input', 'files.brokeOff')
