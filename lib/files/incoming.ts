import type { Readable } from 'node:stream'

/** A body with one file in it, as it comes in. */
export type Incoming = {
  body: Readable
  contentType: string
  contentLength: number | null
  /** Ends it, with its reason: the right to store anything is over, or nobody waits for the answer. */
  signal: AbortSignal
}

type Request = {
  header: (name: string) => string | undefined
  signal: () => AbortSignal
  stream: () => Readable
}

/** What an endpoint that takes a file was sent. */
export function incomingOf({ header, signal, stream }: Request): Incoming {
  const length = header('content-length')
  return {
    body: stream(),
    contentType: header('content-type') ?? '',
    contentLength: length === undefined ? null : Number(length),
    signal: signal(),
  }
}
