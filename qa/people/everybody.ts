import { expectMedia, type Listener, links } from './media.ts'

/** All who take part in a flow. */
export type Everybody = {
  /**
   * On every link between those who are in the call, both ways, new frames are decoded and new energy of
   * sound is heard.
   */
  hearsEachOther: (withinMs?: number) => Promise<void>
  /** What passes between any two passes a relay. */
  isRelayed: () => Promise<boolean>
}

/** `present` may grow: whoever is in a call when it is asked counts. */
export function everybodyOf(present: Listener[]): Everybody {
  const inCall = async () => {
    const counted = await Promise.all(
      present.map(async (one) => ({
        one,
        sits: await one.page
          .evaluate(async () => (window.__rooms?.call().me ?? null) !== null)
          .catch(() => false),
      })),
    )
    const sitting = counted.filter(({ sits }) => sits).map(({ one }) => one)
    if (sitting.length < 2)
      throw new Error(`A call needs two; ${sitting.length} of ${present.length} are in it`)
    return sitting
  }
  return {
    hearsEachOther: async (withinMs = 40_000) => expectMedia(await inCall(), { withinMs }),
    isRelayed: async () => {
      const all = (await Promise.all((await inCall()).map(links))).flat()
      return all.length > 0 && all.every(({ pair }) => pair?.local === 'relay' || pair?.remote === 'relay')
    },
  }
}
