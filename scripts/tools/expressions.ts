import { globSync, readFileSync } from 'node:fs'
import { type Argument, type CallExpression, type NewExpression, parseSync, Visitor } from 'oxc-parser'
import { check } from 'recheck'

/** A regular expression in the sources. `pattern` is null where it is put together while the program runs. */
export type Expression = { file: string; line: number; text: string; pattern: string | null; flags: string }

/** Every regular expression of these files: literals, and what RegExp is given. */
export const expressionsIn = (files: string[], except: string[]): Expression[] =>
  globSync(files, { exclude: except })
    .sort()
    .flatMap((file) => expressionsOf(file, readFileSync(file, 'utf8')))

export function expressionsOf(file: string, source: string): Expression[] {
  const { program, errors } = parseSync(file, source)
  if (errors[0]) throw new Error(`${file}: ${errors[0].message}`)
  const found: Expression[] = []
  const add = ({ start, end }: { start: number; end: number }, pattern: string | null, flags: string) => {
    const line = source.slice(0, start).split('\n').length
    found.push({ file, line, text: source.slice(start, end), pattern, flags })
  }
  const made = (node: NewExpression | CallExpression) => {
    const { callee } = node
    const name = callee.type === 'MemberExpression' ? callee.property : callee
    if (name.type !== 'Identifier' || name.name !== 'RegExp') return
    const [pattern, flags] = node.arguments
    const fixed = textOf(pattern)
    add(node, flags === undefined || textOf(flags) !== null ? fixed : null, textOf(flags) ?? '')
  }
  new Visitor({
    Literal: (node) => {
      if ('regex' in node && node.regex) add(node, node.regex.pattern, node.regex.flags)
    },
    NewExpression: made,
    CallExpression: made,
  }).visit(program)
  return found
}

const textOf = (given: Argument | undefined): string | null =>
  given?.type === 'Literal' && 'value' in given && typeof given.value === 'string' ? given.value : null

/**
 * Why an expression may take longer than in proportion to what it reads; null when it cannot. Limits count
 * steps, not time, and chance begins at the same number: so the answer is the same on every machine.
 */
export async function slowness(pattern: string, flags: string): Promise<string | null> {
  const found = await check(pattern, flags, { ...steady, timeout: patienceMs })
  if (found.status === 'safe') return null
  if (found.status === 'vulnerable') return `${found.complexity.summary}, by ${found.attack.pattern}`
  return `cannot be decided (${found.error.kind}): write it differently`
}

const steady = { attackTimeout: null, incubationTimeout: null, randomSeed: 0 }
/** Many times what any takes: only so that a run ends. */
const patienceMs = 60_000
