import { z } from 'zod'
import { Refusal } from '#lib/errors.ts'
import { fold } from '#lib/fold.ts'
import { unseen } from '#lib/text/signs.ts'
import { keyOf } from './normalize.ts'
import { afterMs, beforeMs, type SearchQuery } from './schema.ts'

/**
 * What somebody looks for. Of `from` and of `in` any one will do;
 * everything else must be so. Times in milliseconds.
 */
export type Sought = {
  /** Folded. */
  parts: string[]
  from: string[]
  in: string[]
  roomId: string | null
  before: number
  after: number
  hasFile: boolean
}

/** A filter with its value, something in quotes (which may be left open), or a word. */
const piece = /(from|in|before|after|has):(?:"([^"]*)"?|(\S+))|"([^"]*)"?|(\S+)/giu
const date = z.iso.date()
/** What phones and word processors make of the quotes that are typed. */
const quotes = /[“”„‟＂«»″「」『』]/g

/**
 * Reads the language of the search field. Refuses a date that is none, and a question that asks for nothing.
 */
export function soughtIn(query: SearchQuery): Sought {
  const sought: Sought = {
    parts: [],
    from: query.from ? [query.from] : [],
    in: [],
    roomId: query.roomId ?? null,
    before: query.before ? beforeMs(query.before) : Number.POSITIVE_INFINITY,
    after: query.after ? afterMs(query.after) : Number.NEGATIVE_INFINITY,
    hasFile: false,
  }
  const asTyped = query.q.replace(/\s/g, ' ').replace(unseen, '').replace(quotes, '"').replaceAll('：', ':')
  for (const [all, filter, quoted, bare, phrase, word] of asTyped.matchAll(piece)) {
    const value = (quoted ?? bare ?? '').trim()
    const asked = filter?.toLowerCase()
    if (asked === undefined) sought.parts.push(phrase ?? word ?? '')
    else if (asked === 'has' && value.toLowerCase() !== 'file') sought.parts.push(all)
    else if (asked === 'has') sought.hasFile = true
    else if (value !== '') narrow(sought, asked, value)
  }
  sought.parts = [...new Set(sought.parts.map((part) => keyOf(part).text.trim()).filter(Boolean))]
  if (!asksForSomething(sought)) throw new Refusal('invalid_input', 'search.word', {}, { at: 'q' })
  return sought
}

function narrow(sought: Sought, filter: string, value: string) {
  if (filter === 'from') sought.from.push(value)
  else if (filter === 'in') sought.in.push(value)
  else if (!date.safeParse(fold(value)).success)
    throw new Refusal('invalid_input', 'search.date', { filter }, { at: 'q' })
  else if (filter === 'before') sought.before = Math.min(sought.before, beforeMs(fold(value)))
  else sought.after = Math.max(sought.after, afterMs(fold(value)))
}

const asksForSomething = ({ parts, from, in: rooms, roomId, before, after, hasFile }: Sought) =>
  parts.length + from.length + rooms.length > 0 ||
  roomId !== null ||
  hasFile ||
  Number.isFinite(before) ||
  Number.isFinite(after)
