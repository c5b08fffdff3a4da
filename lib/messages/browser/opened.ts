import { namedBy } from '#lib/messages/markdown/mentioned.ts'
import { markFor } from './mention-marks.ts'
import { everybody } from './mention-names.ts'
import { typedNames } from './typed-names.ts'
import { type Mention, signOf, type Written } from './written.ts'

type Named = { id: string; name: string }
const mark = /<([@#])([\w-]{1,64})>/g

/** A message as it is edited, with names. Sent as it is, it is the same again and mentions nobody else. */
export const opened = (
  content: string,
  nameOf: (id: string) => string,
  roomNameOf: (id: string) => string,
  members: readonly Named[],
): Written => {
  let marks = 0
  const marked = content.replace(mark, (_, sign: string, id: string) => `<${sign}${markFor(marks++, id)}>`)
  const drawn = new Set(namedBy(marked))
  const people: Mention[] = []
  let text = ''
  let done = 0
  for (const [at, { index, 0: all, 1: sign, 2: id = '' }] of [...content.matchAll(mark)].entries()) {
    if (!drawn.has(markFor(at, id))) continue
    text += content.slice(done, index)
    const one: Mention =
      sign === '#'
        ? { at: text.length, name: roomNameOf(id), id, isRoom: true }
        : { at: text.length, name: id === everybody.id ? everybody.name : nameOf(id), id }
    people.push(one)
    text += signOf(one)
    done = index + all.length
  }
  const written = { text: text + content.slice(done), people }
  // What was a name only stays one.
  const names = typedNames(written, [...members, everybody]).map(({ at, name }) => ({ at, name, id: null }))
  return { ...written, people: [...people, ...names].sort((a, b) => a.at - b.at) }
}
