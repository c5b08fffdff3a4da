import type { Readable } from 'node:stream'
import type { z } from 'zod'
import type { Need } from '#lib/accounts/schema.ts'
import type { Client } from '#lib/accounts/sessions.ts'
import type { Context, SessionContext, World } from '#lib/context.ts'
import type { Written } from './written.ts'

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
type Shape = z.ZodType | undefined
type Parsed<S extends Shape> = S extends z.ZodType ? z.output<S> : undefined

type Request<P extends Shape, Q extends Shape, B extends Shape> = {
  params: Parsed<P>
  query: Parsed<Q>
  body: Parsed<B>
  client: Client
  header: (name: string) => string | undefined
  /** The body as it comes in; for endpoints that take a file. */
  stream: () => Readable
  /** For what takes its time: fires, with a refusal, when the caller's session ends or they go away. */
  signal: () => AbortSignal
}
/** `status` other than the endpoint's own, for the few that have two. */
type Outcome<A extends Shape> = A extends z.ZodType
  ? z.output<A> | Written<z.output<A>> | { status: number; answer: z.output<A> } | Bytes
  : unknown

type Described<W, P extends Shape, Q extends Shape, B extends Shape, A extends Shape> = {
  method: Method
  /** Below /api/v1, with `{names}` of parameters. */
  path: string
  summary: string
  params?: P
  query?: Q
  body?: B
  answer?: A
  /** 200 with an answer and 204 without, unless told. */
  status?: number
  /**
   * The most bytes its body may have, when it is more than a small one (lib/http/body.ts). A function:
   * lengths are set when the server starts.
   */
  bodyBytes?: () => number
  /** Waits for somebody outside of this server: it takes none of a person's places for requests meanwhile. */
  waits?: true
  /** Takes a file: multipart/form-data, read as it streams in. */
  takesFile?: true
  /** Gives the bytes of a file: the outcome is a Bytes. With an `answer`: it may be either. */
  givesFile?: true
  /** Sends an ETag, and 304 when the caller has the same. */
  etag?: true
  handle: (world: W, request: Request<P, Q, B>) => Promise<Outcome<A>>
}

/**
 * An answer that is not JSON. Whoever gives bytes says what right to them is: `stillMay` refuses when it is
 * over, and is asked as they go out.
 */
export type Bytes = { status: number; headers: Record<string, string> } & (
  | { stream: null }
  | { stream: Readable; stillMay: () => Promise<unknown> }
)

/**
 * One method of one path: what it needs, takes and gives, and the
 * operation it calls. Whoever asks is signed in.
 */
export const endpoint = <
  N extends Need,
  M extends Method,
  const Path extends string,
  A extends Shape = undefined,
  P extends Shape = undefined,
  Q extends Shape = undefined,
  B extends Shape = undefined,
>(
  described: Described<N extends 'account' | 'session' ? SessionContext : Context, P, Q, B, A> & {
    needs: N
    method: M
    path: Path
  },
) => described as unknown as Typed<`${M} ${Path}`, P, Q, B, A>

/** The same for everybody: signing in, and what carries its own proof. */
export const openEndpoint = <
  M extends Method,
  const Path extends string,
  A extends Shape = undefined,
  P extends Shape = undefined,
  Q extends Shape = undefined,
  B extends Shape = undefined,
>(
  described: Described<World, P, Q, B, A> & { method: M; path: Path },
) => ({ ...described, needs: 'nothing' }) as unknown as Typed<`${M} ${Path}`, P, Q, B, A>

/** An endpoint as the door meets it: its own types are settled where it is written. */
export type Endpoint = Described<Context, Shape, Shape, Shape, Shape> & {
  /** Of whoever asks; open ones ask for nobody. */
  needs: Need | 'nothing'
}

/**
 * What it takes and gives, for the compiler alone (lib/http/endpoint-types.ts).
 * One written for two methods has two names.
 */
type Typed<
  N extends string,
  P extends Shape,
  Q extends Shape,
  B extends Shape,
  A extends Shape,
> = Endpoint & {
  types?: N extends string ? { name: N; params: P; query: Q; body: B; answer: A } : never
}
