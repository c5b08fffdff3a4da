import { Buffer } from 'node:buffer'
import { createHash } from 'node:crypto'

/** An answer as it goes out: its bytes, and the ETag that tells it from every other (RFC 9110, 8.8.3). */
export class Written<A = unknown> {
  /** What it was made of; for the compiler alone. */
  declare readonly of: A
  readonly body: Buffer<ArrayBuffer>
  readonly etag: string

  constructor(answer: A) {
    this.body = Buffer.from(JSON.stringify(answer))
    this.etag = `"${createHash('sha1').update(this.body).digest('base64url')}"`
  }
}
