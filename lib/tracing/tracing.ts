import { context, propagation, type Span, SpanKind, SpanStatusCode } from '@opentelemetry/api'
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks'
import { W3CTraceContextPropagator } from '@opentelemetry/core'
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http'
import { resourceFromAttributes } from '@opentelemetry/resources'
import { BasicTracerProvider, BatchSpanProcessor } from '@opentelemetry/sdk-trace-base'
import type { Product } from '#lib/build/product.ts'
import type { Db } from '#lib/db/open.ts'
import { asRefusal } from '#lib/errors.ts'
import type { Answer, Asked } from '#lib/http/answer.ts'
import type { JobKind } from '#lib/jobs/kind.ts'

/**
 * What one process tells a collector of OpenTelemetry: requests, commands and jobs, and the writes within
 * them, by names of the API and never by person, room or address.
 */
export type Tracing = {
  /** `route` as the API document writes it. Goes on with the trace its caller names (W3C Trace Context). */
  request: (route: string, asked: Asked, work: () => Promise<Answer>) => Promise<Answer>
  command: <T>(event: string, requestId: string, work: () => Promise<T>) => Promise<T>
  job: (kind: JobKind) => JobKind
  /** The same database, whose writes are told. */
  watched: (db: Db) => Db
  /** Tells what was not told yet, for three seconds at most. */
  close: () => Promise<void>
}

const patienceMs = 3_000

/**
 * `url`: the collector's, as OTEL_EXPORTER_OTLP_ENDPOINT has it. How it is asked and how many are told is set
 * by the other OTEL_… variables, which the library reads.
 */
export function startTracing(url: string, service: string, { version, build }: Product): Tracing {
  context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable())
  propagation.setGlobalPropagator(new W3CTraceContextPropagator())
  const provider = new BasicTracerProvider({
    resource: resourceFromAttributes({
      'service.name': service,
      'service.version': version,
      'rooms.build': build,
    }),
    spanProcessors: [
      new BatchSpanProcessor(new OTLPTraceExporter({ url: `${url.replace(/\/$/, '')}/v1/traces` })),
    ],
  })
  const tracer = provider.getTracer('rooms', version)

  const within = <T>(
    name: string,
    kind: SpanKind,
    work: (span: Span) => Promise<T>,
    parent = context.active(),
  ): Promise<T> =>
    tracer.startActiveSpan(name, { kind }, parent, async (span) => {
      try {
        return await work(span)
      } catch (error) {
        // Its code alone: what was thrown may quote what somebody sent.
        span.setAttribute('error.type', asRefusal(error).code)
        span.setStatus({ code: SpanStatusCode.ERROR })
        throw error
      } finally {
        span.end()
      }
    })

  return {
    request: (route, asked, work) => {
      const carried = { traceparent: asked.header('traceparent'), tracestate: asked.header('tracestate') }
      return within(
        `${asked.method} ${route}`,
        SpanKind.SERVER,
        async (span) => {
          const answer = await work()
          span.setAttributes({
            'http.request.method': asked.method,
            'http.route': route,
            'http.response.status_code': answer.status,
            'rooms.request_id': asked.header('x-request-id') ?? '',
          })
          if (answer.status >= 500) span.setStatus({ code: SpanStatusCode.ERROR })
          return answer
        },
        propagation.extract(context.active(), carried),
      )
    },
    command: (event, requestId, work) =>
      within(event, SpanKind.SERVER, (span) => {
        span.setAttribute('rooms.request_id', requestId)
        return work()
      }),
    job: (kind) => ({
      ...kind,
      run: (...given) => within(`job ${kind.name}`, SpanKind.INTERNAL, () => kind.run(...given)),
    }),
    watched: (db) => ({
      ...db,
      write: (body, lane) => within('write', SpanKind.CLIENT, () => db.write(body, lane)),
    }),
    close: async () => {
      const late = new Promise<void>((resolve) => setTimeout(resolve, patienceMs).unref())
      await Promise.race([provider.shutdown().catch(() => undefined), late])
    },
  }
}
