import type { Translate } from '#lib/words/translate.ts'
import { type Chosen, type DeviceChoice, type DeviceLists, type Kind, kinds } from './devices.ts'

export type Found = DeviceChoice & { kind: Kind }
/** What happened to the devices, for the person to know. */
export type DeviceNews =
  /**
   * The one in use went away; `now` is what took over. Null: nothing did, or it waits for being turned on.
   */
  | { what: 'unplugged'; kind: Kind; now: string | null }
  /** The chosen speaker went away, and the one of the system took over. */
  | { what: 'systemSpeaker' }
  /** A chosen one came back and is used again. */
  | { what: 'returned'; kind: Kind; now: DeviceChoice['name'] }
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

/** What a device is called: "microphone 2" while the browser keeps its name. */
export const deviceName = (t: Translate, kind: Kind, name: DeviceChoice['name']): string =>
  typeof name === 'string' ? name : t('calls.devices.unnamed', { kind, number: name })

/** `list` joins words as the language of `t` does. */
export function newsWords(t: Translate, list: (words: string[]) => string, news: DeviceNews): string {
  if (news.what === 'systemSpeaker') return t('calls.deviceNews.systemSpeaker')
  if (news.what === 'unplugged') {
    const { kind, now } = news
    return now ? t('calls.deviceNews.replaced', { kind, now }) : t('calls.deviceNews.unplugged', { kind })
  }
  if (news.what === 'returned')
    return t('calls.deviceNews.returned', { kind: news.kind, now: deviceName(t, news.kind, news.now) })
  const kinds = new Set(news.found.map(({ kind }) => t(`calls.deviceNews.kind.${kind}`)))
  const names = new Set(news.found.map(({ kind, name }) => deviceName(t, kind, name)))
  return t('calls.deviceNews.plugged', { kinds: list([...kinds]), names: list([...names]) })
}
