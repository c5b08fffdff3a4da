import type { z } from 'zod'
import type { Api } from './api.ts'

/*
 * What the endpoints say of themselves, as the browser asks them. Types only: not a line of
 * this, nor of the server, reaches a page.
 */
type Types = NonNullable<Api['types']>
type Of<E extends EndpointName> = Extract<Types, { name: E }>
type Empty = Record<never, never>

/** A method and a path, as the API document writes them. */
export type EndpointName = Types['name']
/** Those that answer with a page of a list. */
export type PagedEndpoint = {
  [E in EndpointName]: AnswerOf<E> extends { items: unknown[]; nextCursor: string | null } ? E : never
}[EndpointName]

export type AnswerOf<E extends EndpointName> = Of<E>['answer'] extends z.ZodType
  ? z.output<Of<E>['answer']>
  : undefined
/** What stands in the list that a paged endpoint answers with. */
export type Item<E extends PagedEndpoint> = AnswerOf<E> extends { items: (infer T)[] } ? T : never

/** What goes into the address. What is undefined or null, as the cursor of a first page, stays out of it. */
export type Place<E extends EndpointName> = Part<'params', Of<E>['params']> &
  (Of<E>['query'] extends z.ZodType ? WhereNeeded<'query', Query<Of<E>['query']>> : { query?: never })
/** All that may be sent to one. */
export type Asking<E extends EndpointName> = Place<E> & Part<'body', Of<E>['body']> & { signal?: AbortSignal }
/** What is given with a name, to be left out where nothing has to be in it. */
export type MayOmit<T> = Empty extends T ? [given?: T] : [given: T]

type Part<Name extends string, S> = S extends z.ZodType
  ? WhereNeeded<Name, z.input<S>>
  : { [K in Name]?: never }
type WhereNeeded<Name extends string, T> = Empty extends T ? { [K in Name]?: T } : { [K in Name]: T }

type Query<S extends z.ZodType> =
  S extends z.ZodType<infer Output, infer Input>
    ? { [K in keyof Input]: Word<Input[K], Output[K & keyof Output]> }
    : never
/** In an address a number is text, so its schema takes anything: asked for is what it becomes. */
type Word<Input, Output> = (unknown extends Input ? Output : Input) | (undefined extends Input ? null : never)
