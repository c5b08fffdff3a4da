import * as timeline from '#lib/messages/browser/timeline.ts'
import type { Changes, Message, MessagePage } from '#lib/messages/schema.ts'

/** Where a reader gets history from. */
export type History = {
  page: (query: Record<string, number>) => Promise<MessagePage>
  changes: (since: number) => Promise<Changes>
}

/** What may happen to a reader; the number says where, or which. */
export const readerSteps = [
  'hear',
  'lose',
  'catchUp',
  'older',
  'newer',
  'newest',
  'around',
  'arrive',
  'move',
] as const
export type ReaderStep = { step: (typeof readerSteps)[number]; at: number }

const limit = 5
const most = 12

/**
 * Somebody who reads a room over a bad line: hears events late, twice, in any order or never, and gets pages
 * that were read before something happened and arrive after it.
 */
export const makeReader = async ({ page, changes }: History) => {
  let now = timeline.opened(await page({ limit }))
  let unheard: Message[] = []
  let underway: { merge: typeof timeline.withOlder; read: MessagePage }[] = []
  let place: number | null = null
  const put = (next: timeline.Timeline) => {
    now = timeline.bounded(next, place, most)
  }
  const ask = async (merge: typeof timeline.withOlder, query: Record<string, number>) => {
    underway.push({ merge, read: await page({ ...query, limit }) })
  }
  const catchUp = async () => {
    const { reset, ...caught } = await changes(now.revision)
    put(reset ? timeline.reopened(now, await page({ limit })) : timeline.caughtUp(now, caught))
  }
  const first = () => now.from
  const pick = <T>(from: T[], at: number) => from[at % Math.max(from.length, 1)]

  return {
    tell: (message: Message) => void unheard.push(message),
    get: () => now,
    async do({ step, at }: ReaderStep) {
      const event = pick(unheard, at)
      const arriving = pick(underway, at)
      if (step === 'hear' && event) put(timeline.heard(now, event))
      if (step === 'lose') unheard = unheard.filter((one) => one !== event)
      if (step === 'catchUp') await catchUp()
      if (step === 'older' && now.hasBefore) await ask(timeline.withOlder, { before: first() })
      if (step === 'newer') await ask(timeline.withNewer, { after: now.to })
      if (step === 'newest') await ask(timeline.reopened, {})
      if (step === 'around') await ask(timeline.reopened, { around: at + 1 })
      if (step === 'arrive' && arriving) {
        underway = underway.filter((one) => one !== arriving)
        put(arriving.merge(now, arriving.read))
      }
      if (step === 'move') place = at % 2 ? null : first() + (at % limit)
    },
    /** The line is good again. What was under way before is forgotten by the page that asked. */
    async settle() {
      await catchUp()
      while (timeline.hasGap(now)) await catchUp()
    },
    /** Goes on to the end, as somebody does who scrolls down. */
    async readOn() {
      for (let pages = 0; timeline.hasAfter(now) && pages < 50; pages++) {
        place = now.to
        put(timeline.withNewer(now, await page({ after: place, limit })))
      }
    },
  }
}

/** A stretch of what the server has, as the server tells it to somebody who comes now. */
export const freshStretch = async ({ page }: History, from: number, to: number): Promise<Message[]> => {
  const items: Message[] = []
  for (let after = from - 1; after < to; ) {
    const read = await page({ after, limit })
    items.push(...read.items)
    after = read.to
  }
  return items.filter(({ seq }) => seq <= to)
}
