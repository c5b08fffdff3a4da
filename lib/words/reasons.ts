import type { en } from './en/index.ts'

/** What a sentence counts or names. */
export type Params = Record<string, string | number>

type Sentences<Tree, Path extends string = ''> = {
  [Key in keyof Tree & string]: Tree[Key] extends string
    ? { reason: `${Path}${Key}`; sentence: Tree[Key] }
    : Sentences<Tree[Key], `${Path}${Key}.`>
}[keyof Tree & string]
type Refused = Sentences<(typeof en)['refusals']>

/** Why something is refused: a key of the catalogue below `refusals`. */
export type Reason = Refused['reason']

/** The arguments of an ICU message: what stands right behind an opening brace, up to a comma or the end. */
type Arguments<Sentence> = Sentence extends `${string}{${infer Inside}}${infer Rest}`
  ? Named<Inside extends `${infer Name},${string}` ? Name : Inside> | Arguments<Rest>
  : never
type Named<Name extends string> = Name extends '' | `${string} ${string}` ? never : Name

type ArgumentsOf<R extends Reason> = Arguments<Extract<Refused, { reason: R }>['sentence']>

/** What has to be said with a reason: its arguments, if it has any, and whatever else is known. */
export type Saying<R extends Reason, More> = [ArgumentsOf<R>] extends [never]
  ? [params?: Record<never, never>, more?: More]
  : [params: Record<ArgumentsOf<R>, string | number>, more?: More]
