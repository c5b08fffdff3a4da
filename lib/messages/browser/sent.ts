import { trimMessage } from '../trim-message.ts'
import { filled, markFor, type Read } from './mention-marks.ts'
import { everybody } from './mention-names.ts'
import { type Typed, typedNames } from './typed-names.ts'
import { signOf, type Written } from './written.ts'

type Named = { id: string; name: string }
/**
 * Who may be mentioned by whom. Of a large room not everybody is known; `before` are those whom the message
 * mentioned that is edited, who may have left.
 */
export type Here = {
  members: readonly Named[]
  knowsAll: boolean
  viewerId: string
  before?: readonly string[]
}
export type Sent = {
  /** As messages are kept, with ids: names may change, ids don't. */
  content: string
  /** A name that was typed and that several people have: whoever wrote it is asked, nobody is guessed. */
  unclear: Typed | null
}

type Whereabouts = Pick<Here, 'members' | 'knowsAll' | 'before'>
/** Whether somebody is here, as far as is known. */
const isPresent = ({ members, knowsAll, before }: Whereabouts) => {
  const known = new Set([everybody.id, ...members.map(({ id }) => id), ...(before ?? [])])
  return (id: string) => !knowsAll || known.has(id)
}

/** Names of people who were chosen and are not here: they are sent as names. */
export const absentNames = ({ people }: Pick<Written, 'people'>, here: Whereabouts): string[] => {
  const isHere = isPresent(here)
  return [
    ...new Set(people.flatMap(({ id, name, isRoom }) => (isRoom || id === null || isHere(id) ? [] : [name]))),
  ]
}

/**
 * What is sent of what was written. Who was chosen is that person; a name typed by hand is whoever has it.
 * `read` tells who a text mentions where it is drawn, which the server asks of it too: without it names in
 * code are sent as ids, which mention nobody either.
 */
export const sent = (written: Written, here: Here, read: Read | null): Sent => {
  const { members, viewerId } = here
  const isHere = isPresent(here)
  const present = written.people.flatMap(({ id, ...one }) =>
    id === null || !(one.isRoom || isHere(id)) ? [] : [{ ...one, ids: [id] }],
  )
  const typed = typedNames(written, [...members, everybody]).map((one) => ({
    ...one,
    ids: withoutSelf(one.ids, viewerId),
  }))
  const all = [...present, ...typed].sort((a, b) => a.at - b.at)
  const drawn = drawnAs(written.text, all, read)
  return {
    content: trimMessage(
      filled(written.text, all, (one) => (drawn.has(one) ? marked(one, one.ids[0] ?? '') : signOf(one))),
    ),
    unclear: all.find((one) => one.ids.length > 1 && drawn.has(one)) ?? null,
  }
}

/** As messages keep whom and what they name. */
const marked = ({ isRoom }: Typed, id: string): string => `<${isRoom ? '#' : '@'}${id}>`

/** Nobody means themselves who shares a name with another. */
const withoutSelf = (ids: readonly string[], viewerId: string): readonly string[] => {
  const others = ids.filter((id) => id !== viewerId)
  return others.length > 0 ? others : ids
}

/** A name that stays one may close what another stands in: so often it is looked at again. */
const mostLooks = 5

/** Those that would be drawn as mentions: in code a name is a name. */
const drawnAs = (text: string, all: readonly Typed[], read: Read | null): ReadonlySet<Typed> => {
  let drawn = new Set(all)
  if (!read) return drawn
  for (let look = 0; look < mostLooks && drawn.size > 0; look++) {
    const markOf = (one: Typed, at: number) => markFor(at, one.ids[0] ?? '')
    const tried = filled(text, all, (one, at) =>
      drawn.has(one) ? marked(one, markOf(one, at)) : signOf(one),
    )
    const found = new Set(read(trimMessage(tried)))
    const left = new Set(all.filter((one, at) => drawn.has(one) && found.has(markOf(one, at))))
    if (left.size === drawn.size) break
    drawn = left
  }
  return drawn
}
