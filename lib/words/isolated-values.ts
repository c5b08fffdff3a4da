import { isolated } from '#lib/text/isolate.ts'
import { directionOf } from './locale.ts'

/** What a sentence of this language names, each kept to itself: a name turns none of the words around it. */
export function isolatedValues<V extends object>(values: V, locale: string): V {
  const within = directionOf(locale)
  const own = Object.entries(values).flatMap(([key, value]) =>
    typeof value === 'string' ? [[key, isolated(value, within)] as const] : [],
  )
  return { ...values, ...Object.fromEntries(own) }
}
