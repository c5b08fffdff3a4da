import type { z } from 'zod'
import type { Api } from './api.ts'

/*
 * What the endpoints say of themselves, as the browser asks them. Types only: not a line of
 * this, nor of the server, reaches a page.
 */
type Types = NonNullable<Api['types']>
type Of<C extends Call> = Extract<Types, { call: C }>
type Empty = Record<never, never>

/** A method and a path, as the API document writes them. */
export type Call = Types['call']
/** The calls that answer with a page of a list. */
export type PagedCall = {
  [C in Call]: Answer<C> extends { items: unknown[]; nextCursor: string | null } ? C : never
}[Call]

export type Answer<C extends Call> = Of<C>['answer'] extends z.ZodType ? z.output<Of<C>['answer']> : undefined
/** What stands in the list that a paged call answers with. */
export type Item<C extends PagedCall> = Answer<C> extends { items: (infer T)[] } ? T : never

/** What goes into the address. What is undefined or null, as the cursor of a first page, stays out of it. */
export type Place<C extends Call> = Part<'params', Of<C>['params']> &
  (Of<C>['query'] extends z.ZodType ? WhereNeeded<'query', Query<Of<C>['query']>> : { query?: never })
/** All that may go with a call. */
export type Asking<C extends Call> = Place<C> & Part<'body', Of<C>['body']> & { signal?: AbortSignal }
/** The last argument of a call, to be left out where nothing has to be in it. */
export type MayOmit<T> = Empty extends T ? [given?: T] : [given: T]

type Part<Name extends string, S> = S extends z.ZodType
  ? { [K in Name]: z.input<S> }
  : { [K in Name]?: never }
type WhereNeeded<Name extends string, T> = Empty extends T ? { [K in Name]?: T } : { [K in Name]: T }

type Query<S extends z.ZodType> =
  S extends z.ZodType<infer Output, infer Input>
    ? { [K in keyof Input]: Word<Input[K], Output[K & keyof Output]> }
    : never
/** In an address a number is text, so its schema takes anything: asked for is what it becomes. */
type Word<Input, Output> = (unknown extends Input ? Output : Input) | (undefined extends Input ? null : never)
