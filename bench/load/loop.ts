/**
 * Work that is done again and again, by as many hands as there are works, until it is stopped; `n` counts the
 * turns of a hand.
 */
export function loop(works: readonly ((n: number) => Promise<unknown>)[]) {
  let [done, goesOn] = [0, true]
  const hands = works.map(async (work) => {
    for (let n = 0; goesOn; n++) {
      await work(n)
      done++
    }
  })
  const all = Promise.all(hands)
  // Told by `stop`, which comes later.
  all.catch(() => undefined)
  return {
    done: () => done,
    stop: async () => {
      goesOn = false
      await all
    },
  }
}
