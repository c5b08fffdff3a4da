import { Buffer } from 'node:buffer'
import { createHash } from 'node:crypto'

/** An answer as it goes out, in JSON: made once for many who ask, or on another thread. */
export class Written<A = unknown> {
  /** What it was made of; for the compiler alone. */
  declare readonly of: A
  readonly body: Uint8Array<ArrayBuffer>
  /** One caller alone gets it: once it has left, nobody needs it any more. */
  readonly isForOne: boolean
  #etag: string | undefined

  constructor(body: Uint8Array<ArrayBuffer>, { isForOne = false } = {}) {
    this.body = body
    this.isForOne = isForOne
  }

  /** Tells it from every other (RFC 9110, 8.8.3). */
  get etag(): string {
    this.#etag ??= `"${createHash('sha1').update(this.body).digest('base64url')}"`
    return this.#etag
  }
}

export const writeOut = <A>(answer: A): Written<A> => new Written(Buffer.from(JSON.stringify(answer)))
