import { randomUUID } from 'node:crypto'
import {
  createEventEnvelope,
  createTransport,
  type Event,
  type Exception,
  getEnvelopeEndpointWithUrlEncodedAuth,
  makeDsn,
  type StackFrame,
} from '@sentry/core'
import type { Product } from '#lib/build/product.ts'
import { Fault } from '#lib/errors.ts'
import { type Failure, failureOf } from '#lib/failure.ts'
import type { Told } from '#lib/log.ts'
import { tellRepeats } from '#lib/repeats.ts'

export type Sentry = {
  tell: (told: Told) => void
  /** Tells what is under way, for two seconds at most. */
  close: () => Promise<void>
}
/** That a fault reached nobody there, no oftener than once a minute. */
type Lost = (why: { sentry: Failure; times: number }) => void

const patienceMs = 10_000
const closeMs = 2_000

/**
 * Tells Sentry, or what speaks its protocol, of the faults that the log tells, as often: what a `Failure`
 * has a place for, the command or job, the number of the request, and which build it was. Nothing else is
 * collected: neither requests nor people.
 */
export function openSentry(address: string, { version, build }: Product, lost: Lost): Sentry {
  const dsn = makeDsn(address)
  if (!dsn) throw new Fault('SENTRY_DSN: must be the address that Sentry gives a project.')
  const sdk = { name: 'rooms', version }
  const url = getEnvelopeEndpointWithUrlEncodedAuth(dsn, undefined, sdk)
  const repeated = tellRepeats()
  // It keeps to what Sentry asks to be spared, and to 64 at once.
  const transport = createTransport({ recordDroppedEvent: () => undefined }, async ({ body }) => {
    const signal = AbortSignal.timeout(patienceMs)
    const headers = { 'content-type': 'application/x-sentry-envelope' }
    const answer = await fetch(url, {
      method: 'POST',
      headers,
      body: Buffer.from(body),
      signal,
      redirect: 'error',
    })
    await answer.arrayBuffer()
    if (answer.status >= 400 && answer.status !== 429) throw new Fault(`It answered ${answer.status}`)
    const asked = (name: string) => answer.headers.get(name)
    return {
      statusCode: answer.status,
      headers: { 'x-sentry-rate-limits': asked('x-sentry-rate-limits'), 'retry-after': asked('retry-after') },
    }
  })
  const release = { release: `rooms@${version}`, dist: build, sdk }
  return {
    tell: (told) => {
      transport.send(createEventEnvelope({ ...eventOf(told), ...release }, dsn)).then(undefined, (error) => {
        repeated(error, 'sentry', (times) => lost({ sentry: failureOf(error), times }))
      })
    },
    close: async () => {
      await transport.flush(closeMs)
    },
  }
}

const eventOf = ({ severity, words, line }: Told): Event => ({
  event_id: randomUUID().replaceAll('-', ''),
  timestamp: Date.now() / 1_000,
  platform: 'node',
  logger: 'rooms',
  level: severity >= 60 ? 'fatal' : severity >= 50 ? 'error' : 'warning',
  transaction: words,
  tags: { request_id: word(line.requestId), event: word(line.event), job: word(line.job) },
  exception: { values: exceptionsOf(line.err) },
  extra: { times: line.times, ...detailsOf(line.err) },
})

/** The first of them last, as Sentry has them. */
function exceptionsOf(failure: Failure): Exception[] {
  const { name, code, frames = [], cause, errors = [] } = failure
  const value = speaksOfNobody(failure) ? failure.message : code
  const own: Exception = {
    type: name,
    ...(value !== undefined && { value }),
    stacktrace: { frames: frames.flatMap(frameOf).reverse() },
  }
  return [...[...errors, ...(cause ? [cause] : [])].flatMap(exceptionsOf), own]
}

/** PostgreSQL names the address and the user that it refuses (class 28). */
const speaksOfNobody = ({ message, code = '' }: Failure) => message !== undefined && !/^28\w{3}$/.test(code)

function detailsOf({ code, query, table, column, constraint, syscall, digest, cause }: Failure) {
  const own = { code, query, table, column, constraint, syscall, digest }
  return { ...(cause && { cause: { code: cause.code, query: cause.query, table: cause.table } }), ...own }
}

/** `name (place:line:column)`, or the place alone. */
function frameOf(frame: string): StackFrame[] {
  const [, name, place = ''] = /^(?:async )?(?:(.+) \()?([^()]+?)\)?$/.exec(frame) ?? []
  const [, path = '', line, column] = /^(.+):(\d+):(\d+)$/.exec(place) ?? []
  if (path === '') return []
  const file = path.replace(/^file:\/\//, '').replace(`${process.cwd()}/`, '')
  return [
    {
      filename: file,
      ...(name !== undefined && { function: name }),
      lineno: Number(line),
      colno: Number(column),
      in_app: !/^node:|node_modules/.test(file),
    },
  ]
}

/** A proxy may pass on a number of a request that somebody chose. */
const word = (value: unknown) => /^[\w:.-]{1,80}$/.exec(String(value ?? ''))?.[0]
