import { type Chosen, type DeviceChoice, type DeviceLists, type Kind, kinds } from './devices.ts'

export type Found = DeviceChoice & { kind: Kind }
/** What happened to the devices, for the person to know. */
export type DeviceNews =
  /**
   * The one in use went away; `now` is what took over. Null: nothing did, or it waits for being turned on.
   */
  | { what: 'unplugged'; kind: Kind; now: string | null }
  /** A chosen one came back and is used again. */
  | { what: 'returned'; kind: Kind; now: string }
  | { what: 'plugged'; found: Found[] }

/** Ids that stand for whichever device the system uses, not for one that can be plugged in. */
const standing = new Set(['default', 'communications'])

/** What is in a later list and was not in an earlier one: the chosen ones, and the others. */
export function arrivals(before: DeviceLists, after: DeviceLists, chosen: Chosen) {
  const found = kinds.flatMap((kind) => {
    const known = new Set(before[kind].map(({ id }) => id))
    return after[kind]
      .filter(({ id }) => !known.has(id) && !standing.has(id))
      .map((choice): Found => ({ ...choice, kind }))
  })
  const isChosen = ({ kind, id }: Found) => chosen[kind] === id
  return { returned: found.filter(isChosen), plugged: found.filter((one) => !isChosen(one)) }
}

const list = new Intl.ListFormat('en', { type: 'conjunction' })

export function newsWords(news: DeviceNews): string {
  if (news.what === 'unplugged')
    return news.now
      ? `Your ${news.kind} was unplugged. Now using ${news.now}.`
      : `Your ${news.kind} was unplugged.`
  if (news.what === 'returned') return `Your ${news.kind} is back: using ${news.now} again.`
  const names = [...new Set(news.found.map(({ name }) => name))]
  return `New ${list.format([...new Set(news.found.map(({ kind }) => kind))])}: ${list.format(names)}.`
}
